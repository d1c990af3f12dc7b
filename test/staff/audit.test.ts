import { auditCollection } from '../../src/staff/audit';
import type { AuditEntry } from '../../src/staff/audit';
import { Audit, linkHash } from '../../src/staff/audit';
import { createLogger } from '../../src/platform/logger';
import type { Collection } from '../../src/storage/database';
import { describeEachStore } from '../tools/stores';
import { Office, passwordOf } from './office';

let office: Office;

describeEachStore('The audit log', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
  });
  afterEach(() => office.close());

  const entries = (): Collection<AuditEntry> => office.database.collection(auditCollection);

  async function forge(number: number): Promise<void> {
    const entry = (await entries().findOne({ number }))!;
    const hash = linkHash({ ...entry, actor: 'stf_other' });
    await entries().updateOne({ number }, { $set: { actor: 'stf_other', hash } });
  }

  async function copyBehind(number: number): Promise<void> {
    const copy = { ...(await entries().findOne({ number }))!, _id: String(number + 1), number: number + 1 };
    await entries().insertOne({ ...copy, hash: linkHash(copy) });
  }

  it('tells who signed in, failed to, changed a password, took and ended a conversation', async () => {
    const lin = await office.colleague('lin', 'agent', ['complaints']);
    await lin.post('/api/staff/password', { current: passwordOf('lin'), next: 'another long one' });
    await office.browser('198.51.100.7').signIn('lin', 'wrong-wrong');
    await office.browser('198.51.100.7').signIn('my secret password', 'wrong-wrong');
    const ticket = await office.waiting('c1');
    await lin.post(`/api/desk/tickets/${ticket._id}/claim`);
    await lin.post(`/api/desk/tickets/${ticket._id}/close`, { outcome: 'follow_up', note: '客户电话13812341234' });

    const actor = (await office.staff.accounts.findByUsername('lin'))!._id;
    const all = await entries()
      .find({}, { sort: { number: 1 } })
      .toArray();
    const told = all.map(({ action, actor, subject, detail, address }) => ({ action, actor, subject, detail, address }));
    expect(told).toEqual([
      { action: 'signed_in', actor, address: '203.0.113.1' },
      { action: 'password_changed', actor, address: '203.0.113.1' },
      { action: 'sign_in_failed', actor, address: '198.51.100.7' },
      { action: 'sign_in_failed', address: '198.51.100.7' },
      { action: 'ticket_claimed', actor, subject: ticket._id },
      { action: 'ticket_closed', actor, subject: ticket._id, detail: 'follow_up' },
    ]);
    expect(JSON.stringify(all)).not.toMatch(/my secret|13812341234/);
    expect(await office.staff.audit.verify()).toEqual({ entries: 6 });
  });

  it('is one gapless chain, however many write at once and from several processes', async () => {
    const other = new Audit(entries(), office.clock, createLogger('silent'));
    const writers = [office.staff.audit, other];
    await Promise.all(Array.from({ length: 60 }, (_, i) => writers[i % 2]!.record({ action: 'signed_in', actor: `stf_${i}` })));
    expect(await other.verify()).toEqual({ entries: 60 });
  });

  it.each<[string, () => Promise<unknown>, number]>([
    ['an entry was changed', () => entries().updateOne({ number: 3 }, { $set: { actor: 'stf_other' } }), 3],
    ['an entry was removed', () => entries().deleteOne({ number: 3 }), 3],
    ['an address was changed', () => entries().updateOne({ number: 3 }, { $set: { address: '192.0.2.1' } }), 3],
    ['an entry was written anew, with a hash that fits', () => forge(3), 4],
    ['the last entry was copied behind itself', () => copyBehind(5), 6],
    ['a time was moved', () => entries().updateOne({ number: 2 }, { $set: { at: new Date(0) } }), 2],
    ['a hash was made to fit', () => entries().updateOne({ number: 4 }, { $set: { hash: 'f'.repeat(64) } }), 4],
  ])('shows that %s', async (_what, tamper, brokenAt) => {
    for (let i = 0; i < 5; i++)
      await office.staff.audit.record({ action: 'signed_in', actor: `stf_${i}`, address: '203.0.113.1' });
    await tamper();
    expect(await office.staff.audit.verify()).toMatchObject({ brokenAt });
  });
});

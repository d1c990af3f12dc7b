import { Notices, noticesCollection } from '../../src/channels/wechat/notices';
import { randomId } from '../../src/platform/ids';
import { createLogger } from '../../src/platform/logger';
import { auditCollection } from '../../src/staff/audit';
import type { PhoneTaskView } from '../../src/staff/show-phone-tasks';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { Office } from './office';
import { registerComplaint } from './register-complaint';

const PATH = '/api/desk/phone-tasks';
const LIN = { name: '林小晓', phone: '13800138000' };

let office: Office;
let notices: Notices;
let agent: Browser;

describeEachStore('Whom to phone', (store) => {
  beforeEach(async () => {
    office = await Office.open(store);
    const { clock, database } = office;
    const ledger = database.collection(noticesCollection);
    notices = new Notices({
      notices: ledger,
      complaintOf: () => Promise.resolve(undefined),
      clock,
      logger: createLogger('silent'),
    });
    agent = await office.colleague('lin', 'agent', ['complaints']);
  });
  afterEach(() => office.close());

  it('is shown to the post of the complaint, or of the handoff, the longest due first', async () => {
    const number = await registerComplaint(office, 'a', LIN);
    await office.waiting('c-a', { skill: 'legal' });
    await cannotBeTold('c-a', '卡6222021234567890128的年费已退');
    const since = office.clock.now().toISOString();
    office.clock.advance({ minutes: 1 });
    const { _id: ticketId } = await office.waiting('c-b', { skill: 'education' });
    await cannotBeTold('c-b', '活动改到周六');
    const task = { id: expect.any(String) as string, since, upTo: 1, calls: [] };
    const ofLin = {
      ...{ ...task, conversationId: 'c-a', skill: 'complaints', complaintNumber: number },
      ...{ nameMasked: '林*晓', phoneMasked: '138****8000', phoneLeft: true, words: '卡尾号0128的年费已退' },
    };
    expect(await tasks(agent)).toEqual([ofLin]);

    const teacher = await office.colleague('zhou', 'educator', ['education']);
    expect(await tasks(teacher)).toMatchObject([{ conversationId: 'c-b', skill: 'education', ticketId, words: '活动改到周六' }]);
    expect(await tasks(await office.colleague('zhao', 'agent', ['legal']))).toEqual([]);
    const boss = await tasks(await office.colleague('boss', 'supervisor'));
    expect(boss).toMatchObject([{ ...ofLin, ticketId: expect.any(String) as string }, { ticketId }]);
    const [seenByAdmin] = await tasks(await office.colleague('root', 'admin', ['complaints']));
    expect(seenByAdmin).not.toHaveProperty('nameMasked');
    expect(seenByAdmin).not.toHaveProperty('phoneMasked');
    expect(seenByAdmin).toMatchObject({ phoneLeft: true });
  });

  it('has the number for an agent of that post alone, and the audit log says who asked', async () => {
    await registerComplaint(office, 'a', LIN);
    await cannotBeTold('c-a', '年费已退');
    await cannotBeTold('c-b', '请再来一次');
    const [ofLin, nameless] = await tasks(agent);
    expect(nameless).not.toHaveProperty('phoneMasked');
    expect(nameless).toMatchObject({ phoneLeft: false });
    for (const [name, role, posts] of [
      ['boss', 'supervisor', []],
      ['zhao', 'agent', ['legal']],
      ['root', 'admin', ['complaints']],
    ] as const)
      expect(await contact(await office.colleague(name, role, posts), ofLin!)).toMatchObject({ status: 403 });
    expect((await contact(agent, ofLin!)).body).toEqual({ phone: LIN.phone });
    expect(await contact(agent, nameless!)).toMatchObject({ status: 404, code: 'XB_NO_PHONE' });
    expect(await contact(agent, { id: 'ntc_none.phone' })).toMatchObject({ status: 404, code: 'XB_NO_PHONE_TASK' });

    const actor = (await office.staff.accounts.findByUsername('lin'))!._id;
    const read = await audited('contact_read');
    expect(read).toMatchObject([{ actor, subject: ofLin!.id }]);
    expect(JSON.stringify(read)).not.toContain(LIN.phone);
  });

  it('is settled by one of two who were faster, for good, and the conversation keeps the note', async () => {
    await cannotBeTold('c-a', '年费已退');
    const [task] = await tasks(agent);
    const wang = await office.colleague('wang', 'agent', ['complaints']);
    const boss = await office.colleague('boss', 'supervisor');
    expect(await phoned(boss, task!)).toMatchObject({ status: 403 });
    const both = await Promise.all([agent, wang].map((one) => phoned(one, task!, { note: '本人接听，手机13812341234' })));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.map(({ code }) => code)).toContain('XB_PHONE_TASK_CHANGED');
    expect(await tasks(agent)).toEqual([]);
    expect(await contact(agent, task!)).toMatchObject({ status: 409, code: 'XB_PHONE_TASK_CHANGED' });
    expect(await audited('consumer_phoned')).toMatchObject([{ subject: task!.id, detail: 'reached' }]);
    const [answer, note] = await office.log.read('c-a', 0);
    expect(note).toMatchObject({ audience: 'staff', activity: { text: '已打电话告知：本人接听，手机13812341234' } });

    await notices.outOfReach('c-a', 'o_lin', [answer!]); // the courier asks again
    expect(await tasks(agent)).toEqual([]);
    expect(await notices.phoneDue('c-a')).toBe(false);
    const later = await cannotBeTold('c-a', '另外，积分也补上了', answer);
    expect(await tasks(agent)).toMatchObject([{ words: '另外，积分也补上了', upTo: later.seq, calls: [] }]);
  });

  it('says what people said, and what the bot did only where nobody else said anything', async () => {
    const first = await cannotBeTold('c-a', '您的投诉已登记', undefined, 'bot');
    expect(await tasks(agent)).toMatchObject([{ words: '您的投诉已登记' }]);
    await cannotBeTold('c-a', '年费已退', first);
    expect(await tasks(agent)).toMatchObject([{ words: '年费已退' }]);
  });

  it('stays where nobody answers, with each attempt', async () => {
    await cannotBeTold('c-a', '年费已退');
    const [task] = await tasks(agent);
    const at = office.clock.now().toISOString();
    await phoned(agent, task!, { outcome: 'not_reached', note: '无人接听，机主138 0013 8000' });
    office.clock.advance({ hours: 1 });
    await phoned(agent, task!, { outcome: 'not_reached' });
    const [tried] = await tasks(agent);
    expect(tried!.calls).toEqual([
      { at, byName: 'lin先生', outcome: 'not_reached', note: '无人接听，机主138****8000' },
      { at: office.clock.now().toISOString(), byName: 'lin先生', outcome: 'not_reached' },
    ]);
  });

  it('is not settled for more than the caller saw', async () => {
    const first = await cannotBeTold('c-a', '年费已退');
    const [seen] = await tasks(agent);
    await cannotBeTold('c-a', '三天内到账', first);
    expect(await phoned(agent, seen!)).toMatchObject({ status: 409, code: 'XB_PHONE_TASK_CHANGED' });
    const [grown] = await tasks(agent);
    expect(grown).toMatchObject({ id: seen!.id, words: '年费已退\n三天内到账' });
    expect((await phoned(agent, grown!)).status).toBe(204);
  });

  it('is over when the consumer is back', async () => {
    await registerComplaint(office, 'a', LIN);
    await cannotBeTold('c-a', '年费已退');
    const [task] = await tasks(agent);
    await notices.withinReach('c-a');
    expect(await tasks(agent)).toEqual([]);
    for (const answer of [await contact(agent, task!), await phoned(agent, task!)])
      expect(answer).toMatchObject({ status: 409, code: 'XB_PHONE_TASK_CHANGED' });
  });

  it.each([{ outcome: 'maybe' }, { note: '很'.repeat(501) }, { upTo: 0 }, { upTo: undefined }, { more: 1 }])(
    'takes nothing else: %o',
    async (wrong) => {
      await cannotBeTold('c-a', '年费已退');
      const [task] = await tasks(agent);
      expect(await phoned(agent, task!, wrong)).toMatchObject({ status: 400, code: 'XB_INVALID' });
    },
  );
});

/** Something is said that waits, behind what has been waiting since `first`. */
async function cannotBeTold(
  conversationId: string,
  text: string,
  first?: { seq: number },
  kind: 'agent' | 'bot' = 'agent',
): Promise<{ seq: number }> {
  const { message } = await office.log.append(conversationId, {
    id: randomId('msg'),
    at: office.clock.now(),
    author: { kind },
    activity: { type: 'message', text },
  });
  await notices.outOfReach(conversationId, 'o_lin', [first ?? message, message]);
  return message;
}

async function tasks(reader: Browser): Promise<PhoneTaskView[]> {
  return (await reader.get<{ tasks: PhoneTaskView[] }>(PATH)).body.tasks;
}

function contact(caller: Browser, { id }: { id: string }): ReturnType<Browser['post']> {
  return caller.post(`${PATH}/${id}/contact`);
}

function phoned(caller: Browser, { id, upTo }: PhoneTaskView, more: object = {}): ReturnType<Browser['post']> {
  return caller.post(`${PATH}/${id}/outcome`, { outcome: 'reached', upTo, ...more });
}

function audited(action: 'contact_read' | 'consumer_phoned'): Promise<object[]> {
  return office.database.collection(auditCollection).find({ action }).toArray();
}

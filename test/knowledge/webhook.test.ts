import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEntry } from '../../src/knowledge/commands/create-entry';
import { followCalendar } from '../../src/knowledge/commands/follow-calendar';
import { importEntries } from '../../src/knowledge/commands/import-entries';
import { undoImport } from '../../src/knowledge/commands/undo-import';
import { withdrawEntry } from '../../src/knowledge/commands/withdraw-entry';
import type { EntryVersion } from '../../src/knowledge/entry-record';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import { KnowledgeWebhook, announcementsCollection, webhookSignature } from '../../src/knowledge/webhook';
import { createLogger } from '../../src/platform/logger';
import type { Database } from '../../src/storage/database';
import { describeEachStore } from '../tools/stores';
import { Day, emptyStore, openOver, published } from './open';
import { entryAbout, entryContent } from './tools';
import { KEPT_OPEN } from '../tools/kept-open';

const SECRET = 'a-secret-of-at-least-32-characters-1';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver as a bank may have one: answers what it is told to, keeps what it got. */
class Receiver {
  readonly received: Received[] = [];
  /** What the next calls get; when none is left, 204. */
  answers: (number | 'cut' | 'silence')[] = [];
  private server!: Server;
  private readonly waiting: (() => void)[] = [];

  async open(): Promise<string> {
    this.server = createServer(KEPT_OPEN, (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.received.push({ headers: request.headers, body });
        for (const wake of this.waiting.splice(0)) wake();
        const answer = this.answers.shift() ?? 204;
        if (answer === 'cut') request.socket.destroy();
        else if (answer !== 'silence') {
          response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}); // restify's returns nothing
          response.end('kept to themselves');
        }
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async atLeast(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describeEachStore('the webhook', (store) => {
  let clock: Day;
  let database: Database;
  let receiver: Receiver;
  let url: string;
  let parts: KnowledgeParts | undefined;
  beforeEach(async () => {
    clock = new Day();
    database = await emptyStore(store, clock);
    receiver = new Receiver();
    url = await receiver.open();
  });
  afterEach(async () => {
    await parts?.close();
    parts = undefined;
    receiver.close();
  });

  const outbox = () => database.collection(announcementsCollection);
  const webhook = (more: { deadlineMs?: number } = {}): KnowledgeWebhook =>
    new KnowledgeWebhook(outbox(), { url, secret: SECRET, clock, logger: createLogger('silent'), ...more });

  it('tells of publication, withdrawal and expiry, signed, each under its key', async () => {
    parts = await openOver(database, clock, { webhook: { url, secret: SECRET } });
    const { _id } = await published(parts, entryContent(), 'coin');
    await receiver.atLeast(1);
    await withdrawEntry(parts.book, { id: _id, revision: 3, actor: 'wang', reason: '办法变了' });
    await receiver.atLeast(2);
    await published(parts, entryContent({ title: '纪念币怎么预约？', wordings: [], validTo: '2026-11-26' }), 'medal');
    await receiver.atLeast(3);
    clock.become('2026-11-27');
    await followCalendar(parts.book);
    await receiver.atLeast(4);
    expect(
      receiver.received.map(({ headers, body }) => [headers['idempotency-key'], (JSON.parse(body) as { event: string }).event]),
    ).toEqual([
      ['coin@3', 'knowledge.published'],
      ['coin@4', 'knowledge.withdrawn'],
      ['medal@3', 'knowledge.published'],
      ['medal@4', 'knowledge.withdrawn'],
    ]);
    const [{ headers, body }] = receiver.received as [Received];
    expect(headers['x-xiaobao-signature']).toBe(webhookSignature(SECRET, String(headers['x-xiaobao-timestamp']), body));
    expect(JSON.parse(body)).toEqual({
      event: 'knowledge.published',
      entryId: 'coin',
      version: 3,
      at: '2026-11-25T04:00:00.000Z',
      category: 'cash',
      title: '破损的硬币能换吗？',
      validFrom: '2026-01-01',
    });
  });

  it.each([[500], [302], ['cut'], ['silence']] as const)(
    'tries again after %s, with the same words and key, until it is taken',
    async (answer) => {
      receiver.answers = [answer];
      const impatient = webhook(answer === 'silence' ? { deadlineMs: 300 } : {});
      await impatient.announce(version());
      await impatient.deliverDue();
      const hook = webhook();
      const [kept] = await outbox().find({}).toArray();
      expect(kept).toMatchObject({
        attempts: 1,
        outcome: typeof answer === 'number' ? String(answer) : answer === 'cut' ? 'unreachable' : 'timeout',
      });
      expect(kept?.nextAt?.getTime()).toBeGreaterThan(clock.now().getTime());
      await hook.deliverDue();
      expect(receiver.received).toHaveLength(1);
      clock.become('2026-11-26');
      await hook.deliverDue();
      const [first, second] = receiver.received as [Received, Received];
      expect([second.body, second.headers['idempotency-key']]).toEqual([first.body, first.headers['idempotency-key']]);
      expect(await outbox().findOne({ _id: 'coin@3' })).toMatchObject({ outcome: '204', attempts: 2, deliveredAt: clock.now() });
    },
  );

  it('is not lost where the process ends before it is told, and told once by several', async () => {
    receiver.answers = ['silence'];
    const dying = webhook({ deadlineMs: 60_000 });
    await dying.announce(version());
    await receiver.atLeast(1);
    await dying.close();
    clock.become('2026-11-26');
    const next = [webhook(), webhook()];
    await Promise.all(next.map((hook) => hook.deliverDue()));
    expect(receiver.received).toHaveLength(2);
  });

  it('gives up in the end, and says so in the outbox', async () => {
    receiver.answers = Array.from({ length: 30 }, () => 500);
    const hook = webhook();
    await hook.announce(version());
    for (let day = 10; day < 30; day++) {
      clock.become(`2026-12-${day}`);
      await hook.deliverDue();
    }
    expect(receiver.received).toHaveLength(17);
    expect(await outbox().findOne({ _id: 'coin@3' })).toMatchObject({ outcome: '500', attempts: 17 });
  });

  it('says nothing of what no consumer ever saw: drafts, imports taken back, texts given up or withdrawn before their day', async () => {
    parts = await openOver(database, clock, { webhook: { url, secret: SECRET } });
    const { book } = parts;
    await createEntry(book, { id: 'given-up', content: entryContent(), actor: 'lin' });
    await withdrawEntry(book, { id: 'given-up', revision: 1, actor: 'lin', reason: '不写了' });
    const imported = { id: 'imported', content: entryContent(), actor: 'lin', reason: '从文件导入' };
    await importEntries(book, [imported]);
    await undoImport(book, [imported]);
    await published(parts, entryContent({ validFrom: '2026-12-01' }), 'scheduled');
    await withdrawEntry(book, { id: 'scheduled', revision: 3, actor: 'wang', reason: '不办了' });
    expect((await book.find('imported')).status).toBe('withdrawn');
    expect(await outbox().countDocuments({})).toBe(0);
  });

  it('tells of what a newer content folder brings, and not of what a store began with', async () => {
    const hook = { url, secret: SECRET };
    const coin = entryAbout('破损硬币能换吗', ['硬币坏了怎么换'], { _id: 'coin' });
    await (await openOver(database, clock, { seeds: [coin], webhook: hook })).close();
    expect(await outbox().countDocuments({})).toBe(0);
    const seeds = [
      { ...coin, answer: '新的种子文字，写得更清楚。' },
      { ...coin, _id: 'note', title: '破损纸币能换吗' },
    ];
    parts = await openOver(database, clock, { seeds, webhook: hook });
    await receiver.atLeast(2);
    const told = await outbox().find({}).toArray();
    expect(told.map(({ _id, body }) => [_id, (JSON.parse(body) as { event: string }).event]).sort()).toEqual([
      ['coin@2', 'knowledge.published'],
      ['note@1', 'knowledge.published'],
    ]);
  });

  function version(): EntryVersion {
    return {
      _id: 'coin@3',
      entryId: 'coin',
      number: 3,
      at: clock.now(),
      actor: 'wang',
      kind: 'published',
      seen: 'published',
      content: entryContent(),
      authors: ['lin'],
      changed: [],
    };
  }
});

import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { conversationsCollection, ensureConversation } from '../../src/conversations/conversation';
import type { Conversation } from '../../src/conversations/conversation';
import { messagesCollection } from '../../src/conversations/message';
import type { Message, NewMessage } from '../../src/conversations/message';
import { MessageLog } from '../../src/conversations/message-log';
import type { TurnHandler } from '../../src/conversations/turn';
import { TurnEngine } from '../../src/conversations/turn-engine';
import { systemClock } from '../../src/platform/clock';
import type { Clock } from '../../src/platform/clock';
import { randomId } from '../../src/platform/ids';
import { createLogger } from '../../src/platform/logger';
import { Metrics } from '../../src/platform/metrics';
import { StorageError } from '../../src/storage/database';
import type { Collection, Database, Stored } from '../../src/storage/database';
import { MovableClock } from '../tools/clocks';
import { overriding } from '../tools/overriding';
import { describeEachStore } from '../tools/stores';

type Counting = { count?: number };

/** Says how many messages it has heard, by its own memory. */
const countingBot: TurnHandler = ({ conversation, message }) => {
  const count = ((conversation.state as Counting).count ?? 0) + 1;
  return Promise.resolve({
    state: { count },
    replies: [
      { type: 'message', text: `${count}: ${message.activity.text}` },
      { type: 'message', text: `${count}, second bubble` },
    ],
    effects: [{ type: 'note' }],
  });
};

const said = (text: string, id = randomId('msg')): NewMessage => ({
  id,
  at: new Date(),
  author: { kind: 'consumer', id: 'consumer' },
  activity: { type: 'message', text },
});

describeEachStore('turn engine', (store) => {
  let database: Database;
  let log: MessageLog;
  let conversation: string;
  const effects: string[] = [];
  const engines: TurnEngine[] = [];

  beforeAll(async () => (database = await store.open([conversationsCollection, messagesCollection])));
  beforeEach(async () => {
    effects.length = 0;
    log = new MessageLog(database.collection(messagesCollection));
    conversation = await newConversation();
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
  });

  async function newConversation(): Promise<string> {
    const id = randomId('conv');
    await ensureConversation(database.collection(conversationsCollection), {
      _id: id,
      channel: 'direct-line',
      user: { id: 'consumer' },
      at: new Date(),
    });
    return id;
  }

  function engine(
    handle: TurnHandler = countingBot,
    over: { log?: MessageLog; conversations?: Collection<Conversation>; place?: string; clock?: Clock } = {},
  ): TurnEngine {
    const made = new TurnEngine({
      conversations: over.conversations ?? database.collection(conversationsCollection),
      log: over.log ?? log,
      handle,
      apologise: (turn) => ({ state: turn.conversation.state, replies: [{ type: 'message', text: 'sorry' }], effects: [] }),
      execute: (_effect, key) => Promise.resolve(void effects.push(key)),
      place: over.place ?? randomId('place'),
      clock: over.clock ?? systemClock,
      logger: createLogger('silent'),
      metrics: new Metrics(),
    });
    engines.push(made);
    return made;
  }

  const everything = (): Promise<Message[]> => log.read(conversation, 0);
  const texts = async (): Promise<(string | undefined)[]> => (await everything()).map((message) => message.activity.text);

  it('numbers everything without a gap and answers each message once, in order', async () => {
    const bot = engine();
    const received = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => bot.receive(conversation, said(text))));
    await Promise.all(received.map(({ settled }) => settled));
    const messages = await everything();
    expect(messages.map((message) => message.seq)).toEqual(messages.map((_, index) => index + 1));
    expect(messages.filter((message) => message.author.kind === 'bot').map((message) => message.activity.text)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].flatMap((text, index) => [`${index + 1}: ${text}`, `${index + 1}, second bubble`]),
    );
  });

  it('joins the same message sent three times at once, and once more later', async () => {
    const bot = engine();
    const entry = said('once', randomId('msg'));
    const received = await Promise.all([1, 2, 3].map(() => bot.receive(conversation, entry)));
    await Promise.all(received.map(({ settled }) => settled));
    await (
      await bot.receive(conversation, entry)
    ).settled;
    expect(received.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(await texts()).toEqual(['once', '1: once', '1, second bubble']);
    expect(effects).toHaveLength(1);
  });

  it('never runs two turns of a conversation at a time, over two servers', async () => {
    let running = 0;
    let most = 0;
    const slow: TurnHandler = async (turn) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return countingBot(turn);
    };
    const servers = [1, 2].map(() => engine(slow, { log: new MessageLog(database.collection(messagesCollection)) }));
    const stopSweeping = servers.map((server) => server.startSweeping(10));
    const received = await Promise.all(
      Array.from({ length: 10 }, (_, index) => servers[index % 2]!.receive(conversation, said(String(index)))),
    );
    await Promise.all(received.map(({ settled }) => settled));
    stopSweeping.forEach((stop) => stop());
    expect(most).toBe(1);
    const messages = await everything();
    expect(messages.map((message) => message.seq)).toEqual(messages.map((_, index) => index + 1));
    const firstBubbles = messages.filter((message) => /^\d+: /.test(message.activity.text ?? ''));
    expect(firstBubbles.map((message) => Number(message.activity.text?.split(':')[0]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('lets different conversations go on while one is slow', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const bot = engine(async (turn) => {
      if (turn.message.activity.text === 'wait') await held;
      return countingBot(turn);
    });
    const slow = await bot.receive(conversation, said('wait'));
    const other = await newConversation();
    await (
      await bot.receive(other, said('quick'))
    ).settled;
    expect((await log.read(other, 0)).map((message) => message.activity.text)).toContain('1: quick');
    release();
    await slow.settled;
  });

  it('apologises once when a turn throws, and goes on', async () => {
    const bot = engine((turn) => (turn.message.activity.text === 'bad' ? Promise.reject(new Error('bug')) : countingBot(turn)));
    const entry = said('bad');
    await (
      await bot.receive(conversation, entry)
    ).settled;
    await (
      await bot.receive(conversation, entry)
    ).settled;
    await (
      await bot.receive(conversation, said('good'))
    ).settled;
    expect(await texts()).toEqual(['bad', 'sorry', 'good', '1: good', '1, second bubble']);
  });

  it('gives a repeated turn the same keys for its effects', async () => {
    const faults = { before: 0, after: 0 };
    const bot = engine(countingBot, { conversations: faulty(database.collection(conversationsCollection), faults) });
    await (
      await bot.receive(conversation, said('first'))
    ).settled;
    faults.before = 1; // the commit of the next turn fails once: everything before it is repeated
    await (
      await bot.receive(conversation, said('again'))
    ).settled;
    const second = effects.slice(1);
    expect(second.length).toBeGreaterThan(1);
    expect(new Set(second).size).toBe(1);
    expect((await texts()).filter((text) => text === '2: again')).toHaveLength(1);
  });

  it('finishes, after a start, what the last life left: a message without its turn, and replies without their place in the log', async () => {
    const conversations = database.collection(conversationsCollection);
    const place = randomId('place');
    // Killed between the append of the message and the turn: only the lease says so.
    await log.append(conversation, { ...said('unanswered'), forBot: true });
    await conversations.updateOne(
      { _id: conversation },
      { $set: { lease: { owner: `${place}/dead`, until: new Date(Date.now() + 60_000) }, fence: 1 } },
    );
    // Killed between the write of the outcome and the append of the replies.
    const other = await newConversation();
    const { message } = await log.append(other, { ...said('half'), forBot: true });
    const reply: NewMessage = {
      id: `${message._id}.1`,
      at: new Date(),
      author: { kind: 'bot' },
      activity: { type: 'message', text: 'from the outbox' },
    };
    await conversations.updateOne(
      { _id: other },
      {
        $set: {
          lease: { owner: `${place}/dead`, until: new Date(Date.now() + 60_000) },
          fence: 1,
          handledSeq: 1,
          outbox: { turnId: message._id, messages: [reply] },
        },
      },
    );
    const bot = engine(countingBot, { place });
    expect(await bot.takeUp(false)).toBe(2);
    await bot.close();
    expect(await texts()).toEqual(['unanswered', '1: unanswered', '1, second bubble']);
    expect((await log.read(other, 0)).map((one) => one.activity.text)).toEqual(['half', 'from the outbox']);
  });

  it('refuses the late write of an owner who slept too long', async () => {
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let first = true;
    const sleeper = engine(async (turn) => {
      if (first) {
        first = false;
        begin();
        await asleep;
        return { state: { count: 100 }, replies: [{ type: 'message', text: 'late' }], effects: [] };
      }
      return countingBot(turn);
    });
    const slow = await sleeper.receive(conversation, said('a'));
    await begun;
    await database.collection(conversationsCollection).updateOne({ _id: conversation }, { $set: { 'lease.until': new Date(0) } });
    const other = engine(countingBot, { log: new MessageLog(database.collection(messagesCollection)) });
    await (
      await other.receive(conversation, said('b'))
    ).settled;
    await other.close();
    wake();
    await slow.settled;
    expect(await texts()).not.toContain('late');
    expect((await texts()).filter((text) => text?.includes(': a') || text?.includes(': b'))).toHaveLength(2);
  });

  it.each(['updateOne', 'insertMany'] as const)(
    'comes back to a turn whose %s failed for good, and loses nothing',
    async (name) => {
      const clock = new MovableClock();
      const refused = new StorageError('unsupported', 'The disk is full.');
      const failing = { left: 0 };
      const fails = <T extends Stored>(collection: Collection<T>): Collection<T> =>
        overriding(collection, [name], async (operation) => {
          if (failing.left-- > 0) throw refused;
          return operation();
        });
      const bot = engine(countingBot, {
        clock,
        log: new MessageLog(fails(database.collection(messagesCollection))),
        conversations: fails(database.collection(conversationsCollection)),
      });
      const stopSweeping = bot.startSweeping(5, 20);
      failing.left = 1;
      const { settled } = await bot.receive(conversation, said('one'));
      expect(await settled).toBe(false);
      await wait(50); // the sweep must not give back what is unfinished
      clock.advance({ seconds: 10 });
      while ((await everything()).length < 3) await wait(10);
      const next = await bot.receive(conversation, said('two'));
      expect(await next.settled).toBe(true);
      stopSweeping();
      expect(await texts()).toEqual(['one', '1: one', '1, second bubble', 'two', '2: two', '2, second bubble']);
    },
  );

  it('answers each message exactly once, in order, whatever the store does in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 6 }), async (plan) => {
        conversation = await newConversation();
        const faults: Faults = { before: 0, after: 0 };
        const bot = engine(countingBot, { conversations: faulty(database.collection(conversationsCollection), faults) });
        for (const [index, [before, after]] of plan.entries()) {
          Object.assign(faults, { before, after });
          const entry = said(String(index));
          // As a client does: the same message again until it is answered.
          for (let attempt = 0; attempt < 3; attempt++) await (await bot.receive(conversation, entry)).settled;
        }
        const messages = await everything();
        expect(messages.map((message) => message.seq)).toEqual(messages.map((_, index) => index + 1));
        expect(messages.filter((message) => message.author.kind === 'bot').map((message) => message.activity.text)).toEqual(
          plan.flatMap((_, index) => [`${index + 1}: ${index}`, `${index + 1}, second bubble`]),
        );
      }),
      { numRuns: 8 },
    );
  });
});

/** How many of the next writes fail before they happen, and how many after: the caller cannot tell which. */
interface Faults {
  before: number;
  after: number;
}

/** The real collection behind a connection that breaks now and then. */
function faulty<T extends Stored>(collection: Collection<T>, faults: Faults): Collection<T> {
  const broken = (): StorageError => new StorageError('retryable', 'The connection broke.');
  return overriding(collection, ['updateOne', 'findOneAndUpdate'], async (operation) => {
    if (faults.before > 0 && faults.before--) throw broken();
    const result = await operation();
    if (faults.after > 0 && faults.after--) throw broken();
    return result;
  });
}

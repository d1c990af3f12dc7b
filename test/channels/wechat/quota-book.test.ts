import fc from 'fast-check';
import { QuotaBook, quotasCollection } from '../../../src/channels/wechat/quota-book';
import { randomId } from '../../../src/platform/ids';
import type { Database } from '../../../src/storage/database';
import { StandingClock } from '../../tools/clocks';
import { describeEachStore } from '../../tools/stores';
import { ReplyQuota } from '../../tools/wechat-platform/reply-quota';

/** What a consumer does, the account sends, WeChat refuses, or time does. */
type Step = { does: 'message' | 'click' | 'follow' | 'scan' } | { sends: number; refused: boolean } | { seconds: number };

describeEachStore('the quota book', (store) => {
  let clock: StandingClock;
  let database: Database;
  beforeAll(async () => {
    clock = new StandingClock();
    database = await store.open([quotasCollection], clock);
  });

  it('never sends what WeChat would refuse, and holds back no more than one second’s doubt explains', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ does: fc.constantFrom('message', 'click', 'follow', 'scan') }),
      fc.record({ sends: fc.integer({ min: 1, max: 4 }), refused: fc.boolean() }),
      fc.record({ seconds: fc.constantFrom(0.1, 24, 120, 3600, 47 * 3600) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const book = new QuotaBook(database.collection(quotasCollection), clock);
        const platform = new ReplyQuota();
        const consumer = randomId('conv');
        const sent: number[] = [];
        let doubtful = 0;
        for (const one of steps) {
          const now = clock.now().getTime();
          if ('does' in one) {
            platform.grant(one.does, now);
            const deed = { id: randomId('msg'), at: new Date(Math.floor(now / 1000) * 1000) }; // a push names the second
            await book.open(consumer, one.does, deed);
            await book.open(consumer, one.does, deed); // told again by a retry
            doubtful += sent.filter((at) => at >= deed.at.getTime()).length;
          } else if ('seconds' in one) clock.advance(one);
          else
            for (let i = 0; i < one.sends; i++) {
              const left = platform.left(now);
              const known = (await book.reach(consumer)).left;
              expect(known).toBeLessThanOrEqual(left);
              // A window is also taken to end up to a second early.
              if (doubtful === 0 && platform.left(now + 1000) === left) expect(known).toBe(left);
              const spent = await book.spend(consumer);
              expect(spent !== undefined).toBe(known > 0);
              if (!spent) continue;
              if (one.refused) await book.giveBack(consumer, spent);
              else {
                platform.spend(now);
                sent.push(now);
              }
            }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives back only what was counted, to the window that it was counted in', async () => {
    const book = new QuotaBook(database.collection(quotasCollection), clock);
    await book.open('conv_2', 'message', { id: 'm1', at: clock.now() });
    const begun = clock.now();
    await book.giveBack('conv_2', begun); // the process died before it counted
    expect((await book.reach('conv_2')).left).toBe(5);
    const spent = await book.spend('conv_2');
    clock.advance({ minutes: 1 });
    await book.open('conv_2', 'message', { id: 'm2', at: clock.now() });
    await book.spend('conv_2');
    expect((await book.reach('conv_2')).left).toBe(4);
    await book.giveBack('conv_2', spent!); // it turns out that the first had never arrived
    expect((await book.reach('conv_2')).left).toBe(4);
  });

  it('counts what was sent since a deed that WeChat’s clock, ahead of ours, puts into the future', async () => {
    const book = new QuotaBook(database.collection(quotasCollection), clock);
    const deed = { id: 'm1', at: new Date(clock.now().getTime() + 20_000) };
    await book.open('conv_3', 'message', deed);
    for (let n = 0; n < 4; n++) await book.spend('conv_3');
    clock.advance({ seconds: 3 });
    await book.open('conv_3', 'message', deed); // told again, it is no other deed
    expect((await book.reach('conv_3')).left).toBe(1);
    await book.spend('conv_3');
    expect(await book.spend('conv_3')).toBeUndefined();
    await book.open('conv_3', 'message', { id: 'm0', at: new Date(deed.at.getTime() - 5000) }); // of before, and late
    expect((await book.reach('conv_3')).left).toBe(0);
  });

  it('takes WeChat’s word that there is no room', async () => {
    const book = new QuotaBook(database.collection(quotasCollection), clock);
    await book.open('conv_1', 'message', { id: 'm1', at: clock.now() });
    await book.exhausted('conv_1', new Date(clock.now().getTime() - 1000)); // that was another window
    expect((await book.reach('conv_1')).left).toBe(5);
    await book.exhausted('conv_1', clock.now());
    expect(await book.spend('conv_1')).toBeUndefined();
    await book.open('conv_1', 'message', { id: 'm2', at: clock.now() });
    expect((await book.reach('conv_1')).left).toBe(5);
    await book.consumerGone('conv_1', new Date(clock.now().getTime() - 1000)); // they have written since
    expect((await book.reach('conv_1')).left).toBe(5);
    await book.consumerGone('conv_1', clock.now());
    expect(await book.reach('conv_1')).toEqual({ left: 0, gone: true, owing: false });
  });
});

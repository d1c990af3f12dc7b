import fc from 'fast-check';
import { QuotaBook, quotasCollection } from '../../../src/channels/wechat/quota-book';
import { randomId } from '../../../src/platform/ids';
import type { Database } from '../../../src/storage/database';
import { describeEachStore } from '../../tools/stores';
import { ReplyQuota } from '../../tools/wechat-platform/reply-quota';
import { MovableClock } from '../movable-clock';

/** What a consumer does, the account sends, WeChat refuses, or time does. */
type Step = { does: 'message' | 'click' | 'follow' | 'scan' } | { sends: number; refused: boolean } | { minutes: number };

describeEachStore('the quota book', (store) => {
  let clock: MovableClock;
  let database: Database;
  beforeAll(async () => {
    clock = new MovableClock();
    database = await store.open([quotasCollection], clock);
  });

  it('never sends what WeChat would refuse, and never holds back what it would take', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ does: fc.constantFrom('message', 'click', 'follow', 'scan') }),
      fc.record({ sends: fc.integer({ min: 1, max: 4 }), refused: fc.boolean() }),
      fc.record({ minutes: fc.constantFrom(0.4, 2, 60, 47 * 60) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const book = new QuotaBook(database.collection(quotasCollection), clock);
        const platform = new ReplyQuota();
        const consumer = randomId('conv');
        for (const one of steps) {
          const at = clock.now();
          if ('does' in one) {
            platform.grant(one.does, at.getTime());
            const deed = { id: randomId('msg'), at };
            await book.open(consumer, one.does, deed);
            await book.open(consumer, one.does, deed); // told again by a retry
          } else if ('minutes' in one) clock.advance({ minutes: one.minutes });
          else
            for (let i = 0; i < one.sends; i++) {
              const left = platform.left(clock.now().getTime());
              expect((await book.reach(consumer)).left).toBe(left);
              expect(await book.spend(consumer)).toBe(left > 0);
              if (left === 0) continue;
              if (one.refused) await book.giveBack(consumer);
              else platform.spend(clock.now().getTime());
            }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('takes WeChat’s word that there is no room', async () => {
    const book = new QuotaBook(database.collection(quotasCollection), clock);
    await book.open('conv_1', 'message', { id: 'm1', at: clock.now() });
    await book.exhausted('conv_1');
    expect(await book.spend('conv_1')).toBe(false);
    await book.open('conv_1', 'message', { id: 'm2', at: clock.now() });
    expect((await book.reach('conv_1')).left).toBe(5);
    await book.consumerGone('conv_1');
    expect(await book.reach('conv_1')).toEqual({ left: 0, gone: true, owing: false });
  });
});

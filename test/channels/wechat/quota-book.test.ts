import { QuotaBook, quotasCollection } from '../../../src/channels/wechat/quota-book';
import { MovableClock } from '../movable-clock';
import { describeEachStore } from '../../tools/stores';

describeEachStore('The quota book', (store) => {
  let clock: MovableClock;
  let book: QuotaBook;
  beforeEach(async () => {
    clock = new MovableClock();
    book = new QuotaBook((await store.open([quotasCollection])).collection(quotasCollection), clock);
    await book.open('conv_1', 'message', { id: 'msg_1', at: clock.now() });
  });

  const spend = async (count: number): Promise<boolean[]> => {
    const went: boolean[] = [];
    for (let n = 0; n < count; n++) went.push(await book.spend('conv_1'));
    return went;
  };

  it('counts what was sent after a message that WeChat could only tell us of later', async () => {
    await spend(3);
    clock.advance({ minutes: 1 });
    const written = clock.now();
    clock.advance({ minutes: 1 });
    // The message is on its way, tried again by WeChat; an agent goes on writing, which WeChat counts in the new window.
    expect(await spend(2)).toEqual([true, true]);
    await book.open('conv_1', 'message', { id: 'msg_3', at: written });
    expect((await book.reach('conv_1')).left).toBe(3);
    expect(await spend(4)).toEqual([true, true, true, false]);
  });

  it('gives the full number anew after a message that comes at once, and what WeChat refused is not counted', async () => {
    await spend(5);
    clock.advance({ minutes: 1 });
    await book.open('conv_1', 'message', { id: 'msg_2', at: clock.now() });
    expect((await book.reach('conv_1')).left).toBe(5);
    clock.advance({ minutes: 1 });
    const written = clock.now();
    clock.advance({ minutes: 1 });
    await spend(1);
    await book.giveBack('conv_1');
    await book.open('conv_1', 'message', { id: 'msg_3', at: written });
    expect((await book.reach('conv_1')).left).toBe(5);
  });
});

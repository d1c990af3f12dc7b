import { ArrivalOrder } from '../../src/platform/arrival-order';
import type { Arrival } from '../../src/platform/arrival-order';

describe('messages that come in at the same time', () => {
  /** All come in before any of them is prepared, in this order. @returns the names in the order of their turns */
  async function turnsOf(arrivals: readonly (Arrival & { name: string })[]): Promise<string[]> {
    const order = new ArrivalOrder();
    const turns: string[] = [];
    const places = arrivals.map((arrival) => ({ ...arrival, place: order.enter('lin', arrival) }));
    await Promise.all(
      places.map(async ({ name, place }) => {
        await place.turn();
        turns.push(name);
        place.leave();
      }),
    );
    return turns;
  }

  it('have their turns in the order in which they were sent, where the sender tells', async () => {
    const second = { name: '第二句', sentAt: 100, number: 12n };
    const first = { name: '第一句', sentAt: 100, number: 11n };
    const earlier = { name: '先前', sentAt: 99, number: 13n };
    expect(await turnsOf([second, first, earlier])).toEqual(['先前', '第一句', '第二句']);
  });

  it('have them in the order in which they came where it does not', async () => {
    const event = { name: '关注', sentAt: 100 };
    const message = { name: '你好', sentAt: 100, number: 5n };
    expect(await turnsOf([event, message])).toEqual(['关注', '你好']);
    expect(await turnsOf([message, event])).toEqual(['你好', '关注']);
  });

  it('do not overtake what has begun, nor wait for other senders or what was given up', async () => {
    const order = new ArrivalOrder();
    const turns: string[] = [];
    const late = order.enter('lin', { sentAt: 100 });
    await late.turn();
    const early = order.enter('lin', { sentAt: 90 });
    const given = order.enter('lin', { sentAt: 80 });
    const begun = early.turn().then(() => turns.push('lin'));
    const other = order.enter('wang', { sentAt: 200 });
    expect(other.isNext()).toBe(true);
    await other.turn();
    turns.push('wang');
    late.leave();
    late.leave();
    given.leave();
    await begun;
    expect(turns).toEqual(['wang', 'lin']);
  });
});

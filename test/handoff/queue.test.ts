import { HandoffQueue } from '../../src/handoff/queue';
import type { HandoffRaise } from '../../src/handoff/queue';
import { ticketsCollection } from '../../src/handoff/ticket';
import type { Priority, Ticket } from '../../src/handoff/ticket';
import { StandingClock } from '../tools/clocks';
import { describeEachStore } from '../tools/stores';

const danger: HandoffRaise = { priority: 0, skill: 'complaints', reason: 'danger', lastWords: '我不想活了', mood: 'desperate' };

describeEachStore('A ticket that becomes more urgent', (store) => {
  let queue: HandoffQueue;
  let changes: Ticket[];
  beforeEach(async () => {
    const clock = new StandingClock();
    const database = await store.open([ticketsCollection], clock);
    queue = new HandoffQueue(database.collection(ticketsCollection), clock);
    changes = [];
  });

  async function waiting(priority: Priority): Promise<Ticket> {
    const packet = { reason: 'asked', lastWords: '转人工', facts: [], mood: 'calm', locale: 'zh-CN', elder: false } as const;
    const ticket = await queue.request({ conversationId: 'c1', turnId: 't1', skill: 'education', priority, packet }, 't1');
    queue.subscribe((changed) => changes.push(changed));
    return ticket;
  }

  it('moves once, keeps what it knew and how long it has waited, and is told of', async () => {
    const before = await waiting(2);
    await queue.raise('c1', danger);
    await queue.raise('c1', danger);
    const { priority, skill, ...why } = danger;
    expect(changes).toEqual([{ ...before, priority, skill, packet: { ...before.packet, ...why } }]);
  });

  it('is never made less urgent', async () => {
    const before = await waiting(1);
    await queue.raise('c1', { ...danger, priority: 1 });
    await queue.raise('c1', { ...danger, priority: 2 });
    expect(await queue.openFor('c1')).toEqual(before);
    expect(changes).toEqual([]);
  });

  it('stays with whoever has it', async () => {
    const { _id } = await waiting(2);
    await queue.claim(_id, { id: 'lin', skill: 'education' });
    await queue.raise('c1', danger);
    expect(await queue.openFor('c1')).toMatchObject({ priority: 0, skill: 'education', agent: { id: 'lin' }, status: 'active' });
  });

  it('is nothing where nobody waits', async () => {
    await queue.raise('c1', danger);
    expect(await queue.openFor('c1')).toBeNull();
  });
});

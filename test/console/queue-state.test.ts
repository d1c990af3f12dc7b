import { EMPTY_QUEUE, queueReducer, queueSections, waitingCount } from '../../web/console/queue/queue-state';
import type { QueueAction, QueueState } from '../../web/console/queue/queue-state';
import { aTicket } from './stand-ins';

const after = (...actions: QueueAction[]): QueueState => actions.reduce(queueReducer, EMPTY_QUEUE);
const ids = (state: QueueState) => state.tickets.map(({ id }) => id);

const danger = aTicket({ id: 'danger', priority: 0, waitingSince: '2026-11-25T03:00:00.000Z' });
const patient = aTicket({ id: 'patient', waitingSince: '2026-11-25T01:00:00.000Z' });
const latest = aTicket({ id: 'latest', waitingSince: '2026-11-25T02:30:00.000Z' });

test('danger stands first, then who has waited longest, in whatever order they come', () => {
  const state = after({ type: 'snapshot', tickets: [latest, patient] }, { type: 'changed', ticket: danger });
  expect(ids(state)).toEqual(['danger', 'patient', 'latest']);
});

test('what was closed or withdrawn leaves', () => {
  const state = after(
    { type: 'snapshot', tickets: [danger, patient, latest] },
    { type: 'changed', ticket: { ...patient, status: 'withdrawn' } },
    { type: 'changed', ticket: { ...danger, status: 'closed' } },
  );
  expect(ids(state)).toEqual(['latest']);
});

test('after a reconnection the snapshot is the truth: nothing twice, nothing that has gone', () => {
  const state = after({ type: 'snapshot', tickets: [danger, patient] }, { type: 'snapshot', tickets: [patient, latest] });
  expect(ids(state)).toEqual(['patient', 'latest']);
  expect([...state.fresh]).toEqual(['latest']);
});

test('who waited before the page was opened is not new; who comes, or comes back, is until looked at', () => {
  const opened = after({ type: 'snapshot', tickets: [patient, { ...latest, status: 'active' }] });
  expect(opened.fresh.size).toBe(0);
  const returned = queueReducer(opened, { type: 'changed', ticket: latest });
  expect([...returned.fresh]).toEqual(['latest']);
  expect(queueReducer(returned, { type: 'seen', id: 'latest' }).fresh.size).toBe(0);
});

test('a new one that a colleague takes is no longer news', () => {
  const state = after(
    { type: 'snapshot', tickets: [] },
    { type: 'changed', ticket: danger },
    { type: 'changed', ticket: { ...danger, status: 'active' } },
  );
  expect(state.fresh.size).toBe(0);
});

test('the lists: mine, who waits, what colleagues have; of one post or of all', () => {
  const { tickets } = after({
    type: 'snapshot',
    tickets: [
      patient,
      aTicket({ id: 'law', skill: 'legal' }),
      aTicket({ id: 'mine', status: 'active', mine: true }),
      aTicket({ id: 'theirs', status: 'active' }),
    ],
  });
  const all = queueSections(tickets, 'all');
  expect([all.mine, all.waiting, all.others].map((list) => list.map(({ id }) => id))).toEqual([
    ['mine'],
    ['patient', 'law'],
    ['theirs'],
  ]);
  expect(queueSections(tickets, 'legal').waiting.map(({ id }) => id)).toEqual(['law']);
  expect(waitingCount(tickets)).toBe(2);
});

import type { Skill, TicketView } from '../staff-api';

/** The open queue as the desk knows it. */
export interface QueueState {
  loaded: boolean;
  /** In serving order. */
  tickets: readonly TicketView[];
  /** Waiting tickets that came after the page was opened and were not looked at yet. */
  fresh: ReadonlySet<string>;
}

export type QueueAction =
  { type: 'snapshot'; tickets: readonly TicketView[] } | { type: 'changed'; ticket: TicketView } | { type: 'seen'; id: string };

export const EMPTY_QUEUE: QueueState = { loaded: false, tickets: [], fresh: new Set() };

/**
 * The queue after an event. A snapshot (at the start, and again after each reconnection) replaces everything, so nothing is shown
 * twice and what left meanwhile is gone.
 */
export function queueReducer(state: QueueState, action: QueueAction): QueueState {
  switch (action.type) {
    case 'snapshot': {
      const tickets = [...action.tickets].sort(servingOrder);
      return { loaded: true, tickets, fresh: state.loaded ? freshOf(state, tickets) : new Set() };
    }
    case 'changed': {
      const others = state.tickets.filter(({ id }) => id !== action.ticket.id);
      const tickets = isOpen(action.ticket) ? [...others, action.ticket].sort(servingOrder) : others;
      return { ...state, tickets, fresh: freshOf(state, tickets) };
    }
    case 'seen': {
      if (!state.fresh.has(action.id)) return state;
      return { ...state, fresh: new Set([...state.fresh].filter((id) => id !== action.id)) };
    }
  }
}

export interface QueueSections {
  mine: TicketView[];
  waiting: TicketView[];
  others: TicketView[];
}

/** The queue as three lists, of one post or of all. */
export function queueSections(tickets: readonly TicketView[], post: Skill | 'all'): QueueSections {
  const shown = tickets.filter(({ skill }) => post === 'all' || skill === post);
  return {
    mine: shown.filter(({ status, mine }) => status === 'active' && mine),
    waiting: shown.filter(({ status }) => status === 'waiting'),
    others: shown.filter(({ status, mine }) => status === 'active' && !mine),
  };
}

export function waitingCount(tickets: readonly TicketView[]): number {
  return tickets.filter(({ status }) => status === 'waiting').length;
}

/** First what hurts most: danger, then who has waited longest. */
function servingOrder(a: TicketView, b: TicketView): number {
  return a.priority - b.priority || Date.parse(a.waitingSince) - Date.parse(b.waitingSince) || (a.id < b.id ? -1 : 1);
}

function isOpen(ticket: TicketView): boolean {
  return ticket.status === 'waiting' || ticket.status === 'active';
}

function freshOf(before: QueueState, tickets: readonly TicketView[]): ReadonlySet<string> {
  const known = new Map(before.tickets.map((ticket) => [ticket.id, ticket.status]));
  const arrived = tickets.filter(
    ({ id, status }) => status === 'waiting' && (before.fresh.has(id) || known.get(id) !== 'waiting'),
  );
  return new Set(arrived.map(({ id }) => id));
}

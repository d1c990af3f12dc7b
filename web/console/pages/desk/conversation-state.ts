import type { Fact, MessageView, TicketDetails, TicketView } from '../../staff-api';

/** Something this person has written that the log has not confirmed yet. */
export interface PendingMessage {
  /** Stays the same over every attempt, so that the server keeps one message. */
  clientId: string;
  text: string;
  note: boolean;
  state: 'sending' | 'failed';
}

export interface ConversationState {
  ticket: TicketView;
  facts: readonly Fact[];
  /** In order of `seq`, each once. */
  messages: readonly MessageView[];
  pending: readonly PendingMessage[];
  /** 0: not typing; grows with each sign of typing. */
  consumerTyping: number;
}

export type ConversationAction =
  | { type: 'message'; message: MessageView }
  | { type: 'ticket'; ticket: TicketView }
  | { type: 'typing'; on: boolean }
  | { type: 'sending'; pending: PendingMessage }
  | { type: 'sent'; clientId: string; message: MessageView }
  | { type: 'failed'; clientId: string }
  | { type: 'discarded'; clientId: string };

/** A conversation as it was loaded, with what was left unsent by an earlier visit. */
export function openConversation(details: TicketDetails, unsent: readonly PendingMessage[]): ConversationState {
  const messages = [...details.messages].sort((a, b) => a.seq - b.seq);
  const kept = unsent.map((pending) => ({ ...pending, state: 'failed' as const }));
  return { ticket: details.ticket, facts: details.facts, messages, pending: kept, consumerTyping: 0 };
}

/** The conversation after an event. Messages that are already there change nothing, from whichever way they come. */
export function conversationReducer(state: ConversationState, action: ConversationAction): ConversationState {
  switch (action.type) {
    case 'message':
      return arrived(state, action.message);
    case 'ticket':
      return { ...state, ticket: action.ticket };
    case 'typing':
      return { ...state, consumerTyping: action.on ? state.consumerTyping + 1 : 0 };
    case 'sending':
      return { ...state, pending: [...without(state.pending, action.pending.clientId), { ...action.pending, state: 'sending' }] };
    case 'sent':
      return { ...state, messages: insert(state.messages, action.message), pending: without(state.pending, action.clientId) };
    case 'failed':
      return {
        ...state,
        pending: state.pending.map((one) => (one.clientId === action.clientId ? { ...one, state: 'failed' } : one)),
      };
    case 'discarded':
      return { ...state, pending: without(state.pending, action.clientId) };
  }
}

function arrived(state: ConversationState, message: MessageView): ConversationState {
  const messages = insert(state.messages, message);
  if (messages === state.messages) return state;
  return {
    ...state,
    messages,
    pending: message.speaker === 'agent' ? withoutConfirmed(state.pending, message) : state.pending,
    consumerTyping: message.speaker === 'consumer' ? 0 : state.consumerTyping,
  };
}

function insert(messages: readonly MessageView[], message: MessageView): readonly MessageView[] {
  if (messages.some(({ seq }) => seq === message.seq)) return messages;
  const place = messages.findLastIndex(({ seq }) => seq < message.seq) + 1;
  return [...messages.slice(0, place), message, ...messages.slice(place)];
}

/**
 * The stream may bring a message before the answer to its sending, or when that answer was lost on the way: then the waiting copy
 * goes. One that is under way is preferred to one that failed.
 */
function withoutConfirmed(pending: readonly PendingMessage[], message: MessageView): readonly PendingMessage[] {
  const same = pending.filter(({ text, note }) => text === message.text && note === (message.audience === 'staff'));
  const confirmed = same.find(({ state }) => state === 'sending') ?? same[0];
  return confirmed ? without(pending, confirmed.clientId) : pending;
}

function without(pending: readonly PendingMessage[], clientId: string): readonly PendingMessage[] {
  return pending.filter((one) => one.clientId !== clientId);
}

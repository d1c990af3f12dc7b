import { useCallback, useEffect, useReducer, useState } from 'react';
import { ticketStreamUrl } from '../../api';
import type { LiveState } from '../../live';
import { newUuid } from '../../browser';
import { useApi } from '../../session';
import type { MessageView, TicketDetails, TicketView } from '../../staff-api';
import { useLive } from '../../use-live';
import { conversationReducer, openConversation } from './conversation-state';
import type { ConversationState, PendingMessage } from './conversation-state';
import { keep, kept } from '../../kept';

export type Loading =
  { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'ready'; details: TicketDetails; version: number };

const TYPING_SHOWN_MS = 6_000;
const STREAM_EVENTS = ['message', 'typing', 'ticket'] as const;

/** Loads a conversation once; `reload` tries again. */
export function useTicketDetails(ticketId: string): { loading: Loading; reload: () => void } {
  const api = useApi();
  const [loading, setLoading] = useState<Loading>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let present = true;
    setLoading((before) => (before.kind === 'ready' ? before : { kind: 'loading' }));
    api.ticket(ticketId).then(
      (details) => present && setLoading({ kind: 'ready', details, version: attempt }),
      (error: unknown) => present && setLoading({ kind: 'failed', error }),
    );
    return () => {
      present = false;
    };
  }, [api, ticketId, attempt]);

  return { loading, reload: useCallback(() => setAttempt((before) => before + 1), []) };
}

function isOver({ status }: TicketView): boolean {
  return status === 'closed' || status === 'withdrawn';
}

export interface Conversation extends ConversationState {
  live: LiveState;
  changeTicket(ticket: TicketView): void;
  send(text: string, note: boolean): void;
  retry(pending: PendingMessage): void;
  discard(clientId: string): void;
}

/** A loaded conversation that goes on living: events of the stream, and what this person sends. */
export function useConversation(details: TicketDetails): Conversation {
  const api = useApi();
  const ticketId = details.ticket.id;
  const [state, dispatch] = useReducer(conversationReducer, details, (loaded) => openConversation(loaded, kept(ticketId).unsent));
  const { state: live } = useLive({
    url: ticketStreamUrl(ticketId),
    events: STREAM_EVENTS,
    after: isOver(details.ticket) ? null : details.lastSeq,
    onEvent: ({ name, data }) => {
      if (name === 'message') dispatch({ type: 'message', message: data as MessageView });
      else if (name === 'ticket') dispatch({ type: 'ticket', ticket: data as TicketView });
      else if (name === 'typing') dispatch({ type: 'typing', on: true });
    },
  });

  useEffect(() => keep(ticketId, { unsent: state.pending }), [ticketId, state.pending]);

  useEffect(() => {
    if (!state.consumerTyping) return;
    const timer = setTimeout(() => dispatch({ type: 'typing', on: false }), TYPING_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state.consumerTyping]);

  const post = useCallback(
    async (pending: PendingMessage) => {
      const { clientId, text, note } = pending;
      dispatch({ type: 'sending', pending });
      try {
        dispatch({ type: 'sent', clientId, message: await api.say(ticketId, { clientId, text, note }) });
      } catch {
        dispatch({ type: 'failed', clientId });
      }
    },
    [api, ticketId],
  );

  return {
    ...state,
    live,
    changeTicket: useCallback((ticket) => dispatch({ type: 'ticket', ticket }), []),
    send: useCallback((text, note) => void post({ clientId: newUuid(), text, note, state: 'sending' }), [post]),
    retry: useCallback((pending) => void post(pending), [post]),
    discard: useCallback((clientId) => dispatch({ type: 'discarded', clientId }), []),
  };
}

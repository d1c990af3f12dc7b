import { createContext, useContext, useMemo, useReducer } from 'react';
import type { Dispatch, ReactNode } from 'react';
import { QUEUE_STREAM_URL } from '../api';
import type { TicketView } from '../staff-api';
import type { LiveState } from '../live';
import { useLive } from '../use-live';
import { EMPTY_QUEUE, queueReducer } from './queue-state';
import type { QueueAction, QueueState } from './queue-state';

interface QueuePort extends QueueState {
  live: LiveState;
  reconnect(): void;
  dispatch: Dispatch<QueueAction>;
}

const QUEUE_EVENTS = ['queue', 'ticket'] as const;

const QueueContext = createContext<QueuePort | null>(null);

/** Holds the live queue for every page: while its stream is open, the server renews this person's conversations. */
export function QueueProvider({ children }: { children: ReactNode }) {
  const [queue, dispatch] = useReducer(queueReducer, EMPTY_QUEUE);
  const { state: live, reconnect } = useLive({
    url: QUEUE_STREAM_URL,
    events: QUEUE_EVENTS,
    after: 0,
    onEvent: ({ name, data }) => {
      if (name === 'queue') dispatch({ type: 'snapshot', tickets: (data as { tickets: TicketView[] }).tickets });
      else dispatch({ type: 'changed', ticket: data as TicketView });
    },
  });

  const port = useMemo(() => ({ ...queue, live, reconnect, dispatch }), [queue, live, reconnect]);
  return <QueueContext value={port}>{children}</QueueContext>;
}

export function useQueue(): QueuePort {
  const port = useContext(QueueContext);
  if (!port) throw new Error('useQueue needs a QueueProvider above it');
  return port;
}

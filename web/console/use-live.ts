import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiError } from './api';
import { openLive } from './live';
import type { LiveConnection, LiveEvent, LiveState } from './live';
import { useApi } from './session';

export interface LiveUse {
  url: string;
  /** Names of the events; the same array each time. */
  events: readonly string[];
  /** Resume after this id; `null`: not yet. */
  after: number | null;
  onEvent(event: LiveEvent): void;
}

/** A live stream for as long as the component stands. */
export function useLive({ url, events, after, onEvent }: LiveUse): { state: LiveState; reconnect: () => void } {
  const [state, setState] = useState<LiveState>('connecting');
  const connection = useRef<LiveConnection | null>(null);
  const receive = useEffectEvent(onEvent);
  const api = useApi();

  useEffect(() => {
    if (after === null) return;
    let present = true;
    const opened = openLive({
      url,
      events,
      after,
      onEvent: (event) => receive(event),
      onState: (next) => {
        if (present) setState(next);
      },
      // EventSource keeps an answer's status to itself: the same address is asked once more, plainly.
      mayRetry: (tried) => api.probeStream(tried).then(() => true, isPassing),
    });
    connection.current = opened;
    const forget = whenBack(opened.reconnect);
    return () => {
      present = false;
      forget();
      opened.close();
    };
  }, [api, url, events, after]);

  const reconnect = useCallback(() => connection.current?.reconnect(), []);
  return { state, reconnect };
}

/** Whether waiting can help: not when the stream is not for us, or does not go on from where we are. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError && [400, 401, 403, 404].includes(error.status));
}

const TICK_MS = 5_000;
/** A longer pause between two ticks of a visible page means that the machine slept, and that the connection died silently. */
const SLEPT_MS = 30_000;

/** Calls `back` when the network returns and when the machine wakes up. Hidden pages tick slowly by design, and are not judged. */
function whenBack(back: () => void): () => void {
  let last: number | null = null;
  const timer = setInterval(() => {
    const visible = document.visibilityState === 'visible';
    if (visible && last !== null && Date.now() - last > SLEPT_MS) back();
    last = visible ? Date.now() : null;
  }, TICK_MS);
  window.addEventListener('online', back);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', back);
  };
}

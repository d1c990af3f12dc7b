import { useMemo, useSyncExternalStore } from 'react';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

const BASE = '/console';
const MOVED = 'xb:moved';

export interface Place {
  /** Within the console, e.g. `/desk/tkt_1`. */
  path: string;
  /** Without empty parts: `['desk', 'tkt_1']`. */
  parts: string[];
  query: URLSearchParams;
}

/** Where the reader is; a component that uses it is drawn again when that changes. */
export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search);
  return useMemo(() => readPlace(address), [address]);
}

/** Goes to a place within the console; `replace` leaves no step behind for the back button. */
export function go(to: string, { replace = false } = {}): void {
  window.history[replace ? 'replaceState' : 'pushState'](null, '', BASE + to);
  window.dispatchEvent(new Event(MOVED));
}

/** A link within the console; with a modifier key the browser opens it as usual. */
export function Link({ to, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string; children: ReactNode }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    rest.onClick?.(event);
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={BASE + to} onClick={follow}>
      {children}
    </a>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
}

function readPlace(address: string): Place {
  const url = new URL(address, window.location.origin);
  const path = url.pathname.slice(BASE.length) || '/';
  return { path, parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: url.searchParams };
}

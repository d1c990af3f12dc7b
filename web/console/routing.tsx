import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
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
  if (guard && leaves(BASE + to)) return guard.ask(() => go(to, { replace }));
  window.history[replace ? 'replaceState' : 'pushState'](null, '', BASE + to);
  window.dispatchEvent(new Event(MOVED));
}

interface Guard {
  /** The address that it guards. */
  address: string;
  /** Calls `leave` once nothing would be lost, or when the person says so; until then they stay. */
  ask(leave: () => void): void;
}

let guard: Guard | null = null;

/**
 * Keeps somebody on this page while `active`: whatever leads away is asked about first. `ask` gets the way out. A closed tab can only be
 * asked about by the browser.
 */
export function useLeaveGuard(active: boolean, ask: (leave: () => void) => void): void {
  const asked = useEffectEvent(ask);
  useEffect(() => {
    if (!active) return;
    const mine: Guard = {
      address: window.location.pathname,
      ask: (leave) =>
        asked(() => {
          guard = null;
          leave();
        }),
    };
    guard = mine;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      if (guard === mine) guard = null;
      window.removeEventListener('beforeunload', warn);
    };
  }, [active]);
}

function leaves(address: string): boolean {
  return guard !== null && new URL(address, window.location.origin).pathname !== guard.address;
}

/** The back button has moved already: it is undone until the guard lets go. */
function moved(): void {
  const target = window.location.pathname + window.location.search;
  if (!guard || !leaves(target)) return void window.dispatchEvent(new Event(MOVED));
  window.history.pushState(null, '', guard.address);
  guard.ask(() => go(target.slice(BASE.length)));
}
window.addEventListener('popstate', moved);

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
  window.addEventListener(MOVED, listener);
  return () => window.removeEventListener(MOVED, listener);
}

function readPlace(address: string): Place {
  const url = new URL(address, window.location.origin);
  const path = url.pathname.slice(BASE.length) || '/';
  return { path, parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: url.searchParams };
}

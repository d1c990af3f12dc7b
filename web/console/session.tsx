import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError, createApi } from './api';
import type { StaffApi } from './api';
import { keepFor } from './kept';
import type { Staff } from './staff-api';

export type SessionState =
  | { kind: 'loading' }
  | { kind: 'unreachable'; error: unknown }
  /** `ended`: somebody was signed in on this page, and the session is over. */
  | { kind: 'signedOut'; ended: boolean }
  | { kind: 'signedIn'; staff: Staff };

interface SessionPort {
  api: StaffApi;
  state: SessionState;
  /** Asks the server who is signed in. */
  refresh(): Promise<void>;
  signedIn(staff: Staff): void;
  signOut(): Promise<void>;
}

const SessionContext = createContext<SessionPort | null>(null);

/** Knows who is signed in, and gives the API to everything below. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' });
  const [api] = useState(() =>
    createApi({
      fetch: (input, init) => window.fetch(input, init),
      language: () => document.documentElement.lang,
      onSignedOut: () =>
        setState((before) => (before.kind === 'signedOut' ? before : { kind: 'signedOut', ended: before.kind === 'signedIn' })),
      onPasswordChangeFirst: () =>
        setState((before) =>
          before.kind === 'signedIn' ? { kind: 'signedIn', staff: { ...before.staff, mustChangePassword: true } } : before,
        ),
    }),
  );

  const enter = useCallback((staff: Staff) => {
    keepFor(staff.id);
    setState({ kind: 'signedIn', staff });
  }, []);

  const refresh = useCallback(async () => {
    try {
      const { staff } = await api.session();
      enter(staff);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) setState({ kind: 'unreachable', error });
    }
  }, [api, enter]);

  useEffect(() => void refresh(), [refresh]);

  const port = useMemo<SessionPort>(
    () => ({
      api,
      state,
      refresh,
      signedIn: enter,
      signOut: async () => {
        await api.signOut();
        keepFor(null);
        setState({ kind: 'signedOut', ended: false });
      },
    }),
    [api, state, refresh, enter],
  );
  return <SessionContext value={port}>{children}</SessionContext>;
}

export function useSession(): SessionPort {
  const port = useContext(SessionContext);
  if (!port) throw new Error('useSession needs a SessionProvider above it');
  return port;
}

export function useApi(): StaffApi {
  return useSession().api;
}

/** The person who is signed in; only below the sign-in page. */
export function useStaff(): Staff {
  const { state } = useSession();
  if (state.kind !== 'signedIn') throw new Error('useStaff needs somebody signed in');
  return state.staff;
}

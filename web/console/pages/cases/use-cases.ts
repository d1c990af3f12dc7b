import { useCallback, useEffect, useState } from 'react';
import { useApi } from '../../session';
import type { CaseView } from '../../staff-api';

export interface CasesUse {
  /** `null` before the first answer. */
  cases: CaseView[] | null;
  error: unknown;
  loading: boolean;
  reload(): void;
}

const TYPING_PAUSE_MS = 250;

/** The registered complaints of a search; while a new answer is on its way, the former one stays. */
export function useCases(query: string, status: string): CasesUse {
  const api = useApi();
  const [attempt, setAttempt] = useState(0);
  const [cases, setCases] = useState<CaseView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [loading, setLoading] = useState(true);

  useEffect(() => {
    let present = true;
    setLoading(true);
    const timer = setTimeout(
      () =>
        void api
          .cases({ query, status })
          .then(
            (found) => {
              if (!present) return;
              setCases(found);
              setError(null);
            },
            (failure: unknown) => present && setError(failure),
          )
          .finally(() => present && setLoading(false)),
      query ? TYPING_PAUSE_MS : 0,
    );
    return () => {
      present = false;
      clearTimeout(timer);
    };
  }, [api, query, status, attempt]);

  return { cases, error, loading, reload: useCallback(() => setAttempt((before) => before + 1), []) };
}

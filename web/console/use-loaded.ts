import { useCallback, useEffect, useEffectEvent, useState } from 'react';

export interface Loaded<Value> {
  /** The last answer; `null` before the first one. While a new one is on its way, it stays. */
  value: Value | null;
  /** Why the last attempt failed; `null` when it did not. */
  error: unknown;
  loading: boolean;
  reload(): void;
  /** Replaces the answer by one that an action has brought along. */
  put(value: Value): void;
}

export interface LoadOptions {
  /** Wait so long before asking, for what changes at every key. Milliseconds. */
  pause?: number;
  /** Nothing is asked while this is false. */
  when?: boolean;
}

/** What a question to the server finds; asked again whenever `key` changes, and an answer that comes too late is dropped. */
export function useLoaded<Value>(
  key: string,
  load: () => Promise<Value>,
  { pause = 0, when = true }: LoadOptions = {},
): Loaded<Value> {
  const [attempt, setAttempt] = useState(0);
  const [value, setValue] = useState<Value | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [loading, setLoading] = useState(when);
  const ask = useEffectEvent(load);

  useEffect(() => {
    if (!when) return;
    let present = true;
    setLoading(true);
    const timer = setTimeout(
      () =>
        void ask()
          .then(
            (found) => {
              if (!present) return;
              setValue(found);
              setError(null);
            },
            (failure: unknown) => present && setError(failure),
          )
          .finally(() => present && setLoading(false)),
      pause,
    );
    return () => {
      present = false;
      clearTimeout(timer);
    };
  }, [key, attempt, pause, when]);

  return { value, error, loading, reload: useCallback(() => setAttempt((before) => before + 1), []), put: setValue };
}

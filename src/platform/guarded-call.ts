/** How one call of an outside service ended. `skipped`: it was down a moment ago, so it was not called. */
export type CallOutcome = 'ok' | 'timeout' | 'throttled' | 'error' | 'skipped';

export interface GuardOptions {
  /** What a caller waits at most, in milliseconds. */
  deadlineMs: number;
  /** How long nothing is attempted once it is given up, in milliseconds. */
  pauseMs: number;
  onOutcome: (outcome: CallOutcome) => void;
  /** Told once when the service is given up and once when it is back; must not throw. */
  onChange: (state: 'open' | 'closed') => void;
}

/** A service that may be slow or down: gives `undefined` then. Never rejects and never takes longer than the deadline. */
export interface GuardedCall<Arguments extends unknown[], Result> {
  call(...given: Arguments): Promise<Result | undefined>;
  close(): void;
}

/** Given up when it was asked so often within the window and half of it failed. */
const FEWEST_CALLS = 3;
const WINDOW_MS = 60_000;
const TOO_MANY_REQUESTS = 429;

/**
 * Puts a deadline and a circuit breaker (opossum) round a call of an outside service. `work` is given a signal that ends what it has
 * under way when nobody waits for it any more.
 */
export async function guardCall<Arguments extends unknown[], Result>(
  work: (signal: AbortSignal, ...given: Arguments) => Promise<Result>,
  { deadlineMs, pauseMs, onOutcome, onChange }: GuardOptions,
): Promise<GuardedCall<Arguments, Result>> {
  const { default: CircuitBreaker } = await import('opossum');
  const breaker = new CircuitBreaker((...given: Arguments) => work(AbortSignal.timeout(deadlineMs), ...given), {
    timeout: deadlineMs,
    resetTimeout: pauseMs,
    volumeThreshold: FEWEST_CALLS,
    errorThresholdPercentage: 50,
    rollingCountTimeout: WINDOW_MS,
  });
  let givenUp = false;
  const turn = (open: boolean) => () => {
    // From half open it opens anew: that is no news.
    if (givenUp === open) return;
    givenUp = open;
    onChange(open ? 'open' : 'closed');
  };
  breaker.on('open', turn(true));
  breaker.on('close', turn(false));

  return {
    async call(...given) {
      try {
        const result = await breaker.fire(...given);
        onOutcome('ok');
        return result;
      } catch (error) {
        onOutcome(outcomeOf(error));
        return undefined;
      }
    },
    close: () => breaker.shutdown(),
  };
}

function outcomeOf(error: unknown): CallOutcome {
  const { code, name, statusCode } = (error ?? {}) as { code?: unknown; name?: unknown; statusCode?: unknown };
  if (code === 'EOPENBREAKER') return 'skipped';
  if (code === 'ETIMEDOUT' || name === 'AbortError' || name === 'TimeoutError') return 'timeout';
  return statusCode === TOO_MANY_REQUESTS ? 'throttled' : 'error';
}

import { CircuitBreaker } from '../../src/platform/circuit-breaker';

describe('a circuit breaker that opens after two failures for ten seconds', () => {
  let now: number;
  let news: string[];
  let breaker: CircuitBreaker;
  beforeEach(() => {
    now = Date.UTC(2026, 10, 25, 2);
    news = [];
    breaker = new CircuitBreaker({
      failures: 2,
      pauseMs: 10_000,
      clock: { now: () => new Date(now) },
      onChange: (state) => news.push(state),
    });
  });

  const succeed = jest.fn(() => Promise.resolve('answer'));
  const fail = jest.fn(() => Promise.reject<string>(new Error('down')));
  beforeEach(() => jest.clearAllMocks());

  async function open(): Promise<void> {
    await breaker.attempt(fail);
    await breaker.attempt(fail);
  }

  it('hands on what the work gives, and nothing where the work fails', async () => {
    expect(await breaker.attempt(succeed)).toBe('answer');
    expect(await breaker.attempt(fail)).toBeUndefined();
    expect(news).toEqual([]);
  });

  it('counts failures in a row only', async () => {
    await breaker.attempt(fail);
    await breaker.attempt(succeed);
    await breaker.attempt(fail);
    expect(await breaker.attempt(succeed)).toBe('answer');
    expect(news).toEqual([]);
  });

  it('attempts nothing while it is open, and says once that it opened', async () => {
    await open();
    now += 9_999;
    expect(await breaker.attempt(succeed)).toBeUndefined();
    expect(succeed).not.toHaveBeenCalled();
    expect(news).toEqual(['open']);
  });

  it('lets one attempt through after the pause, and everyone once that one succeeded', async () => {
    await open();
    now += 10_000;
    let answer: (value: string) => void = () => undefined;
    const trial = breaker.attempt(() => new Promise<string>((resolve) => (answer = resolve)));
    expect(await breaker.attempt(succeed)).toBeUndefined();
    answer('back');
    expect(await trial).toBe('back');
    expect(await breaker.attempt(succeed)).toBe('answer');
    expect(news).toEqual(['open', 'closed']);
  });

  it('pauses again after a failed trial, which is no news', async () => {
    await open();
    now += 10_000;
    await breaker.attempt(fail);
    now += 9_999;
    expect(await breaker.attempt(succeed)).toBeUndefined();
    now += 1;
    expect(await breaker.attempt(succeed)).toBe('answer');
    expect(news).toEqual(['open', 'closed']);
  });

  it('does not pause longer for calls that were under way when it opened', async () => {
    let lose: (reason: Error) => void = () => undefined;
    const underWay = breaker.attempt(() => new Promise<string>((_, reject) => (lose = reject)));
    await open();
    now += 5_000;
    lose(new Error('down'));
    expect(await underWay).toBeUndefined();
    now += 5_000;
    expect(await breaker.attempt(succeed)).toBe('answer');
    expect(news).toEqual(['open', 'closed']);
  });
});

import fc from 'fast-check';
import { openLive } from '../../web/console/live';
import type { LiveEvent, LiveState } from '../../web/console/live';
import { handWorld, settle } from './stand-ins';

function listen({ after, mayRetry = () => Promise.resolve(true) }: { after?: number; mayRetry?: () => Promise<boolean> } = {}) {
  const hand = handWorld();
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  const live = openLive({
    url: '/stream',
    events: ['message', 'typing'],
    after,
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    mayRetry,
    world: hand.world,
  });
  const latest = () => hand.sources.at(-1)!;
  return { ...hand, live, events, states, latest, texts: () => events.map(({ data }) => data) };
}

describe('a live stream', () => {
  test('begins after what is known and says when it is live', () => {
    const { latest, states } = listen({ after: 7 });
    expect(latest().url).toBe('/stream?after=7');
    latest().opens();
    expect(states).toEqual(['connecting', 'live']);
  });

  test('comes back by itself after the last message seen, and shows nothing twice', async () => {
    const { latest, pass, texts } = listen();
    latest().opens();
    latest().sends('message', '一', 1);
    latest().sends('message', '二', 2);
    latest().breaks();
    await pass(1_000);
    expect(latest().url).toBe('/stream?after=2');
    latest().opens();
    latest().sends('message', '二', 2);
    latest().sends('message', '三', 3);
    expect(texts()).toEqual(['一', '二', '三']);
  });

  test('a server that ends the stream and takes the next one is no news', async () => {
    const { latest, pass, states } = listen();
    latest().opens();
    latest().breaks();
    await pass(600);
    latest().opens();
    await pass(60_000);
    expect(states).toEqual(['connecting', 'live']);
  });

  test('a server that stays away is named, asked ever more rarely, and greeted again', async () => {
    const { latest, pass, states, sources } = listen();
    latest().opens();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      latest().breaks();
      await pass(15_000);
    }
    expect(states).toEqual(['connecting', 'live', 'lost']);
    const before = sources.length;
    latest().breaks();
    await pass(14_000);
    expect(sources).toHaveLength(before);
    await pass(1_000);
    expect(sources).toHaveLength(before + 1);
    latest().opens();
    expect(states.at(-1)).toBe('live');
  });

  test('an attempt that never opens is given up and made again', async () => {
    const { sources, pass, states } = listen();
    await pass(10_600);
    expect(sources).toHaveLength(2);
    expect(sources[0]!.closed).toBe(true);
    expect(states).toEqual(['connecting', 'lost']);
  });

  test('a refusal is asked about, and a session that is over ends it for good', async () => {
    const { latest, sources, pass, states } = listen({ mayRetry: () => Promise.resolve(false) });
    latest().breaks();
    await pass(60_000);
    expect(sources).toHaveLength(1);
    expect(states.at(-1)).toBe('stopped');
  });

  test('the network coming back is a reason to try at once', async () => {
    const { latest, sources, live, pass } = listen();
    latest().opens();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      latest().breaks();
      await pass(15_000);
    }
    latest().breaks();
    await settle();
    const before = sources.length;
    live.reconnect();
    expect(sources).toHaveLength(before + 1);
  });

  test('once closed nothing arrives and nothing is opened', async () => {
    const { latest, sources, live, pass, events } = listen();
    latest().opens();
    const last = latest();
    live.close();
    last.sends('message', '迟到的话', 1);
    last.breaks();
    live.reconnect();
    await pass(60_000);
    expect(events).toEqual([]);
    expect(sources).toHaveLength(1);
  });

  test('a line that is not JSON is skipped; a sign of typing carries no id and is always passed on', () => {
    const { latest, events } = listen({ after: 3 });
    latest().opens();
    latest().sendsText('message', '{oops', 4);
    latest().sends('typing', { from: 'consumer' }, 3);
    latest().sends('message', { seq: 4 }, 4);
    expect(events.map(({ name }) => name)).toEqual(['typing', 'message']);
  });

  test('wherever the connection breaks, each message is shown once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 3 }),
        async (runs, overlap) => {
          const { latest, pass, texts } = listen();
          let sent = 0;
          for (const run of runs) {
            latest().opens();
            // A careless server repeats some of what it was told is known.
            const known = Number(new URLSearchParams(latest().url.split('?')[1]).get('after') ?? 0);
            for (let seq = Math.max(1, known + 1 - overlap); seq <= sent + run; seq += 1) latest().sends('message', seq, seq);
            sent += run;
            latest().breaks();
            await pass(16_000);
          }
          expect(texts()).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
        },
      ),
    );
  });
});

/**
 * `connecting`: the first attempt. `live`: events arrive as they happen. `lost`: trying again by itself.
 * `stopped`: for good, because it was closed or the server no longer lets us in.
 */
export type LiveState = 'connecting' | 'live' | 'lost' | 'stopped';

export interface LiveEvent {
  name: string;
  data: unknown;
}

/** The part of the browser's EventSource that is used. */
export interface EventSourceLike {
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** What the outside world gives; tests give their own. */
export interface LiveWorld {
  open(url: string): EventSourceLike;
  /** Runs `task` once after `ms`; @returns what cancels it. */
  later(task: () => void, ms: number): () => void;
  random(): number;
}

export interface LiveOptions {
  url: string;
  /** Names of the events that matter. */
  events: readonly string[];
  /** The last event id already known: the stream resumes after it. */
  after?: number;
  onEvent(event: LiveEvent): void;
  onState(state: LiveState): void;
  /** Asked with the address of an attempt that failed before it opened: may it try again? (Not once the session is over.) */
  mayRetry(url: string): Promise<boolean>;
  world?: LiveWorld;
}

export interface LiveConnection {
  /** Tries at once: the network is back, or the machine woke up. */
  reconnect(): void;
  close(): void;
}

/** The server ends each stream now and then: a gap shorter than this is no news to anybody. */
const UNNOTICED_MS = 1_500;
/** An attempt that has not opened by then is given up. */
const OPENING_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

const browserWorld: LiveWorld = {
  open: (url) => new EventSource(url),
  later: (task, ms) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/**
 * A server-sent event stream that comes back by itself. The browser's own retry gives up for good on a 502 from a restarting
 * server, so attempts are made here: each resumes after the last id seen, waits grow from 0.5 s to 15 s with jitter, and the
 * session is checked before trying again. An id that was already seen is dropped: nothing arrives twice.
 */
export function openLive(options: LiveOptions): LiveConnection {
  const world = options.world ?? browserWorld;
  let source: EventSourceLike | null = null;
  let cancelRetry: (() => void) | null = null;
  let cancelOpening: (() => void) | null = null;
  let cancelNews: (() => void) | null = null;
  let lastId = options.after ?? 0;
  let attempts = 0;
  let state: LiveState | null = null;

  function enter(next: LiveState): void {
    cancelNews?.();
    cancelNews = null;
    if (state === next || state === 'stopped') return;
    state = next;
    options.onState(next);
  }

  /** Says that the connection is lost, unless it is back in a moment. */
  function loseSoon(): void {
    if (state === 'live') cancelNews ??= world.later(() => enter('lost'), UNNOTICED_MS);
    else enter('lost');
  }

  function connect(): void {
    const current = world.open(resumeUrl(options.url, lastId));
    let opened = false;
    source = current;
    cancelOpening = world.later(failed, OPENING_MS);
    current.onopen = () => {
      if (source !== current) return;
      cancelOpening?.();
      opened = true;
      attempts = 0;
      enter('live');
    };
    current.onerror = failed;
    function failed(): void {
      if (source !== current) return;
      drop();
      loseSoon();
      if (opened) retryLater();
      else void askThenRetry();
    }
    for (const name of options.events) {
      current.addEventListener(name, (event) => {
        if (source === current) receive(name, event);
      });
    }
  }

  function receive(name: string, event: MessageEvent<string>): void {
    const data = parse(event.data);
    if (data === undefined) return;
    // An event without an id of its own repeats the last one of the stream: only `message` events are counted.
    const id = name === 'message' ? Number(event.lastEventId) : 0;
    if (id > 0) {
      if (id <= lastId) return;
      lastId = id;
    }
    options.onEvent({ name, data });
  }

  async function askThenRetry(): Promise<void> {
    const allowed = await options.mayRetry(resumeUrl(options.url, lastId)).catch(() => true);
    if (state === 'stopped' || source || cancelRetry) return;
    if (allowed) retryLater();
    else stop();
  }

  function retryLater(): void {
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
    attempts += 1;
    cancelRetry = world.later(
      () => {
        cancelRetry = null;
        connect();
      },
      longest * (0.5 + world.random() / 2),
    );
  }

  function drop(): void {
    source?.close();
    source = null;
    cancelRetry?.();
    cancelRetry = null;
    cancelOpening?.();
    cancelOpening = null;
  }

  function stop(): void {
    drop();
    enter('stopped');
  }

  enter('connecting');
  connect();
  return {
    reconnect: () => {
      if (state === 'stopped') return;
      drop();
      loseSoon();
      attempts = 0;
      connect();
    },
    close: stop,
  };
}

function resumeUrl(url: string, after: number): string {
  return after > 0 ? `${url}${url.includes('?') ? '&' : '?'}after=${after}` : url;
}

/** A line that is not JSON is skipped: one bad line must not stop the stream. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

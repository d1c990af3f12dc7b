import type { EventSourceLike, LiveWorld } from '../../web/console/live';
import type { MessageView, TicketView } from '../../web/console/staff-api';

/** An event source that the test opens, feeds and breaks. */
export class HandSource implements EventSourceLike {
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  closed = false;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
  }

  opens(): void {
    this.onopen?.(new Event('open'));
  }

  breaks(): void {
    this.onerror?.(new Event('error'));
  }

  sends(name: string, data: unknown, id?: number): void {
    this.sendsText(name, JSON.stringify(data), id);
  }

  /** As it stands on the wire, JSON or not. */
  sendsText(name: string, text: string, id?: number): void {
    this.listeners.get(name)?.({ data: text, lastEventId: id === undefined ? '' : String(id) } as MessageEvent<string>);
  }
}

/** A world whose time the test moves on. */
export function handWorld(): { world: LiveWorld; sources: HandSource[]; pass(ms: number): Promise<void> } {
  const sources: HandSource[] = [];
  let now = 0;
  let tasks: { at: number; run: () => void }[] = [];
  return {
    sources,
    world: {
      open: (url) => {
        const source = new HandSource(url);
        sources.push(source);
        return source;
      },
      later: (run, ms) => {
        const task = { at: now + ms, run };
        tasks.push(task);
        return () => {
          tasks = tasks.filter((one) => one !== task);
        };
      },
      random: () => 1,
    },
    pass: async (ms) => {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        tasks = tasks.filter((one) => one !== next);
        next.run();
      }
      now = end;
    },
  };
}

/** Lets promises that are settled already run on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function aTicket(change: Partial<TicketView> = {}): TicketView {
  return {
    id: 'tkt_1',
    conversationId: 'cnv_1',
    skill: 'complaints',
    status: 'waiting',
    priority: 2,
    waitingSince: '2026-11-25T02:00:00.000Z',
    mine: false,
    reason: 'asked',
    lastWords: '转人工',
    mood: 'calm',
    elder: false,
    locale: 'zh-CN',
    ...change,
  };
}

export function aMessage(seq: number, change: Partial<MessageView> = {}): MessageView {
  return {
    id: `msg_${seq}`,
    seq,
    at: '2026-11-25T02:00:00.000Z',
    speaker: 'consumer',
    audience: 'all',
    text: `第 ${seq} 句`,
    attachments: [],
    ...change,
  };
}

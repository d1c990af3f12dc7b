import type { Outbound, Shown } from './outbound';
import type { Delivery } from './pusher';

/** How a bubble came onto the phone; `notice` is what WeChat itself says. */
export type Arrival = 'sent' | 'passive' | 'api' | 'template' | 'subscription' | 'desk' | 'notice';

/** One bubble on a consumer's phone. */
export interface Bubble extends Omit<Shown, 'kind'> {
  from: 'user' | 'account' | 'platform';
  kind: Outbound['msgtype'] | 'template' | 'notice' | 'shortvideo' | 'location' | 'link' | 'file' | 'event';
  arrived: Arrival;
  at: Date;
  /** Of what the consumer sent: how it reached the account, once that is known. */
  tries?: Delivery['tries'];
}

/** What WeChat says when a server gives no answer, or one that is none. */
export const OUT_OF_ORDER = '该公众号暂时无法提供服务，请稍后再试';

/** The bubbles of one phone in the order they came, for whoever waits for the next. */
export class History {
  readonly bubbles: Bubble[] = [];
  /** Counts what changed on the screen. */
  version = 0;
  private readonly watchers = new Set<() => void>();
  private read = 0;

  add(bubble: Bubble): void {
    this.bubbles.push(bubble);
    this.changed();
  }

  /** Something else on the screen has changed. */
  changed(): void {
    this.version++;
    for (const watcher of this.watchers) watcher();
  }

  /** Calls back after each change. @returns how to end it */
  watch(onChange: () => void): () => void {
    this.watchers.add(onChange);
    return () => this.watchers.delete(onChange);
  }

  /** What came from the other side since the last call, once one of it fits. @throws when none does in time (real milliseconds) */
  async until(fits: (bubble: Bubble) => boolean, withinMs = 60_000): Promise<Bubble[]> {
    const unread = (): Bubble[] => this.bubbles.slice(this.read).filter(({ from }) => from !== 'user');
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!unread().some(fits)) return;
        finish();
        resolve();
      };
      const finish = (): void => {
        stop();
        clearTimeout(timer);
      };
      const stop = this.watch(look);
      const timer = setTimeout(() => {
        finish();
        const seen = unread().map(({ text }) => text);
        reject(new Error(`Nothing fitting arrived. Seen: ${seen.join(' | ') || 'nothing'}`));
      }, withinMs);
      look();
    });
    const seen = unread();
    this.read = this.bubbles.length;
    return seen;
  }
}

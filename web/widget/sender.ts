import { CallError } from './direct-line';
import { idOf } from './outbox';
import type { Outbox, Outgoing } from './outbox';

/** How far a message of the consumer has come; the names are those of the texts shown for them. */
export type Delivery = 'sending' | 'waiting' | 'failed' | 'tooMany' | 'tooLong' | 'refused' | 'sent';

export interface SenderOptions {
  outbox: Outbox;
  /** Whether there is a conversation to send into. */
  ready: () => boolean;
  post: (activity: Outgoing) => Promise<unknown>;
  pause: (ms: number) => Promise<void>;
  onDelivery: (clientId: string, delivery: Delivery) => void;
}

const PAUSES = [1000, 3000];
const WHEN_TOO_FAST = 5000;

/**
 * Sends the outbox in order, one at a time, each under its own clientActivityID, so that the server takes a repetition for
 * what it is. What cannot be sent stays in the outbox until `flush` is called again.
 */
export class Sender {
  private flushing = false;
  private wanted = false;

  constructor(private readonly options: SenderOptions) {}

  add(activity: Outgoing): void {
    this.options.outbox.add(activity);
    void this.flush();
  }

  /** The stream has shown the activity: whatever became of the request, it has arrived. */
  arrived(clientId: string): void {
    this.options.outbox.remove(clientId);
  }

  /** Tries whatever waits; a call during a round makes another round follow. Never rejects. */
  async flush(): Promise<void> {
    this.wanted = true;
    if (this.flushing || !this.options.ready()) return;
    this.flushing = true;
    while (this.wanted) {
      this.wanted = false;
      for (let next = this.next(); next; next = this.next()) {
        if (!(await this.deliver(next))) break;
      }
    }
    this.flushing = false;
  }

  private next(): Outgoing | undefined {
    return this.options.outbox.all()[0];
  }

  /** @returns false when the rest must wait too. */
  private async deliver(activity: Outgoing): Promise<boolean> {
    const { outbox, post, pause, onDelivery } = this.options;
    const clientId = idOf(activity);
    onDelivery(clientId, 'sending');
    for (let attempt = 0; ;) {
      try {
        await post(activity);
        outbox.remove(clientId);
        onDelivery(clientId, 'sent');
        return true;
      } catch (error) {
        const { status, retryAfterMs } = error instanceof CallError ? error : new CallError(0);
        if (isFinal(status)) {
          outbox.remove(clientId);
          onDelivery(clientId, status === 413 ? 'tooLong' : 'refused');
          return true;
        }
        if (status === 429) {
          onDelivery(clientId, 'tooMany');
          await pause(retryAfterMs ?? WHEN_TOO_FAST);
        } else if (attempt < PAUSES.length) {
          onDelivery(clientId, 'waiting');
          await pause(PAUSES[attempt++]!);
        } else {
          outbox.all().forEach((one) => onDelivery(idOf(one), 'failed'));
          return false;
        }
        const arrivedMeanwhile = !outbox.all().some((one) => idOf(one) === clientId);
        if (arrivedMeanwhile) return true;
      }
    }
  }
}

/** The same request would be refused again. 403 and 404 are not: the client renews its token and its conversation. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && ![403, 404, 408, 429].includes(status);
}

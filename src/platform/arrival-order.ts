/** Something that came in: when by its sender's own account. */
export interface Arrival {
  /** Seconds since 1970. */
  sentAt: number;
  /** Grows from one message to the next of the same sender. */
  number?: bigint;
}

/** A place in the order of its key. */
export interface ArrivalPlace {
  /** Whether nothing is before it. */
  isNext(): boolean;
  /** Resolves when everything before it has had its turn. */
  turn(): Promise<void>;
  /** Lets the next one go; more than once does nothing. */
  leave(): void;
}

interface Queued extends Arrival {
  begins?: () => void;
  begun: boolean;
}

/**
 * Keeps what comes in at the same time in the order in which it was sent, as far as its sender tells, else in which it came.
 * A place is taken on arrival and its turn asked for when it is prepared: whatever arrives meanwhile and was sent before goes first.
 * Who has had a turn is not overtaken. Keys do not wait for each other.
 */
export class ArrivalOrder {
  private readonly queues = new Map<string, Queued[]>();

  enter(key: string, arrival: Arrival): ArrivalPlace {
    const queue = this.queues.get(key) ?? [];
    this.queues.set(key, queue);
    const mine: Queued = { ...arrival, begun: false };
    let at = queue.length;
    while (at > 0 && !queue[at - 1]!.begun && wasSentBefore(mine, queue[at - 1]!)) at--;
    queue.splice(at, 0, mine);
    return {
      isNext: () => queue[0] === mine,
      turn: () =>
        new Promise((resolve) => {
          mine.begins = resolve;
          begin(queue[0]);
        }),
      leave: () => {
        const index = queue.indexOf(mine);
        if (index >= 0) queue.splice(index, 1);
        if (queue.length === 0) this.queues.delete(key);
        begin(queue[0]);
      },
    };
  }
}

/** For sorting what came in over a while: as it was sent, where the sender tells. */
export function bySending(one: Arrival, other: Arrival): number {
  if (wasSentBefore(one, other)) return -1;
  return wasSentBefore(other, one) ? 1 : 0;
}

function begin(first: Queued | undefined): void {
  if (!first?.begins) return;
  first.begun = true;
  first.begins();
}

function wasSentBefore(one: Arrival, other: Arrival): boolean {
  if (one.sentAt !== other.sentAt) return one.sentAt < other.sentAt;
  return one.number !== undefined && other.number !== undefined && one.number < other.number;
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { randomId } from '../platform/ids';
import { defineCollection, isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { EntryBook } from './entry-book';

/** Whose turn it is to publish: one for the whole store. */
export interface PublicationTurn {
  _id: string;
  holder: string;
  until: Date;
  /** The entries published last, the latest at the end: what a process may not have heard of yet. */
  recent: string[];
}

export const publicationTurnsCollection = defineCollection<PublicationTurn>({ name: 'faqPublicationTurns', indexes: [] });

const ONE = 'publication';
/** A gate's check takes well under a second of work; whoever holds the turn longer is taken for dead. */
const TURN_MS = 20_000;
const PATIENCE_MS = 30_000;
const LOOK_MS = 50;
/** More publications than another process can be behind. */
const RECENT = 50;

/**
 * Lets publications happen one after the other, in all processes: each is checked against everything that was published before it, so
 * that of two entries which answer the same the second is judged with the first in sight.
 */
export class PublicationTurns {
  constructor(
    private readonly turns: Collection<PublicationTurn>,
    private readonly book: EntryBook,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work when it is its turn.
   * @param work is given what it must call between its check and its write
   * @throws XB_FAQ_BUSY where the turn did not come, or went to someone else in the middle
   */
  async take<T>(entryId: string, work: (beforeWriting: () => Promise<void>) => Promise<T>): Promise<T> {
    const holder = randomId('turn');
    const { recent } = await this.acquire(holder);
    try {
      for (const record of (await this.book.findAll(recent)).values()) this.book.noticed(record);
      return await work(() => this.announce(entryId, holder));
    } finally {
      await this.turns.updateOne({ _id: ONE, holder }, { $set: { until: new Date(0) } });
    }
  }

  private async acquire(holder: string): Promise<PublicationTurn> {
    await this.turns.insertOne({ _id: ONE, holder: '', until: new Date(0), recent: [] }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error; // all but the very first time
    });
    for (let waited = 0; waited <= PATIENCE_MS; waited += LOOK_MS) {
      const now = this.clock.now();
      // Where nobody has it, or its holder is dead; or it was taken here, and the answer got lost on its way.
      const free = [{ until: { $lt: now } }, { holder }];
      const turn = await this.turns.findOneAndUpdate({ _id: ONE, $or: free }, { $set: { holder, until: this.end(now) } });
      if (turn) return turn;
      await wait(LOOK_MS);
    }
    throw new XiaobaoError('XB_FAQ_BUSY');
  }

  /** Before the write, so that nobody who comes next can miss it. */
  private async announce(entryId: string, holder: string): Promise<void> {
    const now = this.clock.now();
    const { matched } = await this.turns.updateOne(
      { _id: ONE, holder, until: { $gte: now } },
      { $set: { until: this.end(now) }, $push: { recent: { $each: [entryId], $slice: -RECENT } } },
    );
    if (matched === 0) throw new XiaobaoError('XB_FAQ_BUSY');
  }

  private end(now: Date): Date {
    return new Date(now.getTime() + TURN_MS);
  }
}

import type { Clock } from '../platform/clock';
import type { Collection } from '../storage/database';
import { defineCollection } from '../storage/database';

/** Someone has an entry open in the editor. */
export interface EditorPresence {
  /** `entry|staff` */
  _id: string;
  entryId: string;
  staffId: string;
  since: Date;
  until: Date;
}

export const presenceCollection = defineCollection<EditorPresence>({
  name: 'faqPresence',
  indexes: [{ keys: { entryId: 1, until: 1 } }, { keys: { until: 1 }, expireAfterSeconds: 60 }],
});

const LEASE_MS = 40_000;

/** Who edits what right now: short leases that an open editor renews. */
export class EditorPresences {
  constructor(
    private readonly presences: Collection<EditorPresence>,
    private readonly clock: Clock,
  ) {}

  /** Says that someone is there. @returns who else is, the longest first */
  async enter(entryId: string, staffId: string): Promise<EditorPresence[]> {
    const now = this.clock.now();
    await this.presences.deleteOne({ _id: presenceId(entryId, staffId), until: { $lt: now } });
    await this.presences.updateOne(
      { _id: presenceId(entryId, staffId) },
      { $set: { entryId, staffId, until: new Date(now.getTime() + LEASE_MS) }, $setOnInsert: { since: now } },
      { upsert: true },
    );
    return this.presences.find({ entryId, until: { $gte: now }, staffId: { $ne: staffId } }, { sort: { since: 1 } }).toArray();
  }

  async leave(entryId: string, staffId: string): Promise<void> {
    await this.presences.deleteOne({ _id: presenceId(entryId, staffId) });
  }
}

function presenceId(entryId: string, staffId: string): string {
  return `${entryId}|${staffId}`;
}

import { createHash } from 'node:crypto';
import type { Clock } from '../platform/clock';
import { KeyedQueue } from '../platform/keyed-queue';
import type { Logger } from '../platform/logger';
import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';

export type AuditAction =
  | 'signed_in'
  | 'sign_in_failed'
  | 'password_changed'
  | 'ticket_claimed'
  | 'ticket_closed'
  | 'entry_published'
  | 'entry_override'
  | 'entry_withdrawn'
  | 'entries_imported'
  | 'entries_exported'
  | 'case_classified'
  | 'contact_read'
  | 'consumer_phoned'
  | 'utterances_labelled'
  | 'utterances_dismissed'
  | 'labels_exported'
  | 'labels_imported';

/** What someone did. Ids and codes only, never what was said or typed. */
export interface AuditEvent {
  action: AuditAction;
  /** The staff id; absent where a sign-in named nobody. */
  actor?: string;
  /** What it was done to, e.g. a ticket's id. */
  subject?: string;
  /** e.g. a wrap-up outcome. */
  detail?: string;
  /** The network address, for sign-ins. */
  address?: string;
}

/** One link of the chain. */
export interface AuditEntry extends AuditEvent {
  _id: string;
  /** 1, 2, 3 … without gaps. */
  number: number;
  at: Date;
  /** The hash of the entry before; of the first one, zeros. */
  previous: string;
  hash: string;
}

export const auditCollection = defineCollection<AuditEntry>({
  name: 'audit',
  indexes: [{ keys: { number: 1 }, unique: true }],
});

/** `brokenAt`: the first number that is missing, altered or out of the chain. */
export interface AuditVerdict {
  entries: number;
  brokenAt?: number;
}

const BEFORE_THE_FIRST = '0'.repeat(64);

/**
 * What staff did, append-only. Each entry carries the hash of the one before, so an entry that is changed, removed or
 * slipped in later shows. Number and hash also go to the log: whoever rewrites the whole chain would have to rewrite that too.
 */
export class Audit {
  private readonly appends = new KeyedQueue();
  private tail?: Pick<AuditEntry, 'number' | 'hash'>;

  constructor(
    private readonly entries: Collection<AuditEntry>,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Resolves when the entry is durable. */
  async record(event: AuditEvent): Promise<void> {
    const { number, hash, action } = await this.appends.run('', () => this.append(event));
    this.log.info({ audit: number, hash, action }, 'audit');
  }

  /** Reads the whole chain and finds the first link that does not hold. */
  async verify(): Promise<AuditVerdict> {
    let previous = BEFORE_THE_FIRST;
    let entries = 0;
    for await (const entry of this.entries.find({}, { sort: { number: 1 } })) {
      const holds = entry.number === entries + 1 && entry.previous === previous && entry.hash === linkHash(entry);
      if (!holds) return { entries, brokenAt: entries + 1 };
      previous = entry.hash;
      entries++;
    }
    return { entries };
  }

  /** The next number is taken by inserting under it; who loses the race to another process goes on behind the winner. */
  private async append(event: AuditEvent): Promise<AuditEntry> {
    for (;;) {
      const { number, hash: previous } = this.tail ?? (await this.readTail());
      const link = { ...event, number: number + 1, at: this.clock.now(), previous };
      const entry: AuditEntry = { ...link, _id: String(link.number), hash: linkHash(link) };
      try {
        await this.entries.insertOne(entry);
        this.tail = entry;
        return entry;
      } catch (error) {
        this.tail = undefined;
        if (!isDuplicate(error)) throw error;
      }
    }
  }

  private async readTail(): Promise<Pick<AuditEntry, 'number' | 'hash'>> {
    const last = await this.entries.findOne({}, { sort: { number: -1 } });
    return last ?? { number: 0, hash: BEFORE_THE_FIRST };
  }
}

/** SHA-256 of a link, field by field in a fixed order: stores may give the fields of a document back in another one. */
export function linkHash(entry: Omit<AuditEntry, '_id' | 'hash'>): string {
  const { number, at, action, actor, subject, detail, address, previous } = entry;
  const said = [number, at.toISOString(), action, actor ?? null, subject ?? null, detail ?? null, address ?? null, previous];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

import type { FaqEntry } from '../../src/knowledge/entry';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import { knowledgeCollections, openKnowledge } from '../../src/knowledge/open-knowledge';
import { createLogger } from '../../src/platform/logger';
import type { Database } from '../../src/storage/database';
import { createEntry } from '../../src/knowledge/commands/create-entry';
import { publishEntry } from '../../src/knowledge/commands/publish-entry';
import { submitForReview } from '../../src/knowledge/commands/submit-for-review';
import type { EntryContent } from '../../src/knowledge/entry';
import type { EntryRecord } from '../../src/knowledge/entry-record';
import { normalise } from '../../src/understanding/normalise';
import type { Clock } from '../../src/platform/clock';
import type { StoreUnderTest } from '../tools/stores';

/** A day in Shanghai that the test moves; it begins at noon. */
export class Day implements Clock {
  constructor(private day = '2026-11-25') {}

  now(): Date {
    return new Date(`${this.day}T04:00:00Z`);
  }

  become(day: string): void {
    this.day = day;
  }
}

export const WEB = { channel: 'web', elder: false } as const;

/** A store of its own with nothing in it but these collections. */
export function emptyStore(store: StoreUnderTest, clock: Clock): Promise<Database> {
  return store.open(knowledgeCollections, clock);
}

/** The knowledge side over a store, as one process has it. */
export function openOver(
  database: Database,
  clock: Clock,
  more: { seeds?: readonly FaqEntry[]; webhook?: { url: string; secret: string } } = {},
): Promise<KnowledgeParts> {
  return openKnowledge({ database, clock, logger: createLogger('silent'), normalise, seeds: [], ...more });
}

/** Written by lin, handed in, and approved by wang although whatever else is there. */
export async function published(parts: KnowledgeParts, content: EntryContent, id?: string): Promise<EntryRecord> {
  const draft = await createEntry(parts.book, { id, content, actor: 'lin' });
  const submitted = await submitForReview(parts.book, { id: draft._id, revision: 1, actor: 'lin' });
  const { record } = await publishEntry(parts, { id: draft._id, revision: submitted.revision, actor: 'wang' });
  return record;
}

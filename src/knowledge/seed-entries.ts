import { createHash } from 'node:crypto';
import { isDuplicate } from '../storage/database';
import type { Collection, Stored } from '../storage/database';
import { instantOf } from '../platform/shanghai';
import { CONTENT_FIELDS, changedFields } from './changed-fields';
import type { EntryContent, FaqEntry } from './entry';
import { EVERYONE } from './entry';
import { StaleEntryError } from './entry-book';
import type { EntryBook } from './entry-book';
import type { EntryChange } from './entry-change';
import { derived } from './entry-record';
import type { ApprovedVersion, EntryRecord, EntryVersion } from './entry-record';

/**
 * Gives a bank the entries of the content folder: those it has not, and newer texts of those that nobody at the bank has touched.
 * May run at every start and in several processes at once. @returns how many were new or renewed
 */
export async function seedEntries(
  book: EntryBook,
  stored: { entries: Collection<EntryRecord>; versions: Collection<EntryVersion> },
  seeds: readonly FaqEntry[],
): Promise<number> {
  const known = new Map<string, EntryRecord>();
  for await (const record of stored.entries.find({ _id: { $in: seeds.map(({ _id }) => _id) } })) known.set(record._id, record);
  const missing = seeds.filter(({ _id }) => !known.has(_id)).map(firstVersion);
  // A newer content folder's entries are announced as any change is; those that a store begins with are news to nobody.
  const isUpgrade = known.size > 0;
  await insertMissing(
    stored.versions,
    missing.map(({ version }) => version),
  );
  await insertMissing(
    stored.entries,
    missing.map(({ record, version }) => (isUpgrade ? { ...record, pending: version } : record)),
  );
  if (isUpgrade && missing.length > 0) await book.finishPending();

  let renewed = 0;
  for (const seed of seeds) {
    const record = known.get(seed._id);
    if (record?.seed === undefined || record.seed === hashOf(seed)) continue;
    const { version: number, ...approved } = firstApproved(seed);
    const parts = partsOf(seed, { ...approved, version: record.revision + number });
    const { content, authors, approver } = approved;
    const change: EntryChange = {
      kind: 'imported',
      actor: seed.author,
      ...(parts.live ? { approver } : {}),
      content,
      authors,
      parts,
    };
    renewed += await book.change(record, change, hashOf(seed)).then(() => 1, unlessOvertaken);
  }
  return missing.length + renewed;
}

/** Someone at the bank, or another process with the same seed, was first. */
function unlessOvertaken(error: unknown): number {
  if (error instanceof StaleEntryError) return 0;
  throw error;
}

function firstVersion(seed: FaqEntry): { record: EntryRecord; version: EntryVersion } {
  const approved = firstApproved(seed);
  const { content, authors, approver } = approved;
  const parts = partsOf(seed, approved);
  const at = instantOf(seed.versionDate);
  return {
    record: { _id: seed._id, revision: 1, ...derived(parts), updatedAt: at, ...parts, seed: hashOf(seed) },
    version: {
      _id: `${seed._id}@1`,
      entryId: seed._id,
      number: 1,
      at,
      actor: seed.author,
      kind: 'imported',
      ...(parts.live ? { approver } : {}),
      content,
      authors,
      changed: changedFields(undefined, content),
      ...(parts.live ? { seen: 'published' as const } : {}),
    },
  };
}

function partsOf({ status }: FaqEntry, approved: ApprovedVersion): Pick<EntryRecord, 'live' | 'draft'> {
  const { content, authors, approvedAt } = approved;
  return status === 'published' ? { live: approved } : { draft: { content, status: 'draft', authors, savedAt: approvedAt } };
}

function firstApproved(seed: FaqEntry): ApprovedVersion {
  return {
    version: 1,
    content: contentOfSeed(seed),
    author: seed.author,
    authors: [seed.author],
    approver: seed.approver ?? '',
    approvedAt: instantOf(seed.versionDate),
    versionDate: seed.versionDate,
  };
}

function contentOfSeed(seed: FaqEntry): EntryContent {
  const whole: EntryContent = { audience: EVERYONE, ...seed };
  return Object.fromEntries(
    CONTENT_FIELDS.flatMap((field) => (whole[field] === undefined ? [] : [[field, whole[field]]])),
  ) as unknown as EntryContent;
}

function hashOf(seed: FaqEntry): string {
  const { approver = '', versionDate, status } = seed;
  return createHash('sha256')
    .update(JSON.stringify([contentOfSeed(seed), approver, versionDate, status]))
    .digest('hex')
    .slice(0, 32);
}

/** Inserts what is not there; whoever inserts the same at the same moment is let be. */
async function insertMissing<T extends Stored>(collection: Collection<T>, documents: readonly T[]): Promise<void> {
  let left = documents;
  while (left.length > 0) {
    try {
      await collection.insertMany(left);
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const next: T[] = [];
      for (const document of left)
        if (!(await collection.findOne({ _id: document._id } as Parameters<typeof collection.findOne>[0]))) next.push(document);
      left = next;
    }
  }
}

import { transferMessages } from '../../../locales/transfer/messages';
import { EVERYONE } from '../../../src/knowledge/entry';
import type { EntryContent } from '../../../src/knowledge/entry';
import type { EntryRecord } from '../../../src/knowledge/entry-record';
import { knowledgeCollections, openKnowledge } from '../../../src/knowledge/open-knowledge';
import type { KnowledgeParts } from '../../../src/knowledge/open-knowledge';
import type { ImportJob } from '../../../src/knowledge/transfer/import-job';
import type { PlannedRow } from '../../../src/knowledge/transfer/plan-import';
import { createLogger } from '../../../src/platform/logger';
import { normalise } from '../../../src/understanding/normalise';
import { officeMorning } from '../../tools/clocks';
import type { StoreUnderTest } from '../../tools/stores';

export const words = transferMessages['zh-CN'];

/** The knowledge side on a real store, without the entries that a bank starts with. */
export async function openOffice(store: StoreUnderTest, how: 'open' | 'reopen' = 'open'): Promise<KnowledgeParts> {
  const database = await store[how](knowledgeCollections);
  return openKnowledge({ database, clock: officeMorning, logger: createLogger('silent'), normalise, seeds: [] });
}

export function contentAbout(title: string, changes: Partial<EntryContent> = {}): EntryContent {
  return {
    title,
    category: 'account',
    wordings: [`${title}呢`],
    answer: '带身份证到网点办理。',
    citations: [],
    followUps: [],
    audience: EVERYONE,
    validFrom: '2026-11-25',
    ...changes,
  };
}

/** A sheet as Chinese Excel would save it: a head, then rows. */
export function tsv(heads: readonly string[], ...rows: (readonly string[])[]): { name: string; bytes: Buffer } {
  const quote = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = [heads, ...rows].map((row) => row.map(quote).join('\t')).join('\r\n');
  return { name: '条目.tsv', bytes: Buffer.from(`\uFEFF${text}`) };
}

export async function check(
  { imports }: KnowledgeParts,
  file: { name: string; bytes: Buffer },
  actor = 'lin',
): Promise<{ job: ImportJob; plan: PlannedRow[] }> {
  return imports.check(file, { actor, words });
}

/** Applies an import and waits for its end. */
export async function apply({ imports }: KnowledgeParts, id: string, allOrNothing = false, actor = 'lin'): Promise<ImportJob> {
  await imports.apply(id, { actor, allOrNothing, locale: 'zh-CN' });
  await imports.finished(id);
  return imports.progress(id, 'zh-CN');
}

export function recordsOf({ book }: KnowledgeParts): EntryRecord[] {
  return [...book.all()].sort((a, b) => (a._id < b._id ? -1 : 1));
}

/** What is wrong with each row, as `row field: message`. */
export function complaints(plan: readonly PlannedRow[]): string[] {
  return plan.flatMap(({ row, problems }) => problems.map(({ field, message }) => `${row} ${field}: ${message}`));
}

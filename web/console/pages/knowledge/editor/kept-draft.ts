import type { Content } from '../knowledge-types';

/** A text that the server does not have yet, with what it was written on. */
export interface KeptDraft {
  content: Content;
  base: Content;
  revision: number;
}

/** Named by person: on a shared computer nobody goes on with another's text by accident. It outlives the tab, as a crash would close it. */
const key = (staffId: string, entryId: string): string => `xb.knowledge.${staffId}.${entryId}`;

/** What this computer kept of an entry; a broken record counts as none. */
export function keptDraft(staffId: string, entryId: string): KeptDraft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key(staffId, entryId)) ?? 'null') as Partial<KeptDraft> | null;
    return kept?.content && kept.base && typeof kept.revision === 'number' ? (kept as KeptDraft) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text, or with `null` forgets it: the server has it now. */
export function keepDraft(staffId: string, entryId: string, draft: KeptDraft | null): void {
  try {
    if (draft) localStorage.setItem(key(staffId, entryId), JSON.stringify(draft));
    else localStorage.removeItem(key(staffId, entryId));
  } catch {
    // A full or forbidden store loses the text on reload only; writing and saving go on.
  }
}

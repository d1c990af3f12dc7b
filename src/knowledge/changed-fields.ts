import { isDeepStrictEqual } from 'node:util';
import type { EntryContent } from './entry';

/** Every field of a content, in the order in which people read them. */
export const CONTENT_FIELDS = [
  'title',
  'category',
  'wordings',
  'answer',
  'detail',
  'plain',
  'citations',
  'followUps',
  'audience',
  'validFrom',
  'validTo',
  'reviewBy',
  'needsConfirmation',
] as const satisfies readonly (keyof EntryContent)[];

/** The fields in which two contents differ; all that are set, where there was none before. */
export function changedFields(before: EntryContent | undefined, after: EntryContent): (keyof EntryContent)[] {
  return CONTENT_FIELDS.filter((field) => !isDeepStrictEqual(before?.[field], after[field]));
}

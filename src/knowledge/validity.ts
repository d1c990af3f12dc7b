import type { Day } from '../platform/shanghai';
import type { EntryContent } from './entry';

/** Whether a day lies between its first and its last, both included. */
export function isValidOn({ validFrom, validTo }: Pick<EntryContent, 'validFrom' | 'validTo'>, day: Day): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo);
}

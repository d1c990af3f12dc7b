import type { Content, EntryView, Person } from '../knowledge-types';
import { cleanContent, sameField } from './content';

export type Side = 'mine' | 'theirs';

/** A field in which two people's texts differ. */
export interface ConflictField {
  field: keyof Content;
  mine: Content[keyof Content];
  theirs: Content[keyof Content];
  /** Only one of the two has changed it since both began: that one's text. `null`: both have, and a person must choose. */
  proposed: Side | null;
}

/** Every content has a value in each of these or none; the order is the form's. */
export const FIELDS: readonly (keyof Content)[] = [
  'title',
  'category',
  'answer',
  'detail',
  'plain',
  'wordings',
  'citations',
  'followUps',
  'audience',
  'validFrom',
  'validTo',
  'reviewBy',
  'needsConfirmation',
];

/** Where two texts that began from one differ, and whose is proposed. */
export function conflictFields(base: Content, mine: Content, theirs: Content): ConflictField[] {
  const [from, here, there] = [base, mine, theirs].map(cleanContent) as [Content, Content, Content];
  return FIELDS.filter((field) => !sameField(here[field], there[field])).map((field) => ({
    field,
    mine: here[field],
    theirs: there[field],
    proposed: sameField(from[field], here[field]) ? 'theirs' : sameField(from[field], there[field]) ? 'mine' : null,
  }));
}

export type Choices = Partial<Record<keyof Content, Side>>;

/** Whether every field that both changed has been chosen. */
export function isSettled(fields: readonly ConflictField[], choices: Choices): boolean {
  return fields.every(({ field, proposed }) => (choices[field] ?? proposed) !== null);
}

/** One text out of two: theirs, with the fields in which mine was chosen. */
export function settle(fields: readonly ConflictField[], choices: Choices, theirs: Content): Content {
  const chosen = fields.filter(({ field, proposed }) => (choices[field] ?? proposed) === 'mine');
  return { ...theirs, ...Object.fromEntries(chosen.map(({ field, mine }) => [field, mine])) };
}

/** Who else wrote on a text: the last of its authors that is not the reader. */
export function otherAuthor({ draft, author }: EntryView, readerId: string): Person {
  return draft?.authors.filter(({ id }) => id !== readerId).at(-1) ?? author;
}

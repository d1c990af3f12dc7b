import { z } from 'zod';
import type { PageConsent, PageLink } from '../../identity/page-link';
import type { PageSubmission } from '../../identity/page-submission';
import type { LoggedAttachment } from '../../conversations/message';
import type { Html } from './html';
import type { PageFrame, Problems } from './layout';

/** One visit to a page. */
export interface Visit {
  frame: PageFrame;
  link: PageLink;
  /** Where the link was asked for, as the page says it. */
  origin: string;
  /** Names this filling-in of the form: what is sent twice under it is one. */
  submission: string;
  at: Date;
}

/** What comes into the conversation. */
export interface Entry {
  /** Masked words, as the log and a colleague read them; empty where the files say it. */
  text: string;
  submitted: PageSubmission;
  attachments?: readonly LoggedAttachment[];
  consents?: readonly PageConsent[];
}

/** What came of what was entered. */
export type Reading =
  | { outcome: 'wrong'; problems: Problems }
  /** The proof was wrong for the last time. */
  | { outcome: 'locked'; entry: Entry }
  | { outcome: 'right'; entry: Entry; done: () => Html | Promise<Html> };

/** One kind of page. */
export interface PageForm {
  title(frame: PageFrame): string;
  /** The form, with what was entered and what is wrong with it. */
  show(visit: Visit, entered: FormData, problems: Problems): Html;
  /** Checks what was entered; what it does on the way may be done twice. */
  read(entered: FormData, visit: Visit): Promise<Reading>;
}

const SHORT = z.string().max(200).catch('');

/** A field's words, without width and outer space; empty for a file or an overlong one. */
export function wordsOf(entered: FormData, field: string): string {
  return SHORT.parse(entered.get(field)).normalize('NFKC').trim();
}

export function isChecked(entered: FormData, field: string): boolean {
  return entered.get(field) === 'yes';
}

/** Only the fields that have a problem, in their order. */
export function problemsOf(found: Record<string, string | false | undefined>): Problems {
  return Object.fromEntries(Object.entries(found).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

const NAME = /^[\p{L}\p{M}·•.' -]{1,40}$/u;

export function nameIn(entered: FormData): string | undefined {
  const name = wordsOf(entered, 'name');
  return NAME.test(name) ? name : undefined;
}

/** @returns digits alone: a mobile number, or a landline with its area code */
export function phoneIn(entered: FormData): string | undefined {
  const digits = wordsOf(entered, 'phone')
    .replace(/[\s()-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '');
  return /^(1[3-9]\d{9}|0\d{2,3}\d{7,8})$/.test(digits) ? digits : undefined;
}

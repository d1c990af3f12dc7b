import { defineCollection } from '../storage/database';

/** What a secure page is for: to say who one is, to send evidence, or to see how one's complaints stand. */
export type PageKind = 'identity' | 'evidence' | 'progress';

/**
 * How long a link may be used. A page is filled in within minutes of the conversation that offered it; past half an hour a link
 * that lies in a chat is a risk (a phone lent, a screen shared) and a new one costs a word.
 */
export const PAGE_LINK_MINUTES = 30;

/** Files that one evidence link takes, over all its submissions: evidence of one matter, and no store for whoever found the link. */
export const FILES_PER_LINK = 20;

/** What was agreed to on a page, and when. */
export interface PageConsent {
  /** `personal`: name and phone; `sensitive`: the account's last digits, asked for separately (个保法 art. 28, 29). */
  to: 'personal' | 'sensitive';
  at: Date;
  /** Which wording was shown. */
  wording: string;
}

/** A link to a page of the bank's own, for one conversation and one use; that for evidence is used until its files are full. */
export interface PageLink {
  _id: string;
  /** SHA-256 of the token in the address: who reads the store cannot open the page. */
  tokenHash: string;
  kind: PageKind;
  conversationId: string;
  locale: 'zh-CN' | 'en';
  at: Date;
  expiresAt: Date;
  usedAt?: Date;
  revokedAt?: Date;
  /** Wrong answers given on it. */
  failures: number;
  /** The complaint that the evidence belongs to: known when the link is offered, or since the form that offered it is registered. */
  complaintNumber?: string;
  /** How many files it has taken, and in which fillings-in. */
  files?: number;
  uploads?: readonly string[];
  consents?: readonly PageConsent[];
}

export const pageLinksCollection = defineCollection<PageLink>({
  name: 'pageLinks',
  indexes: [{ keys: { tokenHash: 1 }, unique: true }, { keys: { conversationId: 1, at: 1 } }],
});

/** Where an opened link leads. */
export type LinkState = 'open' | 'used' | 'full' | 'expired' | 'revoked';

export function stateOf(link: PageLink, now: Date): LinkState {
  if (link.usedAt) return 'used';
  if (link.revokedAt) return 'revoked';
  if (now >= link.expiresAt) return 'expired';
  return filesLeft(link) > 0 ? 'open' : 'full';
}

export function filesLeft({ files = 0 }: PageLink): number {
  return Math.max(0, FILES_PER_LINK - files);
}

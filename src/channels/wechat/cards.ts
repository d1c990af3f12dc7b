import { z } from 'zod';
import type { messages } from '../../../locales/bot/messages';
import { attachmentIdOf } from '../../conversations/attachments';
import type { LoggedActivity, LoggedAttachment } from '../../conversations/message';

/** What a bubble is where it is more than words: one article (图文), or a picture that WeChat keeps under a `mediaId`. */
export type Rich =
  | { kind: 'article'; title: string; description: string; url: string; picture?: string }
  | { kind: 'picture'; address: string; mediaId?: string };

/** A card or a picture, with the words that say the same. */
export interface Card {
  text: string;
  rich: Rich;
}

type Words = (typeof messages)['zh-CN']['wechat'];

/** What is read of a card: ours, a hero card, an adaptive card. */
const cardShape = z.object({
  title: z.string().min(1).optional(),
  note: z.string().optional(),
  actions: z.array(z.object({ url: z.unknown() })).optional(),
  buttons: z.array(z.object({ value: z.unknown() })).optional(),
  tap: z.object({ value: z.unknown() }).optional(),
});

/** WeChat shows about this much of a title and of a description before it cuts them off. */
const TITLE = 32;
const DESCRIPTION = 120;

/**
 * What a message has beside its words. A card with one `https:` link is an article, a picture from elsewhere too; a picture of ours
 * is sent as one. Any other address is a line of text: WeChat opens no other article.
 */
export function readCards({ attachments = [] }: LoggedActivity, words: Words): { lines: string[]; cards: Card[] } {
  const lines: string[] = [];
  const cards: Card[] = [];
  for (const attachment of attachments) {
    const card = cardOf(attachment, words);
    if (card) cards.push(card);
    else lines.push(...linksOf(attachment));
  }
  return { lines, cards };
}

/** The card with the words beside it on it, where they are short enough to be read there whole. */
export function cardWithWords({ rich }: Card, words: string): Card | undefined {
  if (rich.kind !== 'article' || [...words].length > DESCRIPTION) return undefined;
  return { text: [words, rich.url].filter(Boolean).join('\n'), rich: words ? { ...rich, description: words } : rich };
}

function cardOf(attachment: LoggedAttachment, words: Words): Card | undefined {
  const { contentType, contentUrl, name } = attachment;
  if (contentType.startsWith('image/')) return contentUrl ? pictureOf(contentUrl, name, words) : undefined;
  const [url, ...others] = linksOf(attachment);
  if (!url?.startsWith('https:') || others.length > 0) return undefined;
  const { title = name ?? words.details, note = '' } = cardShape.safeParse(attachment.content).data ?? {};
  return article(title, note, url);
}

function pictureOf(address: string, name: string | undefined, words: Words): Card | undefined {
  const title = name ?? words.picture;
  const rich: Rich = { kind: 'picture', address };
  if (attachmentIdOf(address)) return { text: [title, ...linksOf({ contentUrl: address })].join('\n'), rich };
  return address.startsWith('https:') ? article(title, '', address, address) : undefined;
}

function article(title: string, description: string, url: string, picture?: string): Card {
  const short = [...title].slice(0, TITLE).join('');
  return { text: `${short}\n${url}`, rich: { kind: 'article', title: short, description, url, picture } };
}

/** Addresses that a phone can open: the attachment's own, and those of what can be touched on a card. */
function linksOf({ contentUrl, content }: Pick<LoggedAttachment, 'contentUrl' | 'content'>): string[] {
  const { actions, buttons, tap } = cardShape.safeParse(content).data ?? {};
  const touched = [
    ...(actions ?? []).map(({ url }) => url),
    ...[...(buttons ?? []), ...(tap ? [tap] : [])].map(({ value }) => value),
  ];
  const urls = [contentUrl, ...touched].filter((url): url is string => typeof url === 'string' && /^https?:\/\//.test(url));
  return [...new Set(urls)];
}

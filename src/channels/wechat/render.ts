import { messages as botMessages } from '../../../locales/bot/messages';
import type { Message } from '../../conversations/message';
import { cutText, fits, withChoices } from '../../platform/wechat-text';
import type { Place } from '../delivery';
import type { CustomMessage } from './api-client';
import { cardWithWords, readCards } from './cards';
import type { Card, Rich } from './cards';

/** The smallest piece that is sent whole: a message, one part of one that is too long, a card. */
interface Piece {
  /** All of it in words. */
  text: string;
  choices: readonly string[];
  rich?: Rich;
  /** Where the delivery stands behind it. */
  to: Place;
}

/** What goes as one WeChat message. */
export interface Bubble {
  text: string;
  /** To be touched, where the account may send menu messages; else they stand in the text. */
  choices: readonly string[];
  /** What it is instead of its text, where it goes as a card or a picture. */
  rich?: Rich;
  to: Place;
  /** It is more than one piece. */
  merged?: true;
}

export interface Rendering {
  /** Whether choices go as a menu message: one that can be touched, but is never a passive reply. */
  menus: boolean;
  /** Whether cards and pictures go as such, each by itself. Default: their words and addresses stand in the text. */
  cards?: boolean;
  /** Whether what follows each other goes together. Default: it does. */
  apart?: boolean;
  /** Nothing behind this place. */
  until?: Place;
}

const SEPARATOR = '\n\n';

/**
 * What lies behind a place of the log as WeChat bubbles, as few as the limits allow: what follows each other is merged, long
 * text is cut at sentences. The same log gives the same bubbles.
 *
 * @param outbound what is said to the consumer, oldest first, beginning behind `from.position`
 */
export function toBubbles(outbound: readonly Message[], from: Place, rendering: Rendering): Bubble[] {
  const pieces = outbound.flatMap((message, index) => piecesOf(message, lastWithChoices(outbound, index), rendering));
  const bubbles: Bubble[] = [];
  for (const piece of pieces.filter(({ to }) => isBehind(to, from) && !(rendering.until && isBehind(to, rendering.until)))) {
    const last = bubbles.at(-1);
    const { text, choices, to } = piece;
    const rich = rendering.cards ? piece.rich : undefined;
    const alone = rendering.apart || last?.rich !== undefined || rich !== undefined;
    const merged = last && last.choices.length === 0 && !alone ? last.text + SEPARATOR + text : undefined;
    if (merged !== undefined && fits(shown(merged, choices)))
      bubbles[bubbles.length - 1] = { text: merged, choices, to, merged: true };
    else bubbles.push({ text, choices, to, ...(rich ? { rich } : {}) });
  }
  return bubbles;
}

/** The newest choices of a turn's replies: those that a number answers. */
export function openChoices(latest: readonly Message[]): readonly string[] {
  const seen = latest.filter(({ audience }) => audience === 'all');
  const last = seen.at(-1);
  if (last?.author.kind !== 'bot') return [];
  const turn = seen.filter(({ activity }) => activity.replyToId === last.activity.replyToId);
  return choicesOf(turn.findLast((message) => choicesOf(message).length > 0));
}

/** The bubble, with the word that it is not the last, for when no further one may follow. */
export function withMoreToCome(bubble: Bubble): Bubble {
  return { ...bubble, text: `${bubble.text}\n${wordsFor(bubble.text).wechat.moreToCome}` };
}

/** As the customer-service interface takes it. A picture that WeChat does not have is its words. */
export function toCustomMessage({ text, choices, rich }: Bubble): CustomMessage {
  if (rich?.kind === 'article') {
    const { title, description, url, picture } = rich;
    return { msgtype: 'news', news: { articles: [{ title, description, url, ...(picture ? { picurl: picture } : {}) }] } };
  }
  if (rich?.mediaId) return { msgtype: 'image', image: { media_id: rich.mediaId } };
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const list = choices.map((content, index) => ({ id: String(index + 1), content }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list, tail_content: '' } };
}

/** As a reader, and WeChat's own record, sees it. How the record writes cards and pictures is not documented. */
export function shownText({ text, choices, rich }: Bubble): string {
  if (rich?.kind === 'article') return [rich.title, rich.description].filter(Boolean).join('\n');
  if (rich?.mediaId) return '[图片]';
  return shown(text, choices);
}

function shown(text: string, choices: readonly string[]): string {
  return [text, ...choices].join('\n');
}

function piecesOf(message: Message, numbered: boolean, { menus }: Rendering): Piece[] {
  const { activity, seq } = message;
  const choices = choicesOf(message);
  const { wechat } = wordsFor(activity.text ?? '');
  const { lines: links, cards } = readCards(activity, wechat);
  const words = [activity.text?.trim(), ...links].filter(Boolean).join('\n');
  const touched = menus && numbered && choices.length > 0;
  const parts = cutText(touched ? words : withChoices(words, choices, numbered ? wechat.answerByNumber : undefined));
  if (touched && !fits(shown(parts.at(-1) ?? '', choices))) return piecesOf(message, numbered, { menus: false });
  const one = cards.length === 1 && choices.length === 0 ? cardWithWords(cards[0]!, words) : undefined;
  const whole: (Partial<Card> & { text: string })[] = one ? [one] : [...parts.map((text) => ({ text })), ...cards];
  return whole.map(({ text, rich }, index) => ({
    text,
    choices: touched && index === parts.length - 1 ? choices : [],
    ...(rich ? { rich } : {}),
    to: index === whole.length - 1 ? { position: seq, part: 0 } : { position: seq - 1, part: index + 1 },
  }));
}

/** Our own words beside a text, in its language. */
function wordsFor(text: string): (typeof botMessages)['zh-CN'] {
  return botMessages[/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'];
}

function choicesOf(message: Message | undefined): readonly string[] {
  return message?.activity.suggestedActions?.actions.map(({ value }) => value) ?? [];
}

/** Of several lists in one turn only the last is numbered: a number means one thing. */
function lastWithChoices(outbound: readonly Message[], index: number): boolean {
  const { replyToId } = outbound[index]!.activity;
  return !outbound.slice(index + 1).some((later) => later.activity.replyToId === replyToId && choicesOf(later).length > 0);
}

function isBehind(to: Place, from: Place): boolean {
  return to.position > from.position || (to.position === from.position && to.part > from.part);
}

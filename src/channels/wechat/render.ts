import { messages as botMessages } from '../../../locales/bot/messages';
import type { Message } from '../../conversations/message';
import type { Place } from '../delivery';
import type { CustomMessage } from './api-client';
import { cutText, fits } from './cut-text';

/** The smallest piece that is sent whole: a message, or one part of one that is too long. */
interface Piece {
  text: string;
  choices: readonly string[];
  /** Where the delivery stands behind it. */
  to: Place;
}

/** What goes as one WeChat message. */
export interface Bubble {
  text: string;
  /** To be touched, where the account may send menu messages; else they stand in the text. */
  choices: readonly string[];
  to: Place;
  /** It is more than one piece. */
  merged?: true;
}

export interface Rendering {
  /** Whether choices go as a menu message: one that can be touched, but is never a passive reply. */
  menus: boolean;
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
    const merged = last && last.choices.length === 0 && !rendering.apart ? last.text + SEPARATOR + piece.text : undefined;
    if (last && merged !== undefined && fits(shown(merged, piece.choices)))
      bubbles[bubbles.length - 1] = { text: merged, choices: piece.choices, to: piece.to, merged: true };
    else bubbles.push({ text: piece.text, choices: piece.choices, to: piece.to });
  }
  return bubbles;
}

/** The newest choices of a turn's replies: those that a number answers. */
export function openChoices(latest: readonly Message[]): readonly string[] {
  const last = latest.at(-1);
  if (last?.author.kind !== 'bot') return [];
  const turn = latest.filter(({ activity }) => activity.replyToId === last.activity.replyToId);
  return choicesOf(turn.findLast((message) => choicesOf(message).length > 0));
}

/** The bubble, with the word that it is not the last, for when no further one may follow. */
export function withMoreToCome(bubble: Bubble): Bubble {
  return { ...bubble, text: `${bubble.text}\n${wordsFor(bubble.text).wechat.moreToCome}` };
}

/** As the customer-service interface takes it. */
export function toCustomMessage({ text, choices }: Bubble): CustomMessage {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const list = choices.map((content, index) => ({ id: String(index + 1), content }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list, tail_content: '' } };
}

/** As a reader, and WeChat's own record, sees it. */
export function shownText({ text, choices }: Bubble): string {
  return shown(text, choices);
}

function shown(text: string, choices: readonly string[]): string {
  return [text, ...choices].join('\n');
}

function piecesOf(message: Message, numbered: boolean, { menus }: Rendering): Piece[] {
  const { activity, seq } = message;
  const choices = choicesOf(message);
  const { wechat } = wordsFor(activity.text ?? '');
  const lines = choices.map((choice, index) => (numbered ? `${index + 1}. ${choice}` : `· ${choice}`));
  const listed = lines.length === 0 ? [] : [...lines, ...(numbered ? [wechat.answerByNumber] : [])];
  const words = [activity.text?.trim(), ...linksOf(message)].filter(Boolean).join('\n');
  const touched = menus && numbered && choices.length > 0;
  const parts = cutText(touched ? words : [words, ...listed].filter(Boolean).join('\n'));
  if (touched && !fits(shown(parts.at(-1) ?? '', choices))) return piecesOf(message, numbered, { menus: false });
  return parts.map((text, index) => {
    const last = index === parts.length - 1;
    return {
      text,
      choices: touched && last ? choices : [],
      to: last ? { position: seq, part: 0 } : { position: seq - 1, part: index + 1 },
    };
  });
}

/** Our own words beside a text, in its language. */
function wordsFor(text: string): (typeof botMessages)['zh-CN'] {
  return botMessages[/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'];
}

/** A card says nothing that the text beside it does not; only a page that it leads to is added, and a picture's address. */
function linksOf({ activity }: Message): string[] {
  return (activity.attachments ?? []).flatMap(({ content, contentUrl }) => {
    const actions = (content as { actions?: unknown } | undefined)?.actions;
    const urls = Array.isArray(actions) ? actions.map((action) => (action as { url?: unknown } | null)?.url) : [];
    return [contentUrl, ...urls].filter((url): url is string => typeof url === 'string' && /^https?:\/\//.test(url));
  });
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

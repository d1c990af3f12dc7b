import type { BotEffect } from '../src/bot/effects';
import type { Asked, Bubble, DialogTurn, Memory, Said } from '../src/bot/dialog';
import type { Services } from '../src/bot/services';
import type { LoggedAttachment } from '../src/conversations/message';
import { PAGE_LINK_MINUTES } from '../src/identity/page-link';
import type { PageKind } from '../src/identity/page-link';

/** Channels whose words pass through somebody else's servers: there what is sensitive goes onto a page of the bank's own (domain §7.1). */
const CHANNELS_OF_OTHERS: readonly string[] = ['wechat', 'wecom'];

export interface OfferedPage {
  bubble: Bubble;
  effects: readonly BotEffect[];
}

/** With less than this left of its half hour, a link is not worth repeating. */
const WORTH_MINUTES = 5;

/**
 * The bubble with a link to a secure page, and the effect that makes the link. `undefined` where there is no such page, or no
 * need of one. The half hour of a link begins with the turn; the log holds no token.
 */
export function offerPage(
  kind: PageKind,
  bubble: Bubble,
  turn: DialogTurn,
  services: Services,
  complaintNumber?: string,
): OfferedPage | undefined {
  if (!services.pages || !CHANNELS_OF_OTHERS.includes(turn.channel)) return undefined;
  const { labels, note } = turn.say.pages;
  const card = pageCard(services.pages.path(turn.id, kind), labels[kind], note({ minutes: PAGE_LINK_MINUTES }));
  const offer = {
    kind,
    turnId: turn.id,
    conversationId: turn.conversationId,
    locale: turn.locale,
    at: turn.at.toISOString(),
    ...(complaintNumber ? { complaintNumber } : {}),
  };
  return { bubble: { ...bubble, card }, effects: [{ type: 'offerPage', offer }] };
}

/** What is asked with a page, and what else behind it. */
export function asked(page: OfferedPage | undefined, ...behind: Said[]): Asked | undefined {
  return page && { say: [page.bubble, ...behind], effects: page.effects };
}

/** As `offerPage`, for a question that is asked again: the link that it came with stands while it can be used, for its page may be open. */
export function repeatPage(
  kind: PageKind,
  bubble: Bubble,
  turn: DialogTurn,
  services: Services,
  { page }: Memory,
  complaintNumber?: string,
): OfferedPage | undefined {
  const minutes = page ? PAGE_LINK_MINUTES - Math.ceil((turn.at.getTime() - new Date(page.at).getTime()) / 60_000) : 0;
  const stands = page?.kind === kind && page.complaintNumber === complaintNumber && !page.over && minutes >= WORTH_MINUTES;
  if (!stands || !services.pages) return offerPage(kind, bubble, turn, services, complaintNumber);
  const { labels, note } = turn.say.pages;
  const card = pageCard(services.pages.path(page.turnId, kind), labels[kind], note({ minutes }));
  return { bubble: { ...bubble, card }, effects: [] };
}

/**
 * A bubble with the page on which a consumer of WeChat allows us one notice, for when nothing else may be sent to them any more.
 * None on every other channel, and where there is no such page.
 */
export function offerNotice(turn: DialogTurn, services: Services): Bubble[] {
  if (!services.noticePage || turn.channel !== 'wechat') return [];
  const { text, label, note } = turn.say.pages.noticeOffer;
  return [{ text, card: pageCard(services.noticePage.path(turn.locale), label, note) }];
}

function pageCard(path: string, label: string, note: string): LoggedAttachment {
  return { contentType: 'application/vnd.xiaobao.page', contentUrl: path, name: label, content: { title: label, note } };
}

/** Whether what is said here passes through somebody else's servers, so that a name is shown back masked. */
export function passesThroughOthers({ channel }: DialogTurn): boolean {
  return CHANNELS_OF_OTHERS.includes(channel);
}

import type { LoggedAttachment, Message, Speaker } from '../conversations/message';
import { maskNames } from '../platform/masking';
import type { NameOf } from './accounts';
import { isNoticePage } from '../conversations/notice-page';
import { isPagePath } from '../identity/page-links';
import { maskContent, maskText } from './mask-text';

export interface AttachmentView {
  contentType: string;
  name: string;
  url?: string;
  content?: unknown;
}

export interface MessageView {
  id: string;
  /** Its number in the conversation: gapless, and what a stream resumes from. */
  seq: number;
  /** ISO 8601 in UTC. */
  at: string;
  speaker: Speaker;
  /** A colleague's name; the consumer's is never known here. */
  name?: string;
  audience: Message['audience'];
  text?: string;
  attachments: AttachmentView[];
  event?: { name: string; status?: string };
}

/** How a reader reads: whether phone and card numbers are shown in full, who colleagues are, and what opens a stored file. */
export interface Reading {
  inFull: boolean;
  nameOf: NameOf;
  linkOf: (path: string) => string;
}

/** A line of the log as staff read it. */
export function presentMessage(message: Message, reading: Reading): MessageView {
  const { activity, author } = message;
  const { inFull, nameOf } = reading;
  return {
    id: message._id,
    seq: message.seq,
    at: message.at.toISOString(),
    speaker: author.kind,
    name: author.kind === 'agent' ? ((author.id && nameOf(author.id)) ?? author.name) : undefined,
    audience: message.audience,
    text: activity.text === undefined || inFull ? activity.text : maskNames(maskText(activity.text), message.names ?? []),
    attachments: (activity.attachments ?? []).map((attachment) => presentAttachment(attachment, reading)),
    event: activity.type === 'event' ? { name: activity.name ?? '', status: statusOf(activity.value) } : undefined,
  };
}

function presentAttachment(attachment: LoggedAttachment, { inFull, linkOf }: Reading): AttachmentView {
  const { contentType, contentUrl, content, name = '' } = attachment;
  return {
    contentType,
    name: inFull ? name : maskText(name),
    url: contentUrl && addressOf(contentUrl, linkOf),
    content: inFull ? content : maskContent(content),
  };
}

/** Files in our store have paths, and so have the consumer's pages, which are no affair of staff; anything else that a channel wrote is shown only if it is a plain web address. */
function addressOf(contentUrl: string, linkOf: Reading['linkOf']): string | undefined {
  if (isPagePath(contentUrl) || isNoticePage(contentUrl)) return undefined;
  if (/^\/(?!\/)/.test(contentUrl)) return linkOf(contentUrl);
  return /^https?:\/\//i.test(contentUrl) ? contentUrl : undefined;
}

function statusOf(value: unknown): string | undefined {
  const status = (value as { status?: unknown } | null | undefined)?.status;
  return typeof status === 'string' ? status : undefined;
}

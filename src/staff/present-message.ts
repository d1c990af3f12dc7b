import type { LoggedAttachment, Message, Speaker } from '../conversations/message';
import type { NameOf } from './accounts';
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

/** A line of the log as staff read it; `inFull`: phone and card numbers in it are not masked. */
export function presentMessage(message: Message, inFull: boolean, nameOf: NameOf): MessageView {
  const { activity, author } = message;
  return {
    id: message._id,
    seq: message.seq,
    at: message.at.toISOString(),
    speaker: author.kind,
    name: author.kind === 'agent' ? ((author.id && nameOf(author.id)) ?? author.name) : undefined,
    audience: message.audience,
    text: activity.text === undefined || inFull ? activity.text : maskText(activity.text),
    attachments: (activity.attachments ?? []).map((attachment) => presentAttachment(attachment, inFull)),
    event: activity.type === 'event' ? { name: activity.name ?? '', status: statusOf(activity.value) } : undefined,
  };
}

/** Ids of the colleagues who speak in these messages. */
export function agentsIn(messages: readonly Message[]): string[] {
  return messages.flatMap(({ author }) => (author.kind === 'agent' && author.id ? [author.id] : []));
}

function presentAttachment(attachment: LoggedAttachment, inFull: boolean): AttachmentView {
  const { contentType, contentUrl, content, name = '' } = attachment;
  return {
    contentType,
    name: inFull ? name : maskText(name),
    // Anyone can write a log line through a channel: an address that is not a plain link never reaches a colleague's page.
    url: contentUrl && /^(https?:\/\/|\/(?!\/))/i.test(contentUrl) ? contentUrl : undefined,
    content: inFull ? content : maskContent(content),
  };
}

function statusOf(value: unknown): string | undefined {
  const status = (value as { status?: unknown } | null | undefined)?.status;
  return typeof status === 'string' ? status : undefined;
}

import type { Sealed } from '../platform/sealing';
import { defineCollection } from '../storage/database';

/** Who said it. `system` is Xiaobao's own record of an event (a handoff accepted, a consumer's page opened). */
export type Speaker = 'consumer' | 'bot' | 'agent' | 'system';

export interface Author {
  kind: Speaker;
  /** The consumer's or staff member's id; the consumer's is the channel's own. */
  id?: string;
  /** As the consumer may see it: for an agent the post (投诉处理岗), never a full name. */
  name?: string;
}

/** The part of a Bot Framework Activity that is kept: what was said, not how it travelled. */
export interface LoggedActivity {
  type: string;
  text?: string;
  name?: string;
  value?: unknown;
  locale?: string;
  attachments?: readonly LoggedAttachment[];
  suggestedActions?: { actions: readonly { type: string; title: string; value: string }[] };
  channelData?: Record<string, unknown>;
  replyToId?: string;
}

export interface LoggedAttachment {
  contentType: string;
  contentUrl?: string;
  content?: unknown;
  name?: string;
}

/** One line of the log. */
export interface Message {
  _id: string;
  conversationId: string;
  /** 1, 2, 3 … without gaps within its conversation: the watermark of every reader. */
  seq: number;
  at: Date;
  author: Author;
  /** `staff` lines (internal notes, events) are never shown to the consumer. */
  audience: 'all' | 'staff';
  /** Whether the bot answers it: what a consumer says, and the events it must react to. */
  forBot: boolean;
  activity: LoggedActivity;
  /** The text as typed, where `activity.text` has its phone, card or ID numbers masked. */
  original?: Sealed;
  /** Kinds of secrets (passwords, codes) that were removed before anything was written. */
  removed?: readonly string[];
  /** Names of people in the text, where someone found them: masked for whoever may not read it in full. */
  names?: readonly string[];
  /** What was entered on a secure page (src/identity/page-submission.ts). */
  submitted?: Sealed;
}

/** What a channel or a desk hands to the log. */
export interface NewMessage {
  /** Derived from the channel's own message id, so that a retry is the same message. */
  id: string;
  at: Date;
  author: Author;
  audience?: Message['audience'];
  forBot?: boolean;
  activity: LoggedActivity;
  original?: Sealed;
  removed?: readonly string[];
  submitted?: Sealed;
}

export const messagesCollection = defineCollection<Message>({
  name: 'messages',
  indexes: [{ keys: { conversationId: 1, seq: 1 }, unique: true }],
  watched: true,
});

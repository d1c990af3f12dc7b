/** The staff API as the console sees it. Times are ISO 8601 in UTC, amounts in fen. */

export type Role = 'admin' | 'supervisor' | 'agent' | 'educator';
export type Skill = 'complaints' | 'legal' | 'education';
export const SKILLS: readonly Skill[] = ['complaints', 'legal', 'education'];

export interface Staff {
  id: string;
  username: string;
  displayName: string;
  role: Role;
  skills: Skill[];
  /** Signed in with a one-time password: nothing else is allowed before it is changed. */
  mustChangePassword: boolean;
}

export interface Session {
  staff: Staff;
  csrfToken: string;
}

export type TicketStatus = 'waiting' | 'active' | 'closed' | 'withdrawn';

export interface TicketView {
  id: string;
  conversationId: string;
  skill: Skill;
  status: TicketStatus;
  /** 0: danger now. 1: the same day. 2: normal. */
  priority: 0 | 1 | 2;
  waitingSince: string;
  claimedAt?: string;
  closedAt?: string;
  mine: boolean;
  agentName?: string;
  reason: string;
  lastWords: string;
  mood: string;
  elder: boolean;
  locale: string;
  complaintNumber?: string;
  /** By which channel the consumer came. */
  channel?: string;
  /** Channels on which the same person, by proof, has been in touch too. */
  alsoOn?: readonly string[];
  /** In one's own conversations: the number of the consumer's last words, unless they have been answered. */
  unansweredSeq?: number;
  /** In one's own conversations over a channel that limits what may be sent. */
  reach?: Reach;
}

export interface Reach {
  messagesLeft: number;
  until?: string;
  /** The consumer does not follow the account any more. */
  gone: boolean;
  /** An answer could not be sent: somebody is to phone. */
  phoneDue: boolean;
  /** The messages, by `seq`, that wait until the consumer writes again. */
  undelivered: readonly number[];
}

/** An answer that could not be delivered, to be said on the phone. */
export interface PhoneTaskView {
  id: string;
  conversationId: string;
  skill: Skill;
  since: string;
  complaintNumber?: string;
  /** Where the conversation may be opened in the desk. */
  ticketId?: string;
  nameMasked?: string;
  phoneMasked?: string;
  /** Whether there is a number to phone. */
  phoneLeft: boolean;
  /** The beginning of what is to be said; empty where it is a picture or a card. */
  words: string;
  /** Handed back with the outcome: what was shown up to there. */
  upTo: number;
  /** Oldest first. */
  calls: PhoneCallView[];
}

export type PhoneOutcome = 'reached' | 'not_reached';

export interface PhoneCallView {
  at: string;
  byName?: string;
  outcome: PhoneOutcome;
  note?: string;
}

export interface Fact {
  label: string;
  value: string;
}

export interface Attachment {
  contentType: string;
  name?: string;
  url?: string;
  content?: unknown;
}

export interface MessageView {
  id: string;
  /** Its place in the conversation; grows, never repeats. */
  seq: number;
  at: string;
  speaker: 'consumer' | 'bot' | 'agent' | 'system';
  name?: string;
  /** `staff`: internal notes and events, which the consumer never sees. */
  audience: 'all' | 'staff';
  text?: string;
  attachments: Attachment[];
  event?: { name: string; status?: string };
}

export interface TicketDetails {
  ticket: TicketView;
  facts: Fact[];
  messages: MessageView[];
  lastSeq: number;
}

/** What was said where a complaint was registered; `ticketId` when it reached a person and may be opened. */
export interface CaseTranscript {
  messages: MessageView[];
  ticketId?: string;
}

export type Outcome = 'resolved' | 'complaint_registered' | 'follow_up' | 'transferred_outside' | 'no_answer';

/** A key of the taxonomy that the machine thinks of, with the words that led there. */
export interface PredictionView {
  key: string;
  score: number;
  reasons: string[];
}

/** What a complaint is about, as someone of the staff says. */
export interface Classification {
  channel: string;
  business: string;
  cause: string;
  requests: string[];
  flags: string[];
}

export interface ClassificationView {
  /** Best first. */
  predicted: Record<'channel' | 'business' | 'cause', PredictionView[]> & Partial<Pick<Classification, 'requests' | 'flags'>>;
  confirmed?: Classification & { by?: string; at: string };
}

export interface CaseView {
  number: string;
  receivedAt: string;
  /** YYYY-MM-DD in Asia/Shanghai. */
  dueOn: string;
  /** Whole days until `dueOn`; 0 today, negative when overdue. */
  daysLeft: number;
  status: string;
  summary: string;
  business: string;
  amountFen?: number;
  classification: ClassificationView;
  contactMasked?: string;
  /** 尾号1234 */
  accountTail?: string;
  nameMasked?: string;
  conversationId: string;
}

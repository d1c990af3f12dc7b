import { defineCollection } from '../storage/database';

/** A post (岗) that takes handoffs: 投诉处理岗, 法律事务岗, 权益保护岗. */
export const SKILLS = ['complaints', 'legal', 'education'] as const;
export type Skill = (typeof SKILLS)[number];

/** 0: danger now. 1: the same day. 2: normal. Smaller is served first. */
export type Priority = 0 | 1 | 2;

export type TicketStatus = 'waiting' | 'active' | 'closed' | 'withdrawn';

export type WrapUpOutcome = 'resolved' | 'complaint_registered' | 'follow_up' | 'transferred_outside' | 'no_answer';

/** What the agent should not have to ask again. Personal values are masked by the presenter, by role. */
export interface HandoffPacket {
  /** Why a person was called: `asked`, `misunderstood`, `danger`, `legal`, `failed` … */
  reason: 'asked' | 'misunderstood' | 'danger' | 'legal' | 'education' | 'failed' | 'frail';
  /** The consumer's own last words, redacted of secrets. */
  lastWords: string;
  facts: readonly { label: string; value: string }[];
  complaintNumber?: string;
  mood: string;
  locale: 'zh-CN' | 'en';
  elder: boolean;
}

/** A conversation that waits for, or has, a person. At most one is open for a conversation. */
export interface Ticket {
  _id: string;
  conversationId: string;
  /** The turn that asked for a person. */
  turnId: string;
  skill: Skill;
  status: TicketStatus;
  /** `waiting` or `active`; carries the unique index. */
  open: boolean;
  priority: Priority;
  waitingSince: Date;
  packet: HandoffPacket;
  agent?: { id: string; skill: Skill };
  claimedAt?: Date;
  /** The agent's open desk renews it; past it the conversation goes back to the head of the queue. */
  claimUntil?: Date;
  closedAt?: Date;
  /** What the consumer thought of it: 1, 3 or 5. */
  stars?: number;
  wrapUp?: { outcome: WrapUpOutcome; note: string };
  /** How often the ticket has changed hands: names the telling of each change. */
  round: number;
  /** A change that the conversation has not been told of yet; set by each change, unset by the telling. */
  untold?: boolean;
}

export const ticketsCollection = defineCollection<Ticket>({
  name: 'handoffs',
  indexes: [
    { keys: { conversationId: 1 }, unique: true, where: { open: true } },
    { keys: { conversationId: 1, closedAt: 1 } },
    { keys: { status: 1, skill: 1, priority: 1, waitingSince: 1 } },
    { keys: { status: 1, closedAt: 1 } },
    { keys: { claimUntil: 1 }, where: { status: 'active' } },
    { keys: { untold: 1 }, where: { untold: true } },
  ],
  watched: true,
});

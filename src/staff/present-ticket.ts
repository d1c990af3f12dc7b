import type { HandoffPacket, Priority, Skill, Ticket, TicketStatus } from '../handoff/ticket';
import type { NameOf } from './accounts';
import { maskText } from './mask-text';
import { can } from './policy';
import type { Actor } from './policy';
import type { ConsumerReach } from './services';

export interface TicketView {
  id: string;
  conversationId: string;
  skill: Skill;
  status: TicketStatus;
  priority: Priority;
  /** Times are ISO 8601 in UTC. */
  waitingSince: string;
  claimedAt?: string;
  closedAt?: string;
  /** The reader has, or had, this conversation. */
  mine: boolean;
  agentName?: string;
  reason: HandoffPacket['reason'];
  lastWords: string;
  mood: string;
  elder: boolean;
  locale: HandoffPacket['locale'];
  complaintNumber?: string;
  /** By which channel the consumer came; absent where the conversation is not kept any more. */
  channel?: string;
  /** Where the same person, by proof, has been in touch too. */
  alsoOn?: readonly string[];
  /** In one's own conversations: the number of the consumer's last words, unless they have been answered. */
  unansweredSeq?: number;
  /** In one's own conversations, on a channel that limits what may be sent. */
  reach?: ReachView;
}

export interface ReachView {
  messagesLeft: number;
  until?: string;
  gone: boolean;
  phoneDue: boolean;
  undelivered: readonly number[];
}

export interface FactView {
  label: string;
  value: string;
}

/** A ticket as this reader may see it. */
export function presentTicket(ticket: Ticket, reader: Actor, nameOf: NameOf): TicketView {
  const { packet, agent } = ticket;
  return {
    id: ticket._id,
    conversationId: ticket.conversationId,
    skill: ticket.skill,
    status: ticket.status,
    priority: ticket.priority,
    waitingSince: ticket.waitingSince.toISOString(),
    claimedAt: ticket.claimedAt?.toISOString(),
    closedAt: ticket.closedAt?.toISOString(),
    mine: agent?.id === reader._id,
    agentName: agent && nameOf(agent.id),
    reason: packet.reason,
    lastWords: shown(packet.lastWords, ticket, reader),
    mood: packet.mood,
    elder: packet.elder,
    locale: packet.locale,
    complaintNumber: packet.complaintNumber,
  };
}

export function presentReach({ until, ...reach }: ConsumerReach): ReachView {
  return { ...reach, until: until?.toISOString() };
}

/** What the bot learnt, so that it need not be asked again. */
export function presentFacts(ticket: Ticket, reader: Actor): FactView[] {
  return ticket.packet.facts.map(({ label, value }) => ({ label, value: shown(value, ticket, reader) }));
}

function shown(text: string, ticket: Ticket, reader: Actor): string {
  return can(reader, 'readInFull', ticket) ? text : maskText(text);
}

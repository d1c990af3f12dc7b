import { isDuplicate } from '../storage/database';
import type { Collection } from '../storage/database';
import type { Clock } from '../platform/clock';
import { derivedId } from '../platform/ids';
import { XiaobaoError } from '../platform/errors';
import type { HandoffPacket, Priority, Skill, Ticket, WrapUpOutcome } from './ticket';

export interface HandoffRequest {
  conversationId: string;
  /** The turn that asked, so that its repetition knows its own ticket. */
  turnId: string;
  skill: Skill;
  priority: Priority;
  packet: HandoffPacket;
}

/** Why a conversation that waits, or is being had, has become more urgent. */
export interface HandoffRaise extends Pick<HandoffPacket, 'reason' | 'lastWords' | 'mood'> {
  priority: Priority;
  /** The post it belongs to now, if nobody has it yet. */
  skill: Skill;
}

const CLAIM_MS = 90_000;

/** Told that a ticket has changed. A hint: the store is the truth. */
export type TicketListener = (ticket: Ticket) => void;

/** The queue of conversations that wait for a person: first danger, then who has waited longest. */
export class HandoffQueue {
  private readonly listeners = new Set<TicketListener>();

  constructor(
    private readonly tickets: Collection<Ticket>,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts a conversation in the queue. The same `key` gives the same ticket; a conversation that is already waiting or being
   * served keeps its ticket.
   */
  async request(request: HandoffRequest, key: string): Promise<Ticket> {
    const ticket: Ticket = {
      _id: derivedId('tkt', key),
      ...request,
      status: 'waiting',
      open: true,
      waitingSince: this.clock.now(),
      round: 0,
    };
    try {
      await this.tickets.insertOne(ticket);
      return this.changed(ticket);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const known = (await this.tickets.findOne({ _id: ticket._id })) ?? (await this.openFor(request.conversationId));
      // Closed in the very moment between the two: then the wish stands and is queued again.
      return known ?? this.request(request, key);
    }
  }

  /**
   * Makes the open ticket of a conversation more urgent, never less, so that doing it again changes nothing. One that waits goes
   * to the post that is named; one that somebody has stays with them and shows why.
   */
  async raise(conversationId: string, { priority, skill, ...why }: HandoffRaise): Promise<void> {
    for (;;) {
      const open = await this.openFor(conversationId);
      if (!open || open.priority <= priority) return;
      const { _id, status, packet } = open;
      const post = status === 'waiting' ? { skill } : {};
      const raised = await this.tickets.findOneAndUpdate(
        { _id, status, priority: open.priority },
        { $set: { priority, packet: { ...packet, ...why }, ...post } },
      );
      if (raised) {
        this.changed(raised);
        return;
      }
    }
  }

  /**
   * Takes one waiting conversation. One atomic update: of two agents who click together one gets it.
   * @throws XB_TICKET_TAKEN, XB_TICKET_CLOSED, XB_NO_TICKET
   */
  async claim(ticketId: string, agent: { id: string; skill: Skill }): Promise<Ticket> {
    const now = this.clock.now();
    const claimed = await this.tickets.findOneAndUpdate(
      { _id: ticketId, status: 'waiting' },
      { $set: { status: 'active', agent, claimedAt: now, claimUntil: this.claimEnd(), untold: true }, $inc: { round: 1 } },
    );
    if (claimed) return this.changed(claimed);
    const ticket = await this.find(ticketId);
    if (ticket.status === 'active' && ticket.agent?.id === agent.id) return ticket;
    throw new XiaobaoError(ticket.open ? 'XB_TICKET_TAKEN' : 'XB_TICKET_CLOSED');
  }

  /** Keeps an agent's conversations while the desk is open. */
  async renewClaims(agentId: string): Promise<void> {
    await this.tickets.updateMany({ status: 'active', 'agent.id': agentId }, { $set: { claimUntil: this.claimEnd() } });
  }

  /** @throws XB_TICKET_TAKEN when it is not this agent's, XB_TICKET_CLOSED, XB_NO_TICKET */
  async close(ticketId: string, agentId: string, wrapUp: { outcome: WrapUpOutcome; note: string }): Promise<Ticket> {
    const closed = await this.tickets.findOneAndUpdate(
      { _id: ticketId, status: 'active', 'agent.id': agentId },
      { $set: { status: 'closed', open: false, closedAt: this.clock.now(), wrapUp, untold: true } },
    );
    if (closed) return this.changed(closed);
    const ticket = await this.find(ticketId);
    if (ticket.status === 'closed' && ticket.agent?.id === agentId) return ticket;
    throw new XiaobaoError(ticket.open ? 'XB_TICKET_TAKEN' : 'XB_TICKET_CLOSED');
  }

  /** The consumer no longer wants to wait, or to be served. */
  async withdraw(conversationId: string): Promise<Ticket | null> {
    const withdrawn = await this.tickets.findOneAndUpdate(
      { conversationId, open: true },
      { $set: { status: 'withdrawn', open: false, closedAt: this.clock.now() } },
    );
    return withdrawn && this.changed(withdrawn);
  }

  /** Keeps what the consumer thought of the person who served them last. */
  async rate(conversationId: string, stars: number): Promise<void> {
    await this.tickets.findOneAndUpdate({ conversationId, status: 'closed' }, { $set: { stars } }, { sort: { closedAt: -1 } });
  }

  /** Gives conversations of agents whose desk has gone back to the queue; they keep their place by waiting time. */
  async returnAbandoned(): Promise<Ticket[]> {
    const returned: Ticket[] = [];
    for (;;) {
      const ticket = await this.tickets.findOneAndUpdate(
        { status: 'active', claimUntil: { $lt: this.clock.now() } },
        { $set: { status: 'waiting', untold: true }, $unset: { agent: '', claimUntil: '', claimedAt: '' }, $inc: { round: 1 } },
      );
      if (!ticket) return returned;
      returned.push(this.changed(ticket));
    }
  }

  /** How many wait before this ticket at its post. */
  async ahead(ticket: Pick<Ticket, 'skill' | 'priority' | 'waitingSince'>): Promise<number> {
    const { skill, priority, waitingSince } = ticket;
    return this.tickets.countDocuments({
      status: 'waiting',
      skill,
      $or: [{ priority: { $lt: priority } }, { priority, waitingSince: { $lt: waitingSince } }],
    });
  }

  /** How many would be before a new one of this priority. */
  waitingBefore(skill: Skill, priority: Priority): Promise<number> {
    return this.tickets.countDocuments({ status: 'waiting', skill, priority: { $lte: priority } });
  }

  openFor(conversationId: string): Promise<Ticket | null> {
    return this.tickets.findOne({ conversationId, open: true });
  }

  /** The latest ticket of a conversation, open or not. */
  latestFor(conversationId: string): Promise<Ticket | null> {
    return this.tickets.findOne({ conversationId }, { sort: { waitingSince: -1 } });
  }

  /** Waiting and active tickets of the given posts, in serving order. */
  listOpen(skills: readonly Skill[], limit = 200): Promise<Ticket[]> {
    return this.tickets
      .find(
        { skill: { $in: [...skills] }, status: { $in: ['waiting', 'active'] } },
        { sort: { priority: 1, waitingSince: 1 }, limit },
      )
      .toArray();
  }

  /** Tickets of the given posts that a person has ended, the latest first. */
  listClosed(skills: readonly Skill[], limit = 200): Promise<Ticket[]> {
    return this.tickets.find({ skill: { $in: [...skills] }, status: 'closed' }, { sort: { closedAt: -1 }, limit }).toArray();
  }

  /** @throws XB_NO_TICKET */
  async find(ticketId: string): Promise<Ticket> {
    const ticket = await this.tickets.findOne({ _id: ticketId });
    if (!ticket) throw new XiaobaoError('XB_NO_TICKET');
    return ticket;
  }

  /** Changes that their conversation has not been told of: what a crash between the two leaves behind. */
  untold(): Promise<Ticket[]> {
    return this.tickets.find({ untold: true }).toArray();
  }

  /** The conversation has been told of the change that made the ticket what it is here. */
  async told(ticket: Ticket): Promise<void> {
    const { _id, round, status } = ticket;
    await this.tickets.updateOne({ _id, round, status }, { $unset: { untold: '' } });
  }

  /** @returns what ends the subscription. */
  subscribe(listener: TicketListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Passes on a change that another process made. */
  noticed(ticket: Ticket): void {
    this.changed(ticket);
  }

  private changed(ticket: Ticket): Ticket {
    for (const listener of this.listeners) listener(ticket);
    return ticket;
  }

  private claimEnd(): Date {
    return new Date(this.clock.now().getTime() + CLAIM_MS);
  }
}

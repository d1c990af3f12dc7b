import type { Clock } from '../platform/clock';
import { XiaobaoError } from '../platform/errors';
import { derivedId } from '../platform/ids';
import type { Message } from '../conversations/message';
import type { MessageLog } from '../conversations/message-log';
import type { TurnEngine } from '../conversations/turn-engine';
import type { HandoffQueue } from './queue';
import type { Skill, Ticket, WrapUpOutcome } from './ticket';

export interface DeskAgent {
  id: string;
  skill: Skill;
  /** The post as the consumer reads it, e.g. 投诉处理岗. */
  post: string;
}

/** The bot's word for a change of hands, in the log as an event that it answers (Bot Framework's `handoff.status`). */
export const HANDOFF_STATUS = 'handoff.status';

const CHANGE_OF_HANDS = 'evt';

/** Whether the bot only says that somebody has come or gone: of use in the conversation alone, and not worth a call. */
export function announcesHands({ author, activity }: Message): boolean {
  return author.kind === 'bot' && (activity.replyToId?.startsWith(`${CHANGE_OF_HANDS}_`) ?? false);
}

/**
 * The bridge between a conversation and the person who has it. Each change of a ticket is told to the conversation as an
 * event in its log, which the bot answers in a turn of its own; the event's id names the change, so it is told once.
 */
export class Desk {
  constructor(
    private readonly queue: HandoffQueue,
    private readonly log: MessageLog,
    private readonly turns: TurnEngine,
    private readonly clock: Clock,
  ) {}

  async claim(ticketId: string, agent: DeskAgent): Promise<Ticket> {
    const ticket = await this.queue.claim(ticketId, { id: agent.id, skill: agent.skill });
    await this.tell(ticket);
    return ticket;
  }

  async close(ticketId: string, agent: DeskAgent, wrapUp: { outcome: WrapUpOutcome; note: string }): Promise<Ticket> {
    const ticket = await this.queue.close(ticketId, agent.id, wrapUp);
    await this.tell(ticket);
    return ticket;
  }

  /**
   * Says something to the consumer, or (`note`) to colleagues only. `clientId` makes a second click the same message.
   * @throws XB_TICKET_TAKEN, XB_TICKET_CLOSED, XB_NO_TICKET
   */
  async say(ticketId: string, agent: DeskAgent, text: string, clientId: string, note = false): Promise<Message> {
    const ticket = await this.queue.find(ticketId);
    if (!ticket.open) throw new XiaobaoError('XB_TICKET_CLOSED');
    if (ticket.agent?.id !== agent.id) throw new XiaobaoError('XB_TICKET_TAKEN');
    const { message } = await this.log.append(ticket.conversationId, {
      id: derivedId('msg', ticketId, agent.id, clientId),
      at: this.clock.now(),
      author: { kind: 'agent', id: agent.id, name: agent.post },
      audience: note ? 'staff' : 'all',
      activity: { type: 'message', text },
    });
    return message;
  }

  /** Tells conversations what a crash, or a vanished agent, left untold. */
  async catchUp(): Promise<void> {
    await this.queue.returnAbandoned();
    for (const ticket of await this.queue.untold()) await this.tell(ticket);
  }

  private async tell(ticket: Ticket): Promise<void> {
    const { settled } = await this.turns.receive(ticket.conversationId, {
      id: derivedId(CHANGE_OF_HANDS, ticket._id, String(ticket.round), ticket.status),
      at: this.clock.now(),
      author: { kind: 'system' },
      audience: 'staff',
      activity: {
        type: 'event',
        name: HANDOFF_STATUS,
        value: { status: ticket.status, skill: ticket.agent?.skill ?? ticket.skill, ticketId: ticket._id, round: ticket.round },
      },
    });
    if (await settled) await this.queue.told(ticket);
  }
}

import { BotAdapter, TurnContext } from 'botbuilder-core';
import type { Activity, ActivityHandler, ConversationReference, ResourceResponse } from 'botbuilder-core';
import { messages } from '../../locales/bot/messages';
import { attachCarrier, carrierOf } from '../bot/turn-carrier';
import type { MemorySeal } from '../bot/memory';
import type { LoggedActivity } from '../conversations/message';
import type { Turn, TurnOutcome } from '../conversations/turn';

const SENT = Symbol('xiaobao.sent');

/**
 * The one BotAdapter behind every channel. It sends nothing itself: what the bot says in a turn becomes the turn's outcome,
 * the turn engine writes it to the log, and each channel reads it there.
 */
export class LogAdapter extends BotAdapter {
  constructor(
    private readonly bot: ActivityHandler,
    private readonly memory: MemorySeal,
  ) {
    super();
  }

  /** Runs one turn through middleware and bot. @throws whatever the bot throws: the engine apologises. */
  async handle(turn: Turn): Promise<TurnOutcome> {
    const context = new TurnContext(this, toBotActivity(turn));
    const sent: LoggedActivity[] = [];
    context.turnState.set(SENT, sent);
    attachCarrier(context, { turn, memory: this.memory.open(turn.conversation.state), effects: [] });
    const carrier = carrierOf(context);
    await this.runMiddleware(context, (ready) => this.bot.run(ready));
    return { state: this.memory.close(carrier.memory), replies: sent, effects: carrier.effects };
  }

  /** Said once when a turn fails: what was said is safe, and a person is there. */
  apologise(turn: Turn): TurnOutcome {
    const { failed } = messages[this.memory.open(turn.conversation.state).locale];
    const actions = failed.choices.map((choice) => ({ type: 'imBack', title: choice, value: choice }));
    return {
      state: turn.conversation.state,
      replies:
        turn.message.activity.type === 'message' ? [{ type: 'message', text: failed.text, suggestedActions: { actions } }] : [],
      effects: [],
    };
  }

  sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const sent = context.turnState.get<LoggedActivity[]>(SENT);
    const { message } = carrierOf(context).turn;
    const ids = activities.flatMap((activity) => {
      if (activity.type !== 'message' && activity.type !== 'event') return [];
      sent.push(toLogged(activity));
      return [{ id: `${message._id}.${sent.length}` }];
    });
    return Promise.resolve(ids);
  }

  /** The log is append-only. */
  updateActivity(): Promise<void> {
    return Promise.reject(new Error('What has been said is not changed afterwards.'));
  }

  deleteActivity(_context: TurnContext, _reference: Partial<ConversationReference>): Promise<void> {
    return Promise.reject(new Error('What has been said is not taken back.'));
  }

  /** Proactive turns are events appended to the log, which the turn engine runs like any other. */
  continueConversation(): Promise<void> {
    return Promise.reject(new Error('Append an event to the log instead.'));
  }
}

function toBotActivity({ message, conversation }: Turn): Partial<Activity> {
  const { activity } = message;
  return {
    ...activity,
    id: message._id,
    timestamp: message.at,
    channelId: conversation.channel,
    from: { id: message.author.id ?? 'system', name: '' },
    recipient: { id: 'xiaobao', name: '' },
    conversation: { id: conversation._id, isGroup: false, conversationType: 'personal', name: '' },
  } as Partial<Activity>;
}

function toLogged(activity: Partial<Activity>): LoggedActivity {
  const { type = 'message', text, name, attachments, suggestedActions } = activity;
  const channelData = activity.channelData as Record<string, unknown> | undefined;
  const value = activity.value as unknown;
  const actions = suggestedActions?.actions?.map((action) => ({
    type: action.type,
    title: action.title,
    value: String(action.value),
  }));
  return {
    type,
    ...(text ? { text } : {}),
    ...(name ? { name } : {}),
    ...(value === undefined ? {} : { value }),
    ...(attachments?.length
      ? {
          attachments: attachments.map(({ contentType, contentUrl, content, name: file }) => ({
            contentType,
            ...(contentUrl ? { contentUrl } : {}),
            ...(content ? { content: content as unknown } : {}),
            ...(file ? { name: file } : {}),
          })),
        }
      : {}),
    ...(actions?.length ? { suggestedActions: { actions } } : {}),
    ...(channelData ? { channelData } : {}),
  };
}

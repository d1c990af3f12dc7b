import { CloudAdapter, ConfigurationBotFrameworkAuthentication, DeliveryModes, TurnContext } from 'botbuilder';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Ingress } from '../../bot/ingress';
import { ensureConversation } from '../../conversations/conversation';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import type { Received, TurnEngine } from '../../conversations/turn-engine';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute, Answer } from '../../http/route';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import { derivedId, randomId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Collection } from '../../storage/database';
import { ConnectorSender } from './connector-sender';
import type { Delivery } from '../delivery';
import type { LogCourierOptions } from '../log-courier';

export interface BotFrameworkOptions {
  /** Absent: development on loopback, without authentication. */
  credentials?: { appId: string; password?: string; type: string; tenantId?: string };
  /** Hosts that replies may be posted to. */
  serviceHosts: readonly string[];
  conversations: Collection<Conversation>;
  deliveries: Collection<Delivery>;
  log: MessageLog;
  turns: TurnEngine;
  ingress: Ingress;
  addressOf: LogCourierOptions['addressOf'];
  /** Where this process listens, `host:port`. */
  place: string;
  clock: Clock;
  logger: Logger;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const TEXT_LIMIT = 4000;
const account = z.looseObject({ id: z.string().min(1).max(300) });
/** The part of an activity that we look at; the rest is the SDK's. */
const channelActivity = z.looseObject({
  type: z.string().min(1).max(60),
  id: z.string().max(300).optional(),
  channelId: z.string().min(1).max(60),
  serviceUrl: z.string().max(500).optional(),
  conversation: account,
  from: account,
  recipient: account.optional(),
  membersAdded: z.array(account).optional(),
  text: z.string().optional(),
  locale: z.string().max(20).optional(),
  deliveryMode: z.string().max(20).optional(),
});
type ChannelActivity = z.infer<typeof channelActivity>;

/** `POST /api/messages`: Azure Bot Service's channels and the Bot Framework Emulator, through the SDK's own CloudAdapter. */
export class BotFramework {
  private readonly adapter: Adapter;
  readonly sender: ConnectorSender;

  constructor(private readonly options: BotFrameworkOptions) {
    const { credentials } = options;
    this.adapter = new Adapter(
      new ConfigurationBotFrameworkAuthentication(
        credentials
          ? {
              MicrosoftAppId: credentials.appId,
              MicrosoftAppPassword: credentials.password,
              MicrosoftAppType: credentials.type,
              MicrosoftAppTenantId: credentials.tenantId,
            }
          : {},
      ),
    );
    this.adapter.onTurnError = (_context, error) => Promise.reject(error);
    this.sender = new ConnectorSender(options, this.adapter, credentials?.appId ?? '');
  }

  /** Its rate stands on the route that loads it. */
  readonly route: AnyRoute = defineRoute({
    method: 'POST',
    path: '/api/messages',
    body: channelActivity,
    bodyLimit: 256 * 1024,
    handle: ({ body, headers }) => {
      this.checkServiceUrl(body);
      return this.adapter.answer(headers.authorization ?? '', body as unknown as Activity, (context) => this.onTurn(context));
    },
  });

  /** The adapter posts replies to the address an activity names: only to hosts we know (feasibility §2.3). */
  private checkServiceUrl({ serviceUrl, deliveryMode }: ChannelActivity): void {
    if (!serviceUrl && deliveryMode === DeliveryModes.ExpectReplies) return;
    const url = serviceUrl && URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    const hosts = this.options.credentials ? this.options.serviceHosts : LOOPBACK;
    const secure = url?.protocol === 'https:' || (!this.options.credentials && url?.protocol === 'http:');
    const known = url && hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
    if (!secure || !known) throw new XiaobaoError('XB_SERVICE_URL');
  }

  private async onTurn(context: TurnContext): Promise<void> {
    const { activity } = context;
    const entry = this.toEntry(activity);
    if (!entry) return;
    const { channelId, conversation, from } = activity;
    const conversationId = derivedId('conv', channelId, conversation.id);
    await ensureConversation(this.options.conversations, {
      _id: conversationId,
      channel: 'bot-framework',
      user: { id: derivedId('usr', channelId, from.id) },
      at: entry.at,
    });
    const answers = activity.deliveryMode === DeliveryModes.ExpectReplies;
    await this.sender.expect(conversationId, entry.id, TurnContext.getConversationReference(activity), answers);
    const take = (): Promise<Received> => this.options.turns.receive(conversationId, this.options.ingress.protect(entry));
    if (answers) {
      await this.sender.answer(conversationId, entry.id, context, take);
    } else {
      // The channel is told as soon as the message is safe; replies go to its service URL, however long that is down.
      void this.sender.push(conversationId, await take());
    }
  }

  /** Messages, and the arrival of the consumer; other activities (reactions, deletions …) are accepted and left alone. */
  private toEntry(activity: Activity): NewMessage | undefined {
    const arrives =
      activity.type === 'conversationUpdate' && activity.membersAdded?.some((member) => member.id !== activity.recipient?.id);
    if (activity.type !== 'message' && !arrives) return undefined;
    const text = activity.type === 'message' ? activity.text?.slice(0, TEXT_LIMIT) : undefined;
    if (activity.type === 'message' && !text?.trim()) return undefined;
    return {
      id: activity.id ? derivedId('msg', activity.channelId, activity.conversation.id, activity.id) : randomId('msg'),
      at: this.options.clock.now(),
      author: { kind: 'consumer', id: derivedId('usr', activity.channelId, activity.from.id) },
      audience: arrives ? 'staff' : 'all',
      activity: arrives
        ? { type: 'event', name: 'startConversation', ...(activity.locale ? { locale: activity.locale } : {}) }
        : { type: 'message', text: text ?? '', ...(activity.locale ? { locale: activity.locale } : {}) },
    };
  }
}

/** The SDK's adapter without its `process`, which would write the text of any error into the answer and onto the console. */
class Adapter extends CloudAdapter {
  /** Runs one request's activity. @throws XB_CHANNEL_REFUSED when its token is not the Bot Framework's. */
  async answer(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<Answer> {
    try {
      const response = await this.processActivity(authorization, activity, logic);
      return { status: response?.status ?? 200, body: response?.body as unknown };
    } catch (error) {
      // The SDK's AuthenticationError; its class is not among what `botbuilder` exports.
      if ((error as { statusCode?: unknown }).statusCode === 401)
        throw new XiaobaoError('XB_CHANNEL_REFUSED', {}, { cause: error });
      throw error;
    }
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder';
import type { Activity, Response as AdapterResponse } from 'botbuilder';
import { z } from 'zod';
import type { Ingress } from '../../bot/ingress';
import { ensureConversation } from '../../conversations/conversation';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import type { TurnEngine } from '../../conversations/turn-engine';
import { check, defineStream } from '../../http/define-route';
import { parseJson, readBody } from '../../http/body';
import type { AnyRoute } from '../../http/route';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import { derivedId, randomId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Collection } from '../../storage/database';
import { ConnectorSender } from './connector-sender';
import type { Delivery } from './connector-sender';

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
  clock: Clock;
  logger: Logger;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const TEXT_LIMIT = 4000;
const activityHead = z.looseObject({
  type: z.string().min(1).max(60),
  serviceUrl: z.string().max(500).optional(),
  deliveryMode: z.string().optional(),
});

/** `POST /api/messages`: Azure Bot Service's channels and the Bot Framework Emulator, through the SDK's own CloudAdapter. */
export class BotFramework {
  private readonly adapter: CloudAdapter;
  readonly sender: ConnectorSender;

  constructor(private readonly options: BotFrameworkOptions) {
    const { credentials } = options;
    this.adapter = new CloudAdapter(
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
    this.sender = new ConnectorSender(options.deliveries, options.log, this.adapter, credentials?.appId ?? '', options.logger);
  }

  routes(): AnyRoute[] {
    return [
      defineStream({
        method: 'POST',
        path: '/api/messages',
        rate: { name: 'bot-framework', points: 6000, seconds: 60 },
        stream: async (_head, _principal, request, response) => {
          const body = check(activityHead, parseJson(await readBody(request, 256 * 1024)));
          this.checkServiceUrl(body);
          await this.process(request, response, body);
        },
      }),
    ];
  }

  /** The adapter posts replies to the address an activity names: only to hosts we know (feasibility §2.3). */
  private checkServiceUrl({ serviceUrl, deliveryMode }: z.infer<typeof activityHead>): void {
    if (!serviceUrl && deliveryMode === 'expectReplies') return;
    const url = serviceUrl && URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    const hosts = this.options.credentials ? this.options.serviceHosts : LOOPBACK;
    const secure = url?.protocol === 'https:' || (!this.options.credentials && url?.protocol === 'http:');
    const known = url && hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
    if (!secure || !known) throw new XiaobaoError('XB_SERVICE_URL');
  }

  private async process(request: IncomingMessage, response: ServerResponse, body: object): Promise<void> {
    const forAdapter = { body, headers: request.headers, method: request.method } as unknown as Parameters<
      CloudAdapter['process']
    >[0];
    await this.adapter.process(forAdapter, adapterResponse(response), (context) => this.onTurn(context));
  }

  private async onTurn(context: TurnContext): Promise<void> {
    const entry = this.toEntry(context.activity);
    if (!entry) return;
    const { channelId, conversation, from } = context.activity;
    const conversationId = derivedId('conv', channelId, conversation.id);
    const reference = TurnContext.getConversationReference(context.activity);
    await ensureConversation(this.options.conversations, {
      _id: conversationId,
      channel: 'bot-framework',
      user: { id: derivedId('usr', channelId, from.id) },
      at: entry.at,
    });
    await this.sender.know(conversationId, reference);
    await this.sender.during(conversationId, context, async () => {
      const { settled } = await this.options.turns.receive(conversationId, this.options.ingress.protect(entry));
      await settled;
    });
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

/** node's response with the few methods that CloudAdapter calls. */
function adapterResponse(response: ServerResponse): AdapterResponse {
  return {
    socket: response.socket,
    header: (name: string, value: unknown) => response.setHeader(name, String(value)),
    status: (code: number) => (response.statusCode = code),
    send: (body: unknown) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(body));
    },
    end: () => response.end(),
  } as unknown as AdapterResponse;
}

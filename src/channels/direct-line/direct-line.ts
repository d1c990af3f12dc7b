import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Ingress } from '../../bot/ingress';
import type { Attachments } from '../../conversations/attachments';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import type { Signals } from '../../conversations/signals';
import type { TurnEngine } from '../../conversations/turn-engine';
import { defineRoute, defineStream } from '../../http/define-route';
import { send } from '../../http/respond';
import type { AnyRoute, CallHead } from '../../http/route';
import type { UpgradeHandler } from '../../http/server';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import { randomId } from '../../platform/ids';
import type { Collection } from '../../storage/database';
import { Access, newBearer } from './access';
import { OpenConversations } from './open-conversations';
import type { LogStreams } from './stream';
import { TOKEN_LIFETIME } from './tokens';
import type { DirectLineTokens, TokenBearer } from './tokens';
import { readUpload } from './upload';
import { checkActivity, inboundActivity, isForConsumer, messageId, toEntry, toWire } from './wire';
import type { WireOptions } from './wire';

export interface DirectLineOptions {
  tokens: DirectLineTokens;
  /** Only who knows it may mint tokens for others; without one that route is closed. */
  secret?: string;
  publicUrl?: string;
  /** Messages that one conversation may send a minute. */
  messagesPerMinute: number;
  conversations: Collection<Conversation>;
  log: MessageLog;
  turns: TurnEngine;
  signals: Signals;
  streams: LogStreams;
  attachments: Attachments;
  ingress: Ingress;
  clock: Clock;
}

const BASE = '/v3/directline';
const TYPING_AFTER_MS = 300;
const ACTIVITY_LIMIT = 512 * 1024;
const anyOrigin = (): string => '*'; // a bearer token is the proof, not a cookie

/** The Direct Line 3.0 protocol, as official clients use it (feasibility §3 has what they do with each status). */
export class DirectLine {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  private readonly access: Access;
  private readonly conversations: OpenConversations;

  constructor(private readonly options: DirectLineOptions) {
    const { tokens, secret, conversations, log, clock } = options;
    this.access = new Access(tokens, secret);
    this.conversations = new OpenConversations(conversations, log, clock);
  }

  routes(): AnyRoute[] {
    const watermark = z.object({ watermark: z.string().max(20).optional() });
    const byConversation = (head: CallHead): string => head.params.conversationId ?? head.ip;
    const conversationRate = {
      name: 'directline-send',
      points: this.options.messagesPerMinute,
      seconds: 60,
      by: byConversation,
    };
    // Counted by token: tokens themselves are counted where they are given out, by address.
    const newcomerRate = {
      name: 'directline-start',
      points: 60,
      seconds: 60,
      by: (head: CallHead) => head.headers.authorization ?? head.ip,
    };
    // After a restart every client asks, many of them behind one address: the budget is the conversation's.
    const resumeRate = { name: 'directline-resume', points: 60, seconds: 60, by: byConversation };
    const pollRate = { name: 'directline-poll', points: 1200, seconds: 60, by: byConversation };
    return [
      defineRoute({
        method: 'POST',
        path: `${BASE}/tokens/generate`,
        rate: { name: 'directline-generate', points: 6000, seconds: 60 },
        authenticate: (head) => this.access.checkSecret(head),
        body: z.object({ user: z.object({ id: z.string().min(1).max(100) }).optional() }).optional(),
        handle: ({ body }) => {
          const bearer = newBearer(body?.user?.id);
          return {
            body: { conversationId: bearer.conversationId, token: this.options.tokens.issue(bearer), expires_in: TOKEN_LIFETIME },
          };
        },
      }),
      defineRoute<undefined, undefined, TokenBearer>({
        method: 'POST',
        path: `${BASE}/tokens/refresh`,
        cors: anyOrigin,
        rate: newcomerRate,
        authenticate: (head) => this.access.bearer(head),
        handle: ({ principal }) => ({
          body: {
            conversationId: principal.conversationId,
            token: this.options.tokens.issue(principal),
            expires_in: TOKEN_LIFETIME,
          },
        }),
      }),
      defineRoute<unknown, undefined, TokenBearer>({
        method: 'POST',
        path: `${BASE}/conversations`,
        cors: anyOrigin,
        rate: newcomerRate,
        authenticate: (head) => this.access.bearer(head),
        body: z.unknown(),
        handle: async ({ principal, origin }) => {
          const exists = await this.conversations.exists(principal);
          if (!exists) await this.conversations.open(principal);
          return { status: exists ? 200 : 201, body: this.opened(principal, origin, 0) };
        },
      }),
      defineRoute<undefined, z.infer<typeof watermark>, TokenBearer>({
        method: 'GET',
        path: `${BASE}/conversations/:conversationId`,
        cors: anyOrigin,
        rate: resumeRate,
        authenticate: (head) => this.access.bearer(head),
        query: watermark,
        handle: async ({ principal, query, origin }) => {
          await this.conversations.mustExist(principal);
          return { body: this.opened(principal, origin, await this.conversations.position(principal, query.watermark)) };
        },
      }),
      defineRoute<undefined, z.infer<typeof watermark>, TokenBearer>({
        method: 'GET',
        path: `${BASE}/conversations/:conversationId/activities`,
        cors: anyOrigin,
        rate: pollRate,
        authenticate: (head) => this.access.bearer(head),
        query: watermark,
        handle: async ({ principal, query, origin }) => {
          await this.conversations.mustExist(principal);
          const after = await this.conversations.position(principal, query.watermark);
          const behind = await this.options.log.read(principal.conversationId, after);
          const wire = this.wire(origin);
          return {
            body: {
              activities: behind.filter(isForConsumer).map((message) => toWire(message, wire)),
              watermark: String(behind.at(-1)?.seq ?? after),
            },
          };
        },
      }),
      defineRoute<z.infer<typeof inboundActivity>, undefined, TokenBearer>({
        method: 'POST',
        path: `${BASE}/conversations/:conversationId/activities`,
        cors: anyOrigin,
        rate: conversationRate,
        authenticate: (head) => this.access.bearer(head),
        body: inboundActivity,
        bodyLimit: ACTIVITY_LIMIT,
        handle: async ({ principal, body }) => {
          if (body.type === 'typing') {
            this.options.signals.typing({ conversationId: principal.conversationId, from: 'consumer' });
            return { body: { id: randomId('sig') } };
          }
          checkActivity(body);
          await this.conversations.mustExist(principal);
          return { body: { id: await this.receive(principal, toEntry(body, principal, this.options.clock)) } };
        },
      }),
      defineStream<TokenBearer>({
        method: 'POST',
        path: `${BASE}/conversations/:conversationId/upload`,
        cors: anyOrigin,
        rate: { name: 'directline-upload', points: 20, seconds: 60, by: byConversation },
        authenticate: (head) => this.access.bearer(head),
        stream: async (_head, principal, request, response) => {
          const { activity, files } = await readUpload(request);
          await this.conversations.mustExist(principal);
          checkActivity(activity, files.length);
          const before = await this.options.log.find(messageId(activity, principal));
          if (before) return send(response, { body: { id: before._id } }); // a retry: its files are kept already
          const kept = [];
          for (const file of files)
            kept.push(await this.options.attachments.keep(principal.conversationId, file.name, file.content));
          const id = await this.receive(principal, toEntry(activity, principal, this.options.clock, kept));
          send(response, { body: { id } });
        },
      }),
      defineRoute<undefined, { k: string }>({
        method: 'GET',
        path: `${BASE}/attachments/:id`,
        cors: anyOrigin,
        rate: { name: 'attachments', points: 600, seconds: 60 },
        query: z.object({ k: z.string().max(100) }),
        handle: async ({ params, query }) => {
          const { contentType, file } = await this.options.attachments.open(params.id ?? '', query.k);
          return {
            body: file,
            headers: { 'content-type': contentType, 'cache-control': 'private, max-age=3600', 'content-disposition': 'inline' },
          };
        },
      }),
    ];
  }

  /** The WebSocket that `streamUrl` names. Its token stands in the query: browsers cannot set headers there. */
  readonly upgrade: UpgradeHandler = async (head, request, socket, firstBytes) => {
    const conversationId = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/.exec(head.path)?.[1];
    if (!conversationId) throw new XiaobaoError('XB_NOT_FOUND');
    const bearer = this.options.tokens.verify(head.rawQuery.get('t') ?? '');
    if (bearer.conversationId !== conversationId) throw new XiaobaoError('XB_TOKEN_REFUSED');
    await this.conversations.mustExist(bearer);
    const after = await this.conversations.position(bearer, head.rawQuery.get('watermark') ?? undefined);
    this.sockets.handleUpgrade(request, socket, firstBytes, (ready) =>
      this.options.streams.add(ready, conversationId, after, this.wire(head.origin)),
    );
  };

  private async receive(bearer: TokenBearer, entry: NewMessage): Promise<string> {
    const { turns, ingress, signals } = this.options;
    const { message, settled, fresh } = await turns.receive(bearer.conversationId, ingress.protect(entry));
    if (fresh && message.activity.type === 'message') {
      const typing = setTimeout(() => signals.typing({ conversationId: bearer.conversationId, from: 'bot' }), TYPING_AFTER_MS);
      void settled.then(() => clearTimeout(typing));
    }
    return message._id;
  }

  private opened(bearer: TokenBearer, origin: string, after: number): object {
    const token = this.options.tokens.issue(bearer);
    const socket = (this.options.publicUrl ?? origin).replace(/^http/, 'ws');
    return {
      conversationId: bearer.conversationId,
      token,
      expires_in: TOKEN_LIFETIME,
      streamUrl: `${socket}${BASE}/conversations/${bearer.conversationId}/stream?watermark=${after}&t=${token}`,
    };
  }

  private wire(origin: string): WireOptions {
    return { origin: this.options.publicUrl ?? origin, link: (url) => this.options.attachments.link(url) };
  }
}

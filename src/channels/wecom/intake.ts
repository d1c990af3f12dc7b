import type { Ingress } from '../../bot/ingress';
import type { Attachments } from '../../conversations/attachments';
import { ensureConversation } from '../../conversations/conversation';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import type { TurnEngine } from '../../conversations/turn-engine';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import type { Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import type { LogCourier } from '../log-courier';
import { completeActivity } from '../wechat/complete-activity';
import { pseudonyms, sealReference } from '../wechat/identity';
import type { Notices } from '../wechat/notices';
import type { QuotaBook } from '../wechat/quota-book';
import { WechatError } from '../wechat/wechat-error';
import type { SessionBook } from './session-book';
import { readSynced } from './synced-message';
import type { SyncedInbound, SyncedMessage } from './synced-message';
import type { WecomApi } from './wecom-api';

export interface IntakeOptions {
  corpId: string;
  openKfid: string;
  conversations: Collection<Conversation>;
  log: MessageLog;
  turns: TurnEngine;
  ingress: Ingress;
  attachments: Attachments;
  courier: LogCourier;
  api: WecomApi;
  sessions: SessionBook;
  quota: QuotaBook;
  notices: Notices;
  vault: Vault;
  logger: Logger;
  metrics: Metrics;
}

/** Takes in what was read: each conversation in its order, conversations beside each other, everything once. */
export class Intake {
  private readonly mentioned = new Set<string>();

  constructor(private readonly options: IntakeOptions) {}

  /** Resolves when all of it is safe; it may be taken again. */
  async takeAll(messages: readonly SyncedMessage[]): Promise<void> {
    const byConsumer = new Map<string, SyncedInbound[]>();
    for (const message of messages) {
      const inbound = readSynced(message, (id) => this.idsOf(id).conversationId);
      if (!inbound) continue;
      byConsumer.set(inbound.externalUserid, [...(byConsumer.get(inbound.externalUserid) ?? []), inbound]);
    }
    await Promise.all(
      [...byConsumer.values()].map(async (inOrder) => {
        for (const inbound of inOrder) await this.take(inbound);
      }),
    );
  }

  private async take(inbound: SyncedInbound): Promise<void> {
    const { sessions, courier } = this.options;
    const { conversationId, userId } = this.idsOf(inbound.externalUserid);
    this.mention(inbound);
    if (inbound.foreignDesk !== undefined) await sessions.foreignDesk(conversationId, inbound.foreignDesk);
    if (!inbound.activity) return;
    await this.ensure(conversationId, userId, inbound);
    if (inbound.from === 'consumer') await this.allow(conversationId, inbound);
    if (inbound.welcomeCode) await sessions.mayWelcome(conversationId, inbound.welcomeCode, inbound.at);
    await courier.expect(conversationId, { messageId: inbound.id });
    const { settled } = await this.receive(conversationId, userId, inbound);
    // What waited for the consumer to write again goes now, whether or not there is an answer to this.
    void settled.then((answered) => courier.push(conversationId, answered ? { answered: inbound.id } : {}));
  }

  /** Into the log. A person of WeCom's own desk is answered by nobody, and neither is who talks with them. */
  private async receive(conversationId: string, userId: string, inbound: SyncedInbound): Promise<{ settled: Promise<boolean> }> {
    const { log, turns, ingress } = this.options;
    const before = await log.find(inbound.id);
    const activity = before?.activity ?? (await completeActivity(this.options, conversationId, { ...inbound, triggers: [] }));
    const spoken = activity.type === 'message';
    const entry: NewMessage = {
      id: inbound.id,
      at: inbound.at,
      author:
        inbound.from === 'foreign desk' ? { kind: 'agent' } : spoken ? { kind: 'consumer', id: userId } : { kind: 'system' },
      audience: spoken && inbound.from === 'consumer' ? 'all' : 'staff',
      activity,
    };
    const safe = before ? entry : ingress.protect(entry);
    if (inbound.from === 'foreign desk' || !(await this.isOurs(conversationId, inbound))) {
      await log.append(conversationId, safe);
      return { settled: Promise.resolve(true) };
    }
    return turns.receive(conversationId, safe);
  }

  private async isOurs(conversationId: string, { from, externalUserid }: SyncedInbound): Promise<boolean> {
    if (from !== 'consumer') return true;
    try {
      return await this.options.sessions.isOurs(conversationId, externalUserid);
    } catch (error) {
      // One session that WeCom does not know must not hold up all others; where it cannot be answered, that shows at sending.
      if (!(error instanceof WechatError) || error.fault === 'busy' || error.fault === 'token') throw error;
      return true;
    }
  }

  private async allow(conversationId: string, inbound: SyncedInbound): Promise<void> {
    const { quota, notices } = this.options;
    if (await quota.open(conversationId, 'message', inbound)) await notices.withinReach(conversationId);
  }

  private mention({ unknown, failType }: SyncedInbound): void {
    const { logger, metrics } = this.options;
    if (failType !== undefined) {
      metrics.count('wecom_send_failed');
      logger.warn({ failType }, 'WeCom could not deliver a message');
    }
    const what = unknown?.replace(/[^\w-]/g, '_').slice(0, 40);
    if (!what || this.mentioned.has(what) || this.mentioned.size > 200) return;
    this.mentioned.add(what);
    logger.warn({ what }, 'WeCom tells something that is not known here');
  }

  private ensure(conversationId: string, userId: string, { externalUserid, at }: SyncedInbound): Promise<void> {
    const { conversations, vault, openKfid } = this.options;
    const reference = sealReference(vault, externalUserid, openKfid);
    return ensureConversation(conversations, { _id: conversationId, channel: 'wecom', user: { id: userId }, at, reference });
  }

  private idsOf(externalUserid: string): { conversationId: string; userId: string } {
    const { vault, corpId, openKfid } = this.options;
    return pseudonyms(vault, `${corpId}/${openKfid}`, externalUserid);
  }
}

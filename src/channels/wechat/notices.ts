import { messages } from '../../../locales/bot/messages';
import type { Clock } from '../../platform/clock';
import { derivedId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';
import type { WechatApi } from './api-client';
import { WechatError } from './wechat-error';

/** A way to reach a consumer when customer-service messages are used up, in the order in which they are tried. */
export type NoticeWay = 'template' | 'subscription' | 'phone';

/** One line of the ledger: what was tried for which answer, and what became of it. */
export interface Notice {
  _id: string;
  conversationId: string;
  /** The answer that waits: the first message of the log that could not be delivered. */
  seq: number;
  way: NoticeWay;
  /** `sent`: WeChat has it. `delivered`, `failed`: its report. `open`: a colleague is to phone. `done`: no longer needed. */
  status: 'sent' | 'delivered' | 'failed' | 'open' | 'done';
  at: Date;
  /** WeChat's id of a template message, under which it reports. */
  msgid?: string;
  complaintNumber?: string;
}

export const noticesCollection = defineCollection<Notice>({
  name: 'notices',
  indexes: [{ keys: { conversationId: 1, status: 1 } }, { keys: { msgid: 1 }, where: { msgid: { $exists: true } } }],
});

export interface NoticesOptions {
  notices: Collection<Notice>;
  /** Absent: the channel has neither template nor subscription messages. */
  api?: WechatApi;
  templateId?: string;
  subscriptionId?: string;
  /** The complaint that a conversation is about: template messages are for that alone, never for anything else. */
  complaintOf: (conversationId: string) => Promise<string | undefined>;
  clock: Clock;
  logger: Logger;
}

/**
 * What happens when a reply cannot be sent any more (domain §6): a template message where the matter is a registered
 * complaint, else a subscription message where the consumer allowed one, else a task to phone. Each once for the same answer.
 */
export class Notices {
  constructor(private readonly options: NoticesOptions) {}

  /** @param seq the first message that waits */
  async outOfReach(conversationId: string, openid: string, seq: number): Promise<void> {
    const { notices } = this.options;
    const before = await notices.countDocuments({ conversationId, seq, status: { $in: ['sent', 'delivered', 'open'] } });
    if (before > 0) return;
    const complaintNumber = await this.options.complaintOf(conversationId);
    const id = derivedId('ntc', conversationId, String(seq));
    if (complaintNumber && (await this.byTemplate(id, conversationId, openid, seq, complaintNumber))) return;
    await this.withoutTemplate(id, conversationId, openid, seq, complaintNumber);
  }

  /** The consumer can be written to again: nobody needs to phone. */
  async withinReach(conversationId: string): Promise<void> {
    await this.options.notices.updateMany({ conversationId, way: 'phone', status: 'open' }, { $set: { status: 'done' } });
  }

  /** WeChat's report on a template message to `openid`; after one that did not arrive, the next way is tried. */
  async reported(openid: string, msgid: string, arrived: boolean): Promise<void> {
    const status = arrived ? 'delivered' : 'failed';
    const notice = await this.options.notices.findOneAndUpdate({ msgid, status: 'sent' }, { $set: { status } });
    if (!notice || arrived) return;
    const { conversationId, seq, complaintNumber } = notice;
    await this.withoutTemplate(notice._id.replace(/\.template$/, ''), conversationId, openid, seq, complaintNumber);
  }

  /** Whether a colleague is to phone this consumer. */
  async phoneDue(conversationId: string): Promise<boolean> {
    return (await this.options.notices.countDocuments({ conversationId, status: 'open', way: 'phone' })) > 0;
  }

  private async withoutTemplate(id: string, conversationId: string, openid: string, seq: number, number?: string): Promise<void> {
    if (await this.bySubscription(id, conversationId, openid, seq, number)) return;
    const phone = { _id: `${id}.phone`, conversationId, seq, way: 'phone' as const, complaintNumber: number };
    await this.keep({ ...phone, status: 'open', at: this.now() });
  }

  private async byTemplate(id: string, conversationId: string, openid: string, seq: number, number: string): Promise<boolean> {
    const { templateId, api } = this.options;
    if (!templateId || !api) return false;
    const notice = { _id: `${id}.template`, conversationId, seq, way: 'template' as const, complaintNumber: number };
    try {
      const msgid = await api.sendTemplate(openid, templateId, this.values(number), id.slice(0, 64));
      await this.keep({ ...notice, status: 'sent', at: this.now(), msgid });
      return true;
    } catch (error) {
      return this.failed(error, { ...notice, status: 'failed', at: this.now() });
    }
  }

  private async bySubscription(
    id: string,
    conversationId: string,
    openid: string,
    seq: number,
    complaintNumber?: string,
  ): Promise<boolean> {
    const { subscriptionId, api } = this.options;
    if (!subscriptionId || !api) return false;
    const notice = { _id: `${id}.subscription`, conversationId, seq, way: 'subscription' as const, complaintNumber };
    try {
      await api.sendSubscription(openid, subscriptionId, this.values(complaintNumber ?? ''));
      await this.keep({ ...notice, status: 'sent', at: this.now() });
      return true;
    } catch (error) {
      return this.failed(error, { ...notice, status: 'failed', at: this.now() });
    }
  }

  /** What a template may show: the words are ours, what was answered stays in the conversation. */
  private values(number: string): Record<string, string> {
    const { notice } = messages['zh-CN'].wechat;
    return { first: notice.title, keyword1: number, keyword2: notice.status, remark: notice.remark };
  }

  private async failed(error: unknown, notice: Notice): Promise<false> {
    if (!(error instanceof WechatError) || error.fault !== 'declined')
      this.options.logger.warn({ err: error, way: notice.way }, 'a notice could not be sent');
    await this.keep(notice);
    return false;
  }

  private async keep(notice: Notice): Promise<void> {
    try {
      await this.options.notices.insertOne(notice);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // The consumer was back for a while, and is out of reach again with the same answer unsent.
      await this.options.notices.updateOne(
        { _id: notice._id, status: 'done' },
        { $set: { status: notice.status, at: notice.at } },
      );
    }
  }

  private now(): Date {
    return this.options.clock.now();
  }
}

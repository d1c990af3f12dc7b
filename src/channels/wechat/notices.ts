import type { UpdateFilter } from 'mongodb';
import { messages } from '../../../locales/bot/messages';
import type { NoticeTemplate } from '../../config/accounts';
import type { Message } from '../../conversations/message';
import type { PhoneCall } from '../../handoff/phone-task';
import type { Clock } from '../../platform/clock';
import { derivedId } from '../../platform/ids';
import { KeyedQueue } from '../../platform/keyed-queue';
import type { Logger } from '../../platform/logger';
import type { Collection } from '../../storage/database';
import { defineCollection } from '../../storage/database';
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
  /** The last message that waits with it. */
  upTo: number;
  way: NoticeWay;
  /**
   * `asked`: WeChat is being asked, or was when a process ended. `sent`: WeChat has it. `delivered`, `failed`: its report.
   * `open`: a colleague is to phone. `called`: one has told it on the phone. `done`: no longer needed.
   */
  status: 'asked' | 'sent' | 'delivered' | 'failed' | 'open' | 'called' | 'done';
  at: Date;
  /** WeChat's id of the message, under which it reports; of a subscription message its answer names none, and any report is taken for it. */
  msgid?: string;
  /** What WeChat reported, which it may do before its answer with the id is here. */
  reports?: Pick<NoticeReport, 'msgid' | 'arrived'>[];
  complaintNumber?: string;
  /** When colleagues have tried to phone. */
  calls?: PhoneCall[];
}

/** What WeChat says became of a message. */
export interface NoticeReport {
  way: 'template' | 'subscription';
  /** Of a subscription message: others than ours may be sent from the same account. */
  templateId?: string;
  msgid: string;
  arrived: boolean;
}

/** What a consumer is to be told of. */
type Matter = Pick<Notice, 'conversationId' | 'seq' | 'upTo' | 'complaintNumber'>;

export const noticesCollection = defineCollection<Notice>({
  name: 'notices',
  indexes: [
    { keys: { conversationId: 1, status: 1 } },
    { keys: { status: 1, way: 1, at: 1 } },
    { keys: { msgid: 1 }, where: { msgid: { $exists: true } } },
  ],
});

export interface NoticesOptions {
  notices: Collection<Notice>;
  /** Absent: the channel has neither template nor subscription messages. */
  api?: WechatApi;
  template?: NoticeTemplate;
  subscription?: NoticeTemplate;
  /** The complaint that a conversation is about: template messages are for that alone, never for anything else. */
  complaintOf: (conversationId: string) => Promise<string | undefined>;
  clock: Clock;
  logger: Logger;
}

const WAYS: readonly NoticeWay[] = ['template', 'subscription', 'phone'];
/** Somebody is told, or will be, of all that waits: nothing else is tried meanwhile. */
const ON_ITS_WAY: readonly Notice['status'][] = ['sent', 'delivered', 'open'];

/**
 * What happens when a reply cannot be sent any more (domain §6): a template message where the matter is a registered
 * complaint, else a subscription message where the consumer allowed one, else a task to phone. Each once for the same answer.
 * Each step stands in the ledger before it is taken, and the last one is given up only when the next stands there: whoever ends
 * in between, the courier's next try or WeChat's repeated report goes on.
 */
export class Notices {
  private readonly settling = new KeyedQueue();

  constructor(private readonly options: NoticesOptions) {}

  /** @param waiting the messages that wait, oldest first */
  async outOfReach(conversationId: string, openid: string, waiting: readonly Pick<Message, 'seq'>[]): Promise<void> {
    const { notices } = this.options;
    const [first, upTo] = [waiting[0]!.seq, waiting.at(-1)!.seq];
    const onItsWay = { conversationId, seq: { $gte: first }, status: { $in: [...ON_ITS_WAY] } };
    // Before it is read what has been told: a call is settled for no more than the caller saw.
    const { matched } = await notices.updateMany(onItsWay, { $max: { upTo } });
    for (const { _id } of await notices.find(onItsWay).toArray()) await this.settle(_id, openid);
    if (matched > 0) return;
    const told = await notices.findOne({ conversationId, status: 'called' }, { sort: { upTo: -1 } });
    const seq = Math.max(first, (told?.upTo ?? 0) + 1);
    if (seq > upTo) return;
    const complaintNumber = await this.options.complaintOf(conversationId);
    await this.tryWays(WAYS, openid, { conversationId, seq, upTo, complaintNumber });
  }

  /** The consumer can be written to again: nobody needs to phone, and no report changes that. */
  async withinReach(conversationId: string): Promise<void> {
    const pending = { conversationId, status: { $in: ['asked', 'sent', 'open'] as Notice['status'][] } };
    await this.options.notices.updateMany(pending, { $set: { status: 'done' } });
  }

  /**
   * WeChat's report on a message to this consumer; after one that did not arrive, the next way is tried. Where it throws,
   * WeChat is to repeat the report.
   */
  async reported(conversationId: string, openid: string, { way, templateId, msgid, arrived }: NoticeReport): Promise<void> {
    const { notices, subscription } = this.options;
    if (way === 'subscription' && templateId !== subscription?.id) return;
    const $push = { reports: { msgid, arrived } };
    const known = { conversationId, way, status: 'sent' as const, msgid: way === 'template' ? msgid : { $exists: false } };
    // The answer with the id may still be on its way here: whichever comes second finds the other.
    await notices.updateMany({ conversationId, way, status: 'asked' }, { $push });
    await notices.updateMany(known, { $push });
    for (const { _id } of await notices.find(known).toArray()) await this.settle(_id, openid);
  }

  /** Whether a colleague is to phone this consumer. */
  async phoneDue(conversationId: string): Promise<boolean> {
    return (await this.options.notices.countDocuments({ conversationId, status: 'open', way: 'phone' })) > 0;
  }

  private async tryWays(ways: readonly NoticeWay[], openid: string, matter: Matter): Promise<void> {
    for (const way of ways) if (await this.tryWay(way, openid, matter)) return;
  }

  /** @returns whether it need not go on */
  private async tryWay(way: NoticeWay, openid: string, matter: Matter): Promise<boolean> {
    const { notices, logger } = this.options;
    const id = derivedId('ntc', matter.conversationId, String(matter.seq));
    const _id = `${id}.${way}`;
    const known = await notices.findOne({ _id });
    if (known && (known.status === 'called' || ON_ITS_WAY.includes(known.status))) return true;
    if (way === 'phone') {
      await this.write(known, { _id, ...matter, way, status: 'open' });
      return true;
    }
    const send = this.sending(way, openid, matter, id.slice(0, 64));
    if (!send) return false;
    await this.write(known, { _id, ...matter, way, status: 'asked' });
    let msgid: string | undefined;
    try {
      msgid = await send();
    } catch (error) {
      if (!(error instanceof WechatError) || error.fault !== 'declined')
        logger.warn({ err: error, way }, 'a notice could not be sent');
      await notices.updateOne({ _id, status: 'asked' }, { $set: { status: 'failed' } });
      return false;
    }
    await notices.updateOne({ _id, status: 'asked' }, { $set: { status: 'sent', ...(msgid ? { msgid } : {}) } });
    await this.settle(_id, openid);
    return true;
  }

  /** `undefined`: this way is not open for this matter. */
  private sending(
    way: 'template' | 'subscription',
    openid: string,
    { complaintNumber }: Matter,
    id: string,
  ): (() => Promise<string | undefined>) | undefined {
    const { api, [way]: template } = this.options;
    const values = template && fill(template, complaintNumber);
    if (!api || !values || (way === 'template' && !complaintNumber)) return undefined;
    if (way === 'template') return () => api.sendTemplate(openid, template.id, values, id);
    return async () => {
      await api.sendSubscription(openid, template.id, values);
      return undefined;
    };
  }

  /** Does what follows from a report on a message that WeChat has; one after the other, since its answer and its report may meet. */
  private settle(_id: string, openid: string): Promise<void> {
    const { notices } = this.options;
    return this.settling.run(_id, async () => {
      const notice = await notices.findOne({ _id, status: 'sent' });
      const report = notice?.reports?.find(({ msgid }) => notice.msgid === undefined || msgid === notice.msgid);
      if (!notice || !report) return;
      const { conversationId, seq, upTo, complaintNumber, way } = notice;
      if (!report.arrived)
        await this.tryWays(WAYS.slice(WAYS.indexOf(way) + 1), openid, { conversationId, seq, upTo, complaintNumber });
      await notices.updateOne({ _id, status: 'sent' }, { $set: { status: report.arrived ? 'delivered' : 'failed' } });
    });
  }

  /** Tried again: the consumer was back for a while and is out of reach with the same answer unsent, or a process ended over it. */
  private async write(known: Notice | null, { _id, ...fields }: Omit<Notice, 'at'>): Promise<void> {
    const $set = { ...fields, at: this.options.clock.now() };
    // WeChat answers what it was asked a moment ago with the id of then, and has reported on that.
    const $unset =
      known?.status === 'asked' ? { msgid: '' as const } : { msgid: '' as const, reports: '' as const, calls: '' as const };
    await this.options.notices.updateOne({ _id }, { $set, $unset } as UpdateFilter<Notice>, { upsert: true });
  }
}

/**
 * What a template shows: the words are ours, what was answered stays in the conversation. WeChat takes no empty field.
 * @returns `undefined` where a field cannot be filled
 */
function fill({ fields }: NoticeTemplate, complaintNumber?: string): Record<string, string> | undefined {
  const { notice } = messages['zh-CN'].wechat;
  const title = complaintNumber ? notice.title : notice.titleOfOthers;
  const values = { title, number: complaintNumber, status: notice.status, remark: notice.remark };
  const filled: Record<string, string> = {};
  for (const [field, what] of Object.entries(fields)) {
    const value = values[what];
    if (!value) return undefined;
    filled[field] = value;
  }
  return filled;
}

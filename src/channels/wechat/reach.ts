import type { Collection } from '../../storage/database';
import { within } from '../carrier';
import type { Delivery } from '../delivery';
import type { LogCourier } from '../log-courier';
import type { Notices } from './notices';
import type { QuotaBook } from './quota-book';

/** How a consumer of WeChat or WeCom can be reached, as a desk shows it. */
export interface WechatReach {
  /** Customer-service messages that may still be sent. */
  messagesLeft: number;
  /** When the last open window closes. */
  until?: Date;
  /** They do not follow the account any more. */
  gone: boolean;
  /** An answer could not be sent: a colleague is to phone. */
  phoneDue: boolean;
  /** The numbers in the log of what waits until the consumer writes again. What is only on its way is not among them. */
  undelivered: readonly number[];
}

export interface ReachSources {
  deliveries: Collection<Delivery>;
  courier: Pick<LogCourier, 'behind'>;
  quota: QuotaBook;
  notices: Notices;
}

export async function readReach(
  { deliveries, courier, quota, notices }: ReachSources,
  conversationId: string,
): Promise<WechatReach> {
  const { left, until, gone, owing } = await quota.reach(conversationId);
  const phoneDue = owing && (await notices.phoneDue(conversationId));
  const reach = { messagesLeft: left, until, gone, phoneDue };
  const delivery = left === 0 || owing ? await deliveries.findOne({ _id: conversationId }) : null;
  if (!delivery) return { ...reach, undelivered: [] };
  const behind = await courier.behind(conversationId, delivery);
  const onTheirWay = delivery.intent ? within(behind, delivery.intent.to) : [];
  return { ...reach, undelivered: behind.slice(onTheirWay.length).map(({ seq }) => seq) };
}

import { createHash } from 'node:crypto';
import type { Message } from '../../conversations/message';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import { CALL_OVER_MS } from '../delivery';
import type { Delivery, Intent } from '../delivery';
import { DeliveryHeld, NotSent, within } from '../carrier';
import type { Carrier, Leg } from '../carrier';
import type { WechatApi } from './api-client';
import { openidOf } from './identity';
import { OtherWays } from './other-ways';
import type { OtherWaysOptions } from './other-ways';
import { planBubbles } from './plan-bubbles';
import { shownText, toCustomMessage, withMoreToCome } from './render';
import type { Bubble } from './render';
import { UnknownTries } from './unknown-tries';
import type { Uploads } from './uploads';
import { WechatError, WechatSilence } from './wechat-error';

export interface SenderOptions extends OtherWaysOptions {
  api: WechatApi;
  uploads: Uploads;
  /** Whether the account may send menu messages. */
  menus: boolean;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

/** WeChat repeats a callback that was not answered for up to 15 s: so long a passive reply in doubt may still be asked for. */
const REPEATS_MS = 20_000;
/** A call that we gave up may still be done by WeChat: asked before, its record says that nothing arrived. */
const AT_WORK_MS = 10_000;
/** How far around a send in doubt WeChat's record is read: by so much may the clocks differ, and the doctor warns well before that. */
const CLOCKS_APART_MS = 90_000;
const DAY_MS = 86_400_000;

/** Of the words as a reader, and WeChat's record, sees them. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * Carries the log to a consumer by customer-service messages. WeChat takes the same message twice, so each is written down
 * before it is sent; one whose end is unknown is looked for in WeChat's own record, and only sent again where it is not there.
 * Where the account may not read the record it is sent again: lost is worse than doubled (`wechat_resent_in_doubt` counts it).
 */
export class WechatSender implements Carrier {
  private readonly unknownTries = new UnknownTries();
  /** Places where a bubble was refused that can be said otherwise: there each piece goes by itself and in words. */
  private readonly careful = new Map<string, number>();
  private readonly otherWays: OtherWays;

  constructor(private readonly options: SenderOptions) {
    this.otherWays = new OtherWays(options);
  }

  async load(delivery: Delivery, outbound: readonly Message[]): Promise<Leg | undefined> {
    const { quota } = this.options;
    const reach = await quota.reach(delivery._id);
    const bubbles = this.plan(delivery, outbound, reach.left);
    const [next] = bubbles;
    if (!next) return undefined;
    if (reach.left === 0) await this.otherWays.hold(delivery._id, outbound);
    await this.options.api.prepare();
    const bubble = reach.left === 1 && bubbles.length > 1 ? withMoreToCome(next) : await this.options.uploads.ready(next);
    return {
      to: next.to,
      hash: hashOf(shownText(bubble)),
      send: (assureTime) => this.send(delivery, bubble, outbound, assureTime),
    };
  }

  async settle(delivery: Delivery, { at, givenUpAt, hash, answerTo }: Intent): Promise<boolean> {
    const { api, quota, clock, metrics } = this.options;
    const now = clock.now();
    const over = givenUpAt?.getTime() ?? at.getTime() + CALL_OVER_MS;
    const known = new Date(answerTo ? at.getTime() + REPEATS_MS : over + AT_WORK_MS);
    if (now < known) throw new DeliveryHeld(known);
    const from = new Date(at.getTime() - CLOCKS_APART_MS);
    const to = new Date(Math.min(now.getTime() + CLOCKS_APART_MS, from.getTime() + DAY_MS));
    try {
      const record = await api.record(await openidOf(this.options, delivery._id), from, to);
      const recorded = record.filter(({ toConsumer, text }) => toConsumer && hashOf(text) === hash).length;
      const accounted = (delivery.recent ?? []).filter((sent) => sent.hash === hash && sent.at >= from).length;
      if (recorded > accounted) return true;
    } catch (error) {
      if (!(error instanceof WechatError) || error.fault !== 'forbidden') throw error;
      metrics.count('wechat_resent_in_doubt');
    }
    if (!answerTo) await quota.giveBack(delivery._id, at);
    return false;
  }

  private plan(delivery: Delivery, outbound: readonly Message[], room: number): Bubble[] {
    const carefully = this.careful.get(delivery._id) === delivery.position;
    if (!carefully) this.careful.delete(delivery._id);
    return planBubbles(outbound, delivery, { menus: this.options.menus, room, carefully });
  }

  private async send(delivery: Delivery, bubble: Bubble, outbound: readonly Message[], assureTime: () => void): Promise<void> {
    const conversationId = delivery._id;
    const { api, quota, uploads, metrics } = this.options;
    const openid = await openidOf(this.options, conversationId);
    const spent = await quota.spend(conversationId);
    if (!spent) throw new NotSent('The quota went meanwhile.');
    try {
      await api.send(openid, toCustomMessage(bubble), assureTime);
      this.unknownTries.forget(conversationId);
      metrics.count('wechat_sent');
    } catch (error) {
      if (error instanceof WechatSilence && error.reached) throw error;
      if (error instanceof WechatError && (error.fault === 'content' || error.fault === 'media') && saysMore(bubble)) {
        this.careful.set(conversationId, delivery.position);
        await uploads.forget(bubble);
        await quota.giveBack(conversationId, spent);
        throw notSent(error);
      }
      if (error instanceof WechatError) return this.refused(error, delivery, spent, bubble, outbound);
      await quota.giveBack(conversationId, spent);
      throw notSent(error);
    }
  }

  /** Nothing was sent. Returns where the message is passed over, so that it does not hold up those behind it. */
  private async refused(
    error: WechatError,
    delivery: Delivery,
    spent: Date,
    bubble: Bubble,
    outbound: readonly Message[],
  ): Promise<void> {
    const conversationId = delivery._id;
    const { quota, metrics, logger } = this.options;
    metrics.count(`wechat_refused_${error.fault}`);
    switch (error.fault) {
      case 'window':
      case 'quota':
      case 'declined': // until they write again
        await quota.exhausted(conversationId, spent);
        return this.otherWays.hold(conversationId, outbound);
      case 'gone':
        await quota.consumerGone(conversationId, spent);
        return this.otherWays.hold(conversationId, outbound);
      case 'forbidden':
        await quota.giveBack(conversationId, spent);
        logger.error({ err: error }, 'the account may not send customer-service messages');
        return this.otherWays.hold(conversationId, outbound);
      case 'busy':
      case 'frequency':
      case 'token':
      case 'account':
        await quota.giveBack(conversationId, spent);
        throw notSent(error);
      case 'unknown':
      case 'session':
      case 'stale':
      case 'media':
      case 'content':
        await quota.giveBack(conversationId, spent);
        if (error.fault === 'unknown' && this.unknownTries.again(conversationId, delivery)) throw notSent(error);
        logger.error({ err: error, conversationId }, 'a message that WeChat does not take is passed over');
        await this.otherWays.tell(conversationId, within(outbound, bubble.to));
    }
  }
}

/** It is several pieces, or more than words: what is wrong with it may not be wrong with its words. */
function saysMore({ merged, rich, choices }: Bubble): boolean {
  return merged === true || rich !== undefined || choices.length > 0;
}

function notSent(cause: unknown): NotSent {
  const error: NotSent & { code?: unknown } = new NotSent('WeChat did not take it.', { cause });
  error.code = (cause as { code?: unknown }).code;
  return error;
}

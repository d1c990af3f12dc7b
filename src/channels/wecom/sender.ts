import type { Message } from '../../conversations/message';
import { derivedId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';
import type { Delivery, Intent, Place } from '../delivery';
import { DeliveryHeld, NotSent, within } from '../carrier';
import type { Carrier, Leg } from '../carrier';
import type { LogCourier } from '../log-courier';
import { openidOf } from '../wechat/identity';
import { OtherWays } from '../wechat/other-ways';
import type { OtherWaysOptions } from '../wechat/other-ways';
import { toBubbles, withMoreToCome } from '../wechat/render';
import type { Bubble } from '../wechat/render';
import { UnknownTries } from '../wechat/unknown-tries';
import { WechatError, WechatSilence } from '../wechat/wechat-error';
import type { WechatFault } from '../wechat/wechat-error';
import type { SessionBook } from './session-book';
import type { WecomApi, WecomMessage } from './wecom-api';

export interface SenderOptions extends OtherWaysOptions {
  behind: LogCourier['behind'];
  api: WecomApi;
  sessions: SessionBook;
  logger: Logger;
  metrics: Metrics;
}

/** What WeCom takes as the head of a menu, in bytes. */
const HEAD_LIMIT = 1024;
/** What may be over before a welcome is. */
const PASSING: ReadonlySet<WechatFault> = new Set(['busy', 'frequency', 'token', 'account']);

/**
 * Carries the log to a consumer by `send_msg`. Each message has an id that is made of where in the log it begins and ends, and is
 * written down before it is sent: one whose end is unknown is sent again under the same id, which WeCom takes once.
 */
export class WecomSender implements Carrier {
  private readonly unknownTries = new UnknownTries();
  private readonly otherWays: OtherWays;

  constructor(private readonly options: SenderOptions) {
    this.otherWays = new OtherWays(options);
  }

  async load(delivery: Delivery, outbound: readonly Message[]): Promise<Leg | undefined> {
    const { quota, sessions } = this.options;
    const { left } = await quota.reach(delivery._id);
    const [next, ...more] = plan(delivery, outbound, left);
    if (!next) return undefined;
    const welcome = left === 0 ? await sessions.welcomeCode(delivery._id) : undefined;
    if (left === 0 && !welcome) {
      // Who only entered has asked for nothing: nobody needs to phone them.
      if (!(await quota.knows(delivery._id))) throw new DeliveryHeld();
      await this.otherWays.hold(delivery._id, outbound);
    }
    const hash = messageId(delivery, next.to, welcome ? 'welcome' : 'answer');
    if (welcome) return { to: next.to, hash, send: () => this.welcome(delivery._id, welcome, hash, next) };
    const bubble = left === 1 && more.length > 0 ? withMoreToCome(next) : next;
    return { to: next.to, hash, send: (assureTime) => this.send(delivery, hash, bubble, outbound, assureTime) };
  }

  /**
   * Sent again under its id; it is counted now where the crash came before that. WeCom's documentation calls an id that was used
   * before an error, and gives no code for it: a code that is not known says neither that it arrived nor that it did not, and is
   * treated as of a message that did not.
   */
  async settle(delivery: Delivery, { to, hash, at }: Intent): Promise<boolean> {
    const { api, behind, quota, metrics } = this.options;
    const outbound = await behind(delivery._id, delivery);
    const [bubble] = toBubbles(outbound, delivery, { menus: false, until: to });
    if (!bubble) return true;
    if (isWelcome(hash)) return this.settleWelcome(delivery._id, hash, bubble);
    if (!(await quota.spentSince(delivery._id, at)) && !(await quota.spend(delivery._id))) return false;
    metrics.count('wecom_resent_in_doubt');
    try {
      await api.send(await openidOf(this.options, delivery._id), hash, toWecomMessage(bubble));
    } catch (error) {
      if (!(error instanceof WechatError)) throw error;
      await this.refused(error, delivery, at, bubble, outbound);
    }
    this.unknownTries.forget(delivery._id);
    return true;
  }

  private async send(
    delivery: Delivery,
    msgid: string,
    bubble: Bubble,
    outbound: readonly Message[],
    assureTime: () => void,
  ): Promise<void> {
    const conversationId = delivery._id;
    const { api, quota, metrics } = this.options;
    const userid = await openidOf(this.options, conversationId);
    const spent = await quota.spend(conversationId);
    if (!spent) throw new NotSent('The quota went meanwhile.');
    try {
      assureTime();
      await api.send(userid, msgid, toWecomMessage(bubble));
      this.unknownTries.forget(conversationId);
      metrics.count('wecom_sent');
    } catch (error) {
      if (error instanceof WechatSilence && error.reached) throw error;
      await quota.giveBack(conversationId, spent);
      if (error instanceof WechatError) return this.refused(error, delivery, spent, bubble, outbound);
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
    const { sessions, quota, metrics, logger } = this.options;
    metrics.count(`wecom_refused_${error.fault}`);
    switch (error.fault) {
      case 'session':
        if (await sessions.takeUp(conversationId, await openidOf(this.options, conversationId))) throw notSent(error);
        throw new DeliveryHeld(); // goes when the consumer writes again, if not to a person of WeCom's
      case 'quota':
      case 'window':
        await quota.exhausted(conversationId, spent);
        return this.otherWays.hold(conversationId, outbound);
      case 'gone':
      case 'declined':
      case 'forbidden':
        return this.otherWays.hold(conversationId, outbound);
      case 'busy':
      case 'frequency':
      case 'token':
      case 'account':
        throw notSent(error);
      case 'unknown':
      case 'stale':
      case 'media':
      case 'content':
        if (error.fault === 'unknown' && this.unknownTries.again(conversationId, delivery)) throw notSent(error);
        logger.error({ err: error, conversationId }, 'a message that WeCom does not take is passed over');
        await this.otherWays.tell(conversationId, within(outbound, bubble.to));
    }
  }

  /** Not taken, it is tried again while the code is good, and then waits for the consumer to write. */
  private async welcome(conversationId: string, code: string, msgid: string, bubble: Bubble): Promise<void> {
    const { api, sessions, logger } = this.options;
    try {
      await api.welcome(code, msgid, toWecomMessage(bubble));
    } catch (error) {
      if (error instanceof WechatSilence && error.reached) throw error;
      if (!(error instanceof WechatError) || PASSING.has(error.fault)) throw notSent(error);
      logger.warn({ err: error, conversationId }, 'a welcome was not taken');
      await sessions.welcomed(conversationId);
      throw new DeliveryHeld();
    }
    await sessions.welcomed(conversationId);
  }

  /** A code takes one message: refused now, it took that one. Where the code is over, nobody is welcomed late, or twice. */
  private async settleWelcome(conversationId: string, msgid: string, bubble: Bubble): Promise<true> {
    const code = await this.options.sessions.welcomeCode(conversationId);
    if (!code) return true;
    try {
      await this.welcome(conversationId, code, msgid, bubble);
    } catch (error) {
      if (!(error instanceof DeliveryHeld)) throw error;
    }
    return true;
  }
}

/** As few as there may be; choices to be touched where there is room for them. */
function plan(delivery: Delivery, outbound: readonly Message[], left: number): Bubble[] {
  const touched = toBubbles(outbound, delivery, { menus: true });
  const fit = touched.every(({ text, choices }) => choices.length === 0 || Buffer.byteLength(text) <= HEAD_LIMIT);
  return fit && touched.length <= Math.max(left, 1) ? touched : toBubbles(outbound, delivery, { menus: false });
}

function toWecomMessage({ text, choices }: Bubble): WecomMessage {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const list = choices.map((content, index) => ({ type: 'click' as const, click: { id: String(index + 1), content } }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list, tail_content: '' } };
}

/** 32 characters, the most that WeCom takes. */
function messageId({ _id, position, part }: Delivery, to: Place, kind: 'welcome' | 'answer'): string {
  const id = derivedId('m', _id, `${position}.${part}`, `${to.position}.${to.part}`);
  return (kind === 'welcome' ? 'w' : 'm') + id.slice(3);
}

function isWelcome(msgid: string): boolean {
  return msgid.startsWith('w');
}

function notSent(cause: unknown): NotSent {
  return new NotSent('WeCom did not take it.', { cause });
}

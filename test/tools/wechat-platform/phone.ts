import { createHash } from 'node:crypto';
import type { Account } from './account';
import { History, OUT_OF_ORDER } from './bubble';
import type { Arrival, Bubble } from './bubble';
import type { ChatRecord } from './chat-record';
import { eventFields, messageFields, nextMessageId } from './inbound';
import type { Inbound } from './inbound';
import type { MediaStore } from './media';
import type { Menu } from './menu';
import type { NativeDesk } from './native-desk';
import { showOutbound } from './outbound';
import { unixTime } from './pace';
import type { Pace } from './pace';
import type { Delivery, Pusher } from './pusher';
import { ReplyQuota } from './reply-quota';
import type { Trigger } from './reply-quota';
import type { Scenes } from './scenes';
import type { XmlFields } from './xml';

/** What a phone reaches of the platform. */
export interface Backstage {
  account: Account;
  pace: Pace;
  pusher: Pusher;
  media: MediaStore;
  menu: Menu;
  scenes: Scenes;
  desk: NativeDesk;
  record: ChatRecord;
  /** Where pictures are shown from. */
  pictureUrl: (mediaId: string) => string;
}

/** A consumer with WeChat: what they do, and everything their phone showed. */
export class Phone {
  readonly openid: string;
  readonly history = new History();
  readonly quota = new ReplyQuota();
  /** When they followed, seconds since 1970; `undefined`: they do not follow. */
  followedAt?: number;
  /** Refuses template messages. */
  blocksTemplates = false;
  /** Has switched subscription messages off, perhaps since they were allowed. */
  blocksSubscriptions = false;
  /** What became of a template message is reported before the call that sent it is answered. */
  reportsFirst = false;
  /** When the consumer last did something, and until when the account is shown typing; ms since 1970. */
  lastActed = 0;
  typingUntil = 0;
  /** One-time subscriptions left, by template. */
  readonly subscriptions = new Map<string, number>();

  constructor(
    readonly name: string,
    private readonly stage: Backstage,
  ) {
    this.openid = `o${createHash('sha256').update(`${stage.account.appId} ${name}`).digest('base64url').slice(0, 27)}`;
  }

  says(text: string): Promise<Delivery> {
    return this.sends({ kind: 'text', text });
  }

  /** Sends a message; resolves when WeChat has brought it to the account, or given up. */
  async sends(message: Inbound): Promise<Delivery> {
    const { fields, shown } = messageFields(message, this.stage.media, this.stage.pictureUrl);
    const bubble = this.utter('message', shown);
    if (!this.stage.desk.servedBy(this.openid)) return this.deliver(bubble, fields);
    this.stage.desk.touch(this.openid);
    return { tries: [] };
  }

  /** Touches a line of the last menu message that has it: the account gets its words, and what it may answer is a click's. */
  async picks(content: string): Promise<Delivery> {
    const choices = this.history.bubbles.flatMap((bubble) => bubble.choices ?? []);
    const choice = choices.findLast((one) => one.content === content);
    if (!choice) throw new Error(`No menu message has "${content}".`);
    const bubble = this.utter('click', { kind: 'text', text: content });
    return this.deliver(bubble, { MsgType: 'text', Content: content, bizmsgmenuid: choice.id });
  }

  /** Touches a button of the published menu, by its name. */
  async clicks(name: string): Promise<Delivery> {
    const buttons = this.stage.menu.get().flatMap((top) => (top.sub_button?.length ? top.sub_button : [top]));
    const button = buttons.find((one) => one.name === name);
    if (!button) throw new Error(`The menu has no "${name}".`);
    if (button.type !== 'click') return this.push(eventFields('VIEW', { EventKey: button.url ?? button.pagepath ?? '' }));
    this.acts('click');
    return this.push(eventFields('CLICK', { EventKey: button.key ?? '' }));
  }

  /** @param code the ticket of a scene code, or what the printed code leads to */
  async scans(code: string): Promise<Delivery> {
    const scene = this.stage.scenes.byTicketOrUrl(code);
    if (!scene) throw new Error('There is no such scene code, or its time is over.');
    if (this.followedAt === undefined) return this.follows(scene);
    this.acts('scan');
    return this.push(eventFields('SCAN', { EventKey: scene.key, Ticket: scene.ticket }));
  }

  async follows(scene?: { key: string; ticket: string }): Promise<Delivery> {
    this.followedAt = unixTime(this.stage.pace);
    this.acts('follow');
    if (scene) this.quota.grant('scan', this.now());
    this.history.changed();
    return this.push(eventFields('subscribe', { EventKey: scene ? `qrscene_${scene.key}` : '', Ticket: scene?.ticket }));
  }

  /** Allows one subscription message of this template, or does not, on the sheet that WeChat shows over a page. */
  choosesSubscription(TemplateId: string, allow: boolean): Promise<Delivery> {
    if (allow) this.subscriptions.set(TemplateId, (this.subscriptions.get(TemplateId) ?? 0) + 1);
    const List = { TemplateId, SubscribeStatusString: allow ? 'accept' : 'reject', PopupScene: '1' };
    return this.push(eventFields('subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { List } }));
  }

  unfollows(): Promise<Delivery> {
    this.followedAt = undefined;
    this.history.changed();
    return this.push(eventFields('unsubscribe', { EventKey: '' }));
  }

  /** Any other push in the consumer's name: events that nobody foresaw, reports of sent templates. */
  async push(fields: XmlFields): Promise<Delivery> {
    const { originalId } = this.stage.account;
    const head = { ToUserName: originalId, FromUserName: this.openid, CreateTime: unixTime(this.stage.pace) };
    const delivery = await this.stage.pusher.push(this.openid, { ...head, ...fields });
    if (this.followedAt === undefined) return delivery;
    const { reply } = delivery;
    const answered = fields.Event !== 'TEMPLATESENDJOBFINISH' && fields.Event !== 'subscribe_msg_sent_event';
    if (reply?.kind === 'message') this.receive(showOutbound(reply.message), 'passive');
    else if (reply?.kind === 'transfer') this.stage.desk.transfer(this.openid, reply.worker);
    else if (reply?.kind !== 'accepted' && answered)
      this.show({ from: 'platform', arrived: 'notice', kind: 'notice', text: OUT_OF_ORDER });
    return delivery;
  }

  /** The account's words arrive. */
  receive(shown: Omit<Bubble, 'from' | 'arrived' | 'at'>, arrived: Arrival, worker = ''): void {
    this.typingUntil = 0;
    this.show({ from: 'account', arrived, ...shown });
    this.write(2002, shown.text, worker);
  }

  /** The account is shown typing until then (ms since 1970); 0 ends it. */
  typing(until: number): void {
    this.typingUntil = until;
    this.history.changed();
  }

  private utter(trigger: Trigger, shown: Pick<Bubble, 'kind' | 'text' | 'mediaId' | 'link'>): Bubble {
    this.acts(trigger);
    this.write(2003, shown.text);
    return this.show({ from: 'user', arrived: 'sent', ...shown });
  }

  private async deliver(bubble: Bubble, fields: XmlFields): Promise<Delivery> {
    const delivery = await this.push({ ...fields, MsgId: nextMessageId() });
    bubble.tries = delivery.tries;
    this.history.changed();
    return delivery;
  }

  private show(bubble: Omit<Bubble, 'at'>): Bubble {
    const shown = { ...bubble, at: this.stage.pace.clock.now() };
    this.history.add(shown);
    return shown;
  }

  private acts(trigger: Trigger): void {
    if (this.followedAt === undefined) throw new Error(`${this.name} does not follow the account.`);
    this.lastActed = this.now();
    this.quota.grant(trigger, this.lastActed);
  }

  private write(opercode: 2002 | 2003, text: string, worker = ''): void {
    this.stage.record.add({ openid: this.openid, opercode, text, worker, time: unixTime(this.stage.pace) });
  }

  /** The time on the phone, ms since 1970. */
  now(): number {
    return this.stage.pace.clock.now().getTime();
  }
}

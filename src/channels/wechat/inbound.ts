import { FOLLOWED, SCANNED, UNREAD } from '../../bot/events';
import type { Unread } from '../../bot/events';
import type { LoggedActivity } from '../../conversations/message';
import type { NoticeChoice } from '../../conversations/notice-page';
import { HANDOFF_STATUS } from '../../handoff/desk';
import { derivedId } from '../../platform/ids';
import { readChoice } from './notice-choice';
import type { NoticeReport } from './notices';
import type { Trigger } from './quota-book';
import type { Push } from './wire';

/** Something that concerns the channel, not the conversation. */
export type Note =
  | { kind: 'gone' }
  | { kind: 'deskClosed' }
  | { kind: 'noticeReports'; reports: NoticeReport[] }
  | { kind: 'noticeChoice'; choice: NoticeChoice }
  | { kind: 'unknown'; what: string };

/** A push, read: what the bot answers, what it allows us to send, what is to be fetched. */
export interface Inbound {
  /** Derived from WeChat's own ids, so that its retry is the same message. */
  id: string;
  at: Date;
  activity?: LoggedActivity;
  triggers: readonly Trigger[];
  /** It is about the consumer, not by them: no answer to it would reach them. */
  unanswerable?: true;
  media?: { id: string; kind: 'image' | 'voice' | 'video' | 'file' };
  note?: Note;
}

const TEXT_LIMIT = 4000;

/** What of an account says how its events are read. */
export interface Reading {
  /** Whether WeChat's own desk serves handoffs, so that its events are changes of hands. */
  nativeDesk: boolean;
  /** The template of our subscription messages: choices about others are nothing to us. */
  subscriptionId?: string;
}

/** Reads a message or event. Messages are told apart by MsgId, events by FromUserName and CreateTime (domain §6). */
export function readInbound(push: Push, conversationId: string, reading: Reading): Inbound {
  const key = push.MsgType === 'event' || !push.MsgId ? eventKey(push) : push.MsgId;
  const head = { id: derivedId('msg', 'wechat', conversationId, key), at: new Date(push.CreateTime * 1000) };
  return push.MsgType === 'event'
    ? { ...head, triggers: [], ...readEvent(push, reading) }
    : { ...head, triggers: [push.bizmsgmenuid ? 'click' : 'message'], ...readMessage(push) };
}

function readMessage(push: Push): Pick<Inbound, 'activity' | 'media' | 'note'> {
  const { MsgType, MediaId: id } = push;
  switch (MsgType) {
    case 'text':
      return { activity: push.Content?.trim() ? said(push.Content) : unread('kind') };
    case 'image':
      return id ? { activity: said(''), media: { id, kind: 'image' } } : { activity: unread('lost') };
    case 'voice':
      return id ? { activity: said(push.Recognition ?? ''), media: { id, kind: 'voice' } } : { activity: unread('lost') };
    case 'video':
    case 'shortvideo':
      return id ? { activity: said(''), media: { id, kind: 'video' } } : { activity: unread('lost') };
    case 'location':
      // The place's name only: coordinates say more than a complaint needs.
      return { activity: push.Label?.trim() ? said(push.Label) : unread('kind') };
    case 'link':
      return { activity: said([push.Title, push.Description, push.Url].filter(Boolean).join('\n')) };
    case 'file':
      return { activity: unread('file') };
    default:
      return { activity: unread('kind'), note: { kind: 'unknown', what: MsgType } };
  }
}

function readEvent(
  push: Push,
  { nativeDesk, subscriptionId }: Reading,
): Pick<Inbound, 'activity' | 'note' | 'unanswerable'> & { triggers?: Trigger[] } {
  const { Event: event = '', EventKey: key = '' } = push;
  switch (event) {
    case 'subscribe': {
      const scene = /^qrscene_(.+)$/.exec(key)?.[1];
      const activity = { type: 'event', name: FOLLOWED, ...(scene ? { value: { scene } } : {}) };
      return { activity, triggers: scene ? ['follow', 'scan'] : ['follow'] };
    }
    case 'unsubscribe':
      return { note: { kind: 'gone' } };
    case 'SCAN':
      return { activity: { type: 'event', name: SCANNED, value: { scene: key } }, triggers: ['scan'] };
    case 'CLICK':
      // A menu's key is the sentence that its button says (content/wechat/menu.json).
      return key.trim() ? { activity: said(key), triggers: ['click'] } : { triggers: ['click'] };
    case 'TEMPLATESENDJOBFINISH':
      return push.MsgID ? reported([{ way: 'template', msgid: push.MsgID, arrived: push.Status === 'success' }]) : {};
    case 'subscribe_msg_sent_event':
      return reported(
        (push.SentReports ?? []).map(({ TemplateId: templateId, MsgID: msgid, ErrorCode }) => ({
          way: 'subscription',
          templateId,
          msgid,
          arrived: ErrorCode === '0',
        })),
      );
    case 'kf_create_session':
      return nativeDesk ? { activity: handsChange('active'), unanswerable: true } : {};
    case 'kf_close_session':
      return nativeDesk ? { activity: handsChange('closed'), unanswerable: true, note: { kind: 'deskClosed' } } : {};
    case 'subscribe_msg_popup_event':
      return decided(readChoice(push, subscriptionId, { accept: 'allowed', reject: 'refused' }));
    case 'subscribe_msg_change_event':
      return decided(readChoice(push, subscriptionId, { reject: 'switchedOff' }));
    case 'VIEW':
    case 'LOCATION':
    case 'kf_switch_session':
      return {};
    default:
      return { note: { kind: 'unknown', what: event } };
  }
}

function eventKey({ CreateTime, MsgType, Event = '', EventKey = '', MsgID = '', ...lists }: Push): string {
  const { SentReports = [], SubscriptionChoices = [] } = lists;
  const listed = [
    ...SentReports.map((report) => report.MsgID),
    ...SubscriptionChoices.map((choice) => `${choice.TemplateId}=${choice.SubscribeStatusString}`),
  ];
  return [CreateTime, MsgType, Event, EventKey, MsgID, ...listed].join('/');
}

function reported(reports: NoticeReport[]): Pick<Inbound, 'note'> {
  return { note: { kind: 'noticeReports', reports } };
}

function decided(choice: NoticeChoice | undefined): Pick<Inbound, 'note'> {
  return choice ? { note: { kind: 'noticeChoice', choice } } : {};
}

function said(text: string): LoggedActivity {
  return { type: 'message', text: text.trim().slice(0, TEXT_LIMIT) };
}

function unread(what: Unread): LoggedActivity {
  return { type: 'event', name: UNREAD, value: { what } };
}

/** Whose post it is, the event does not say (native-desk.ts). */
function handsChange(status: 'active' | 'closed'): LoggedActivity {
  return { type: 'event', name: HANDOFF_STATUS, value: { status } };
}

/** The same message where its file could not be had. */
export function withoutFile(inbound: Inbound, what: Unread): LoggedActivity {
  return inbound.activity?.text ? inbound.activity : unread(what);
}

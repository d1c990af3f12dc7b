import { messages } from '../../../locales/bot/messages';
import type { Ingress } from '../../bot/ingress';
import type { Conversation } from '../../conversations/conversation';
import type { LoggedActivity, Message, NewMessage } from '../../conversations/message';
import type { MessageLog } from '../../conversations/message-log';
import { HANDOFF_STATUS } from '../../handoff/desk';
import type { HandoffQueue } from '../../handoff/queue';
import type { Skill } from '../../handoff/ticket';
import type { Clock } from '../../platform/clock';
import { derivedId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';
import { DELIVERED } from '../carrier';
import type { RecordLine, WechatApi } from './api-client';
import { openReference } from './identity';
import { WechatError } from './wechat-error';

/** A session at WeChat's own desk that has ended, and whose words belong into the log. */
export interface EndedSession {
  _id: string;
  conversationId: string;
  from: Date;
  to: Date;
  /** They are there, or never will be. */
  done?: true;
}

const DAY_MS = 86_400_000;

export const endedSessionsCollection = defineCollection<EndedSession>({
  name: 'wechatEndedSessions',
  indexes: [{ keys: { done: 1 } }, { keys: { to: 1 }, expireAfterSeconds: (7 * DAY_MS) / 1000 }],
});

export interface NativeDeskOptions {
  sessions: Collection<EndedSession>;
  conversations: Collection<Conversation>;
  log: MessageLog;
  queue: HandoffQueue;
  ingress: Ingress;
  api: Pick<WechatApi, 'record'>;
  vault: Vault;
  clock: Clock;
  logger: Logger;
}

/** What is said at WeChat's desk is not in the log before the session has ended: so far back its start stands. */
const LOOK_BACK = 200;
/** The record's times are of another clock than those of pushes. */
const SAME_MS = 2000;

/**
 * WeChat's own desk (客服), where a bank's people work there instead of at ours. While somebody of it has a consumer, WeChat
 * brings what they say to the desk alone; when that is over, both sides' words are fetched from its record into the log.
 */
export class NativeDesk {
  constructor(private readonly options: NativeDeskOptions) {}

  /** Whether what this consumer says goes to the desk: they wait for a person there, or have one. */
  async serves(conversationId: string): Promise<boolean> {
    if (await this.options.queue.openFor(conversationId)) return true;
    return isStart(await this.lastChange(conversationId));
  }

  /** A change of hands with its post: the one that the consumer waits for; at the end the one that it began with. */
  async withPost(conversationId: string, change: LoggedActivity): Promise<LoggedActivity> {
    const value = change.value as { status: string };
    const from =
      value.status === 'active'
        ? await this.options.queue.openFor(conversationId)
        : ((await this.lastChange(conversationId))?.activity.value as { skill?: Skill } | undefined);
    return { ...change, value: { ...value, skill: from?.skill ?? 'complaints' } };
  }

  /** @param id of the event that says so: told again, it is the same end */
  async ended(conversationId: string, { id, at }: { id: string; at: Date }): Promise<void> {
    const { sessions, log } = this.options;
    if (await sessions.findOne({ _id: id })) return;
    const start = await this.lastChange(conversationId);
    if (!isStart(start)) return void (await log.append(conversationId, notFetched(conversationId, id, at)));
    const session = { _id: id, conversationId, from: start.at, to: at };
    try {
      await sessions.insertOne(session);
    } catch (error) {
      if (isDuplicate(error)) return;
      throw error;
    }
    await this.copy(session);
  }

  /** Fetches what could not be fetched when it ended. */
  async catchUp(): Promise<void> {
    const left = this.options.sessions.find({ done: { $exists: false } }, { limit: 100 });
    for (const session of await left.toArray()) await this.copy(session);
  }

  /** Never rejects for WeChat's sake: what cannot be fetched now is fetched later, for a day. */
  private async copy(session: EndedSession): Promise<void> {
    const { sessions, log, clock, logger } = this.options;
    const { _id, conversationId, to } = session;
    try {
      await log.appendAll(conversationId, await this.words(session));
    } catch (error) {
      logger.warn({ err: error, conversationId }, 'what was said at WeChat’s desk could not be fetched');
      const forbidden = error instanceof WechatError && error.fault === 'forbidden';
      if (!forbidden && clock.now().getTime() - to.getTime() < DAY_MS) return;
      await log.append(conversationId, notFetched(conversationId, _id, to));
    }
    await sessions.updateOne({ _id }, { $set: { done: true } });
  }

  /** @throws WechatError, WechatSilence */
  private async words({ conversationId, from, to }: EndedSession): Promise<NewMessage[]> {
    const { conversations, vault, api, ingress, log } = this.options;
    const conversation = await conversations.findOne({ _id: conversationId });
    const { openid } = openReference(vault, conversation);
    const lines: RecordLine[] = [];
    for (let start = from.getTime(); start <= to.getTime(); start += DAY_MS)
      lines.push(...(await api.record(openid, new Date(start), new Date(Math.min(start + DAY_MS - 1000, to.getTime())))));
    const here = (await log.readLast(conversationId, LOOK_BACK)).filter(({ author }) => author.kind === 'consumer');
    const said = new Map<string, number>();
    return lines
      .filter(({ toConsumer, worker }) => !toConsumer || worker !== '') // without a worker it is ours
      .map((line) => {
        const key = `${line.time}/${line.toConsumer}/${line.text}`;
        said.set(key, (said.get(key) ?? 0) + 1);
        const id = derivedId('msg', 'wechat-desk', conversationId, key, String(said.get(key)));
        return ingress.protect(entryOf(line, id, conversation?.user.id));
      })
      .filter((entry) => entry.author.kind === 'agent' || !here.some((message) => isSame(message, entry)));
  }

  private async lastChange(conversationId: string): Promise<Message | undefined> {
    const latest = await this.options.log.readLast(conversationId, LOOK_BACK);
    return latest.findLast(({ activity }) => activity.name === HANDOFF_STATUS);
  }
}

function isStart(change: Message | undefined): change is Message {
  return (change?.activity.value as { status?: unknown } | undefined)?.status === 'active';
}

/** What the consumer said was brought here before the session, or after WeChat stopped bringing it to the desk. */
function isSame(message: Message, entry: NewMessage): boolean {
  const apart = Math.abs(message.at.getTime() - entry.at.getTime());
  return message._id !== entry.id && apart <= SAME_MS && message.activity.text === entry.activity.text;
}

function entryOf({ toConsumer, text, time }: RecordLine, id: string, userId: string | undefined): NewMessage {
  const head = { id, at: new Date(time * 1000) };
  if (!toConsumer) return { ...head, author: { kind: 'consumer', id: userId }, activity: { type: 'message', text } };
  const activity = { type: 'message', text, channelData: DELIVERED };
  return { ...head, author: { kind: 'agent', name: messages['zh-CN'].wechat.nativeDesk }, activity };
}

/** For colleagues, who else would take the conversation for whole. */
function notFetched(conversationId: string, sessionId: string, at: Date): NewMessage {
  const id = derivedId('msg', 'wechat-desk', conversationId, sessionId);
  const activity = { type: 'message', text: messages['zh-CN'].wechat.deskNotFetched };
  return { id, at, author: { kind: 'system' }, audience: 'staff', activity };
}

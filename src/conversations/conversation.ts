import type { Collection } from '../storage/database';
import { defineCollection, isDuplicate } from '../storage/database';
import type { NewMessage } from './message';

export type ChannelId = 'direct-line' | 'bot-framework' | 'wechat' | 'wecom';

/** The right to run turns of a conversation. `fence` grows with each new owner, so a late write of an old one is refused. */
export interface Lease {
  owner: string;
  until: Date;
}

/** What a turn decided, kept on the record until the log has it: the one write that makes a turn happen. */
export interface Outbox {
  turnId: string;
  messages: NewMessage[];
}

export interface Conversation {
  _id: string;
  channel: ChannelId;
  user: { id: string };
  createdAt: Date;
  lastActiveAt: Date;
  /** Messages up to this number have been answered. */
  handledSeq: number;
  fence: number;
  lease: Lease | null;
  outbox: Outbox | null;
  /** What the bot remembers: small JSON of its own. */
  state: object;
  /** What the channel needs to speak first: e.g. a Bot Framework conversation reference. */
  reference?: object;
}

export const conversationsCollection = defineCollection<Conversation>({
  name: 'conversations',
  // Present while a turn is under way: what a restart looks for.
  indexes: [{ keys: { 'lease.until': 1 }, where: { 'lease.until': { $exists: true } } }],
});

export type NewConversation = Pick<Conversation, '_id' | 'channel' | 'user'> & { at: Date; reference?: object };

/** Makes the conversation unless it exists; either way it is there afterwards. */
export async function ensureConversation(conversations: Collection<Conversation>, fresh: NewConversation): Promise<void> {
  try {
    await conversations.insertOne({
      _id: fresh._id,
      channel: fresh.channel,
      user: fresh.user,
      createdAt: fresh.at,
      lastActiveAt: fresh.at,
      handledSeq: 0,
      fence: 0,
      lease: null,
      outbox: null,
      state: {},
      ...(fresh.reference ? { reference: fresh.reference } : {}),
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

import type { ChannelId, Conversation } from '../conversations/conversation';
import type { Collection } from '../storage/database';

/** The channel of each of these conversations, by id; of one that is not kept any more, nothing. */
export async function channelsOf(
  conversations: Collection<Conversation>,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, ChannelId>> {
  const found = conversations.find({ _id: { $in: [...new Set(conversationIds)] } }, { projection: { channel: 1 } });
  const channels = new Map<string, ChannelId>();
  for await (const { _id, channel } of found) channels.set(_id, channel);
  return channels;
}

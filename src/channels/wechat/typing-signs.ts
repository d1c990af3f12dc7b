import type { Conversation } from '../../conversations/conversation';
import type { Signals } from '../../conversations/signals';
import type { Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import type { WechatApi } from './api-client';
import { openReference } from './identity';

export interface TypingSignsOptions {
  signals: Signals;
  conversations: Collection<Conversation>;
  api: WechatApi;
  vault: Vault;
}

/** WeChat shows a sign for 15 s and refuses another one meanwhile. */
const SHOWN_MS = 15_000;

/** Shows the consumer that a colleague types. A sign that does not arrive is not missed. @returns what ends it */
export function startTypingSigns({ signals, conversations, api, vault }: TypingSignsOptions): () => void {
  const shown = new Map<string, number>();
  const show = async (conversationId: string): Promise<void> => {
    const conversation = await conversations.findOne({ _id: conversationId, channel: 'wechat' });
    if (conversation) await api.typing(openReference(vault, conversation).openid);
  };
  return signals.subscribe(({ conversationId, from }) => {
    const now = Date.now();
    if (from !== 'agent' || now - (shown.get(conversationId) ?? 0) < SHOWN_MS) return;
    for (const [id, at] of shown) if (now - at >= SHOWN_MS) shown.delete(id);
    shown.set(conversationId, now);
    show(conversationId).catch(() => undefined);
  });
}

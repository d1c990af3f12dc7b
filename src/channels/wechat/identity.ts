import { z } from 'zod';
import type { Conversation } from '../../conversations/conversation';
import type { Sealed, Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';

/** What the conversation record keeps of a WeChat consumer: the openid sealed, the account's own id in the clear. */
interface WechatReference {
  openid: Sealed;
  account: string;
}

const reference = z.object({
  openid: z.custom<Sealed>((value) => typeof value === 'object' && value !== null),
  account: z.string(),
});

/** Who stands behind an openid, under ids that tell nothing of it: it is a personal identifier (domain §6). */
export function pseudonyms(vault: Vault, appId: string, openid: string): { conversationId: string; userId: string } {
  const hash = vault.fingerprint('wechat-openid', `${appId}/${openid}`).toString('hex').slice(0, 32);
  return { conversationId: `conv_${hash}`, userId: `usr_${hash}` };
}

export function sealReference(vault: Vault, openid: string, account: string): WechatReference {
  return { openid: vault.seal(openid), account };
}

/** @throws Error for a conversation that is not of WeChat */
export function openReference(
  vault: Vault,
  conversation: Pick<Conversation, 'reference'> | null,
): { openid: string; account: string } {
  const { openid, account } = reference.parse(conversation?.reference);
  return { openid: vault.open(openid), account };
}

/** The openid (or external_userid) of a conversation's consumer. @throws Error for a conversation that is not of WeChat */
export async function openidOf(
  { conversations, vault }: { conversations: Collection<Conversation>; vault: Vault },
  conversationId: string,
): Promise<string> {
  const conversation = await conversations.findOne({ _id: conversationId }, { projection: { reference: 1 } });
  return openReference(vault, conversation).openid;
}

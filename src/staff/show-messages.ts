import type { Message } from '../conversations/message';
import { can } from './policy';
import type { Actor, TicketSubject } from './policy';
import { presentMessage } from './present-message';
import type { MessageView } from './present-message';
import type { StaffServices } from './services';

/** Messages of a conversation, with colleagues' names and links that open what the consumer sent. */
export async function showMessages(
  { accounts, attachments }: Pick<StaffServices, 'accounts' | 'attachments'>,
  messages: readonly Message[],
  subject: TicketSubject,
  reader: Actor,
): Promise<MessageView[]> {
  const agents = messages.flatMap(({ author }) => (author.kind === 'agent' && author.id ? [author.id] : []));
  const nameOf = await accounts.namesOf(agents);
  const reading = { inFull: can(reader, 'readInFull', subject), nameOf, linkOf: (path: string) => attachments.link(path) };
  return messages.map((message) => presentMessage(message, reading));
}

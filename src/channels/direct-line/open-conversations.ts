import { ensureConversation } from '../../conversations/conversation';
import type { Conversation } from '../../conversations/conversation';
import type { MessageLog } from '../../conversations/message-log';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import type { Collection } from '../../storage/database';
import type { TokenBearer } from './tokens';

/** How many conversations are remembered as existing: they are never deleted while their tokens live. */
const REMEMBERED = 50_000;

/** Which conversations of bearers exist, and where in their log a client stands. */
export class OpenConversations {
  private readonly known = new Set<string>();

  constructor(
    private readonly conversations: Collection<Conversation>,
    private readonly log: MessageLog,
    private readonly clock: Clock,
  ) {}

  open({ conversationId, userId }: TokenBearer): Promise<void> {
    return ensureConversation(this.conversations, {
      _id: conversationId,
      channel: 'direct-line',
      user: { id: userId },
      at: this.clock.now(),
    });
  }

  async exists({ conversationId }: TokenBearer): Promise<boolean> {
    if (this.known.has(conversationId)) return true;
    const found = await this.conversations.findOne({ _id: conversationId }, { projection: { _id: 1 } });
    if (!found) return false;
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.add(conversationId);
    return true;
  }

  /** @throws XB_NO_CONVERSATION */
  async mustExist(bearer: TokenBearer): Promise<void> {
    if (!(await this.exists(bearer))) throw new XiaobaoError('XB_NO_CONVERSATION');
  }

  /**
   * The sequence number behind which a client wants to read on.
   * @throws XB_BAD_WATERMARK for what is not a number, or lies ahead of everything said.
   */
  async position({ conversationId }: TokenBearer, watermark: string | undefined): Promise<number> {
    if (!watermark) return 0;
    if (!/^\d{1,15}$/.test(watermark)) throw new XiaobaoError('XB_BAD_WATERMARK');
    const after = Number(watermark);
    if (after <= (await this.log.tail(conversationId))) return after;
    // Another process may have appended what this one's memory of the tail does not know yet.
    const [newest] = await this.log.readLast(conversationId, 1);
    if (after > (newest?.seq ?? 0)) throw new XiaobaoError('XB_BAD_WATERMARK');
    return after;
  }
}

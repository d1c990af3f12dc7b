import type { ComplaintDraft } from '../../src/complaints/complaint-book';
import type { Office } from './office';

export const PREDICTED = {
  channel: [],
  business: [{ key: 'card_credit', score: 0.9, reasons: ['年费'] }],
  cause: [],
  requests: ['refund'],
  flags: [],
} as const;

/** A complaint of the conversation `c-` + `turnId`. @returns its number */
export async function registerComplaint(
  { book, clock }: Office,
  turnId: string,
  more: Partial<ComplaintDraft> = {},
): Promise<string> {
  const receivedAt = clock.now();
  const number = await book.mintNumber(turnId, receivedAt);
  const draft: ComplaintDraft = {
    number,
    receivedAt,
    conversationId: `c-${turnId}`,
    entry: 'web',
    consumerId: 'u1',
    standing: 'self',
    facts: '收了年费',
    amountFen: [20000, 30000],
    requests: ['refund'],
    requestText: '退还年费',
    attachmentUrls: [],
    flags: [],
    mood: 'upset',
    predicted: PREDICTED,
    ...more,
  };
  await book.register(draft, turnId);
  return number;
}

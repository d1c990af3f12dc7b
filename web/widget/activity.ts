/** The part of a Bot Framework activity that the widget reads and writes, and the cards that only Xiaobao sends. */

export interface Activity {
  id?: string;
  type: string;
  timestamp?: string;
  from?: { id?: string; role?: string; name?: string };
  text?: string;
  name?: string;
  value?: unknown;
  locale?: string;
  suggestedActions?: { actions?: readonly SuggestedAction[] };
  attachments?: readonly Attachment[];
  /** The message that this one answers. */
  replyToId?: string;
  channelData?: { clientActivityID?: string; speaker?: string };
}

export interface SuggestedAction {
  title?: string;
  value?: unknown;
}

export interface Attachment {
  contentType: string;
  contentUrl?: string;
  content?: unknown;
  name?: string;
}

export interface Row {
  label: string;
  value: string;
}

export interface ReceiptCard {
  kind: 'receipt';
  title: string;
  rows: readonly Row[];
  copy: Row;
  note?: string;
  ladder?: readonly string[];
}

export interface FaqCard {
  kind: 'faq';
  title: string;
  answer: string;
  detail?: string;
  source: string;
  versionDate: string;
  disclaimer?: string;
}

export interface SummaryCard {
  kind: 'summary';
  title: string;
  rows: readonly (Row & { key: string; change?: string })[];
  note?: string;
}

export type Card = ReceiptCard | FaqCard | SummaryCard;

/** What one of our cards must hold to be shown; without it the activity's text is shown instead. */
const NEEDED: Record<Card['kind'], readonly string[]> = {
  receipt: ['title', 'rows', 'copy'],
  faq: ['title', 'answer', 'source', 'versionDate'],
  summary: ['title', 'rows'],
};

/** The first of our cards among the attachments. */
export function cardOf(attachments: readonly Attachment[]): Card | undefined {
  for (const { contentType, content } of attachments) {
    const kind = /^application\/vnd\.xiaobao\.(receipt|faq|summary)$/.exec(contentType)?.[1] as Card['kind'] | undefined;
    if (!kind || typeof content !== 'object' || content === null) continue;
    if (NEEDED[kind].every((name) => name in content)) return { ...content, kind } as Card;
  }
  return undefined;
}

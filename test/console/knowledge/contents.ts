import type { Content, EntryView, Found } from '../../../web/console/pages/knowledge/knowledge-types';

export function aContent(change: Partial<Content> = {}): Content {
  return {
    title: '存款保险最多赔多少',
    category: 'deposit_insurance',
    wordings: ['银行倒闭了存款怎么办'],
    answer: '同一家银行本金加利息50万元以内全额偿付。',
    citations: [{ instrument: '存款保险条例', article: '第5条' }],
    followUps: [],
    audience: { channels: [], readers: 'all', staffOnly: false },
    validFrom: '2026-11-25',
    ...change,
  };
}

/** An entry whose draft is this text, as the server shows it to an educator. */
export function anEntry(revision: number, content: Content, change: Partial<EntryView> = {}): EntryView {
  const author = { id: 'stf_2', name: '张伟' };
  return {
    id: 'deposit-insurance-limit',
    revision,
    title: content.title,
    category: content.category,
    status: 'draft',
    author,
    updatedAt: '2026-11-25T02:00:00.000Z',
    validFrom: content.validFrom,
    staffOnly: false,
    needsConfirmation: false,
    wordings: content.wordings.length,
    hits: 0,
    useful: 0,
    useless: 0,
    citationsToReview: [],
    draft: { content, status: 'draft', authors: [author], savedAt: '2026-11-25T02:00:00.000Z' },
    permissions: { edit: true, submit: true, return: false, publish: false, withdraw: false, restore: true, discard: false },
    ownWork: false,
    ...change,
  };
}

export function finds(verdict: Found['verdict'], ...titles: string[]): Found {
  return { verdict, matches: titles.map((title, index) => ({ id: `faq-${title}`, title, score: 1 - index / 10 })) };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERYONE } from '../../src/knowledge/entry';
import type { EntryContent, FaqEntry } from '../../src/knowledge/entry';
import { loadSearchLexicon } from '../../src/knowledge/lexicon';
import { normalise } from '../../src/understanding/normalise';
import { createFaqSearch } from '../../src/knowledge/search';
import type { FaqSearch } from '../../src/knowledge/search';
import type { KnownVectors } from '../../src/knowledge/semantic-vectors';

/** Questions that no wording repeats, with the entries that answer them, and questions that nothing here answers. */
export interface Questions {
  answered: { question: string; entries: string[] }[];
  unanswered: string[];
}

export function readQuestions(name: 'questions' | 'fresh-questions'): Questions {
  return JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as Questions;
}

/** The search over some entries on a day at noon in Shanghai. */
export function searchOn(entries: readonly FaqEntry[], day = '2026-11-25', vectors?: KnownVectors): FaqSearch {
  const clock = { now: () => new Date(`${day}T04:00:00Z`) };
  return createFaqSearch(entries, { clock, lexicon: loadSearchLexicon(), normalise, vectors });
}

/** What an educator may write, ready for publication on the days of the tests. */
export function entryContent(changes: Partial<EntryContent> = {}): EntryContent {
  return {
    category: 'cash',
    title: '破损的硬币能换吗？',
    wordings: ['硬币坏了怎么换', '旧硬币哪里能换', '变形的硬币银行收吗'],
    answer: '银行免费兑换残缺、污损的人民币，硬币也一样。请到附近网点办理。',
    citations: [{ instrument: '人民币管理条例', article: '第22条' }],
    followUps: [],
    audience: EVERYONE,
    validFrom: '2026-01-01',
    reviewBy: '2099-01-01',
    ...changes,
  };
}

export function entryAbout(title: string, wordings: string[], changes: Partial<FaqEntry> = {}): FaqEntry {
  return {
    _id: title,
    version: 1,
    status: 'published',
    category: 'cash',
    title,
    wordings,
    answer: '银行免费兑换残缺、污损的人民币。',
    citations: [],
    followUps: [],
    author: '权益保护岗',
    approver: '消保部负责人',
    validFrom: '2026-01-01',
    versionDate: '2026-01-01',
    ...changes,
  };
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ContentError, contentFolder, readContent } from '../platform/content';
import type { Citation, FaqEntry } from './entry';
import { citationOf, findInstrument, loadInstruments } from './instruments';
import type { Instrument } from './instruments';

const day = z.iso.date();

const seedEntry = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]+$/),
  title: z.string().min(4),
  wordings: z.array(z.string().min(2)).min(4),
  answer: z.string().min(10),
  detail: z.string().optional(),
  plain: z.string().optional(),
  /** 存款保险条例 第5条 */
  citations: z.array(z.string()).default([]),
  followUps: z.array(z.string()).default([]),
  /** Of an entry that was changed after its file. */
  versionDate: day.optional(),
  needsConfirmation: z.literal(true).optional(),
});

const seedFile = z.strictObject({
  category: z.string(),
  author: z.string(),
  approver: z.string(),
  validFrom: day,
  versionDate: day,
  reviewBy: day,
  entries: z.array(seedEntry).min(1),
});

/**
 * The entries a bank starts with: `content/faq/*.json`, one file a category. What needs confirmation loads as a draft without approver.
 * @throws ContentError where a file is malformed, an id is used twice or a citation is not in `content/instruments.json`
 */
export function loadFaqEntries(): FaqEntry[] {
  const instruments = loadInstruments();
  const files = readdirSync(join(contentFolder, 'faq')).filter((name) => name.endsWith('.json'));
  const entries = files.flatMap((name) => readSeedFile(`faq/${name}`, instruments));
  const ids = new Set<string>();
  for (const { _id } of entries) {
    if (ids.has(_id)) throw new ContentError(`content/faq: the id ${_id} is used twice.`);
    ids.add(_id);
  }
  return entries;
}

function readSeedFile(path: string, instruments: readonly Instrument[]): FaqEntry[] {
  const { entries, category, author, approver, ...dates } = readContent(path, seedFile);
  return entries.map(({ id, citations, ...entry }) => ({
    _id: id,
    version: 1,
    status: entry.needsConfirmation ? 'draft' : 'published',
    category,
    author,
    ...(entry.needsConfirmation ? {} : { approver }),
    ...dates,
    ...entry,
    citations: citations.map((citation) => readCitation(citation, instruments, path)),
  }));
}

function readCitation(text: string, instruments: readonly Instrument[], path: string): Citation {
  const [name = '', article] = text.split(' ');
  const instrument = findInstrument(instruments, name);
  if (!instrument) throw new ContentError(`content/${path}: ${name} is not in content/instruments.json.`);
  return citationOf(instrument, article);
}

import fc from 'fast-check';
import { transferMessages } from '../../../locales/transfer/messages';
import { loadCategories } from '../../../src/knowledge/categories';
import type { EntryContent } from '../../../src/knowledge/entry';
import type { EntryRecord } from '../../../src/knowledge/entry-record';
import { completeCitations, isInForce, loadInstruments } from '../../../src/knowledge/instruments';
import { EXPORT_FORMATS, exportEntries } from '../../../src/knowledge/transfer/export-entries';
import type { ExportFormat } from '../../../src/knowledge/transfer/export-entries';
import { planImport } from '../../../src/knowledge/transfer/plan-import';
import type { PlannedRow } from '../../../src/knowledge/transfer/plan-import';
import { readImportFile } from '../../../src/knowledge/transfer/read-import-file';
import { words } from './import-office';

const [categories, instruments] = [loadCategories(), loadInstruments()];
const context = { words, categories, instruments };
const today = '2026-11-25';
const inForce = instruments.filter((known) => isInForce(known, today));

/** Texts that spreadsheets stumble over, and any others. */
const sign = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  "'",
  '"',
  '""',
  ',',
  '\\n',
  '；',
  '＝',
  ' ',
  '销户',
  '_x0041_',
  '&amp;',
  '😀',
  'a',
);
const wild = (length: number, more: readonly string[] = []) =>
  fc
    .array(fc.oneof(sign, fc.constantFrom('贷', ...more), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: length })
    .map((parts) =>
      parts
        .join('')
        .replace(/[^\P{Cc}\n]|\p{Cs}|[<>\uFFFE\uFFFF]/gu, '')
        .slice(0, length),
    );
const line = (length: number) => wild(length).map((text) => text.replaceAll('\n', '').trim());
const day = fc.integer({ min: 0, max: 3000 }).map((count) => new Date(Date.UTC(2024, 0, 1 + count)).toISOString().slice(0, 10));
const full = (text: string): boolean => text.trim() !== '';

const contents: fc.Arbitrary<EntryContent> = fc
  .record(
    {
      title: line(60).filter(full),
      category: fc.constantFrom(...categories.map(({ key }) => key), ''),
      wordings: fc.array(line(60).filter(full), { maxLength: 5 }),
      answer: wild(80, ['\n']).filter(full),
      detail: wild(80, ['\n']).filter(full),
      plain: wild(40).filter(full),
      citations: fc.array(
        fc.record(
          {
            instrument: fc.constantFrom(...inForce.map(({ shortName }) => shortName)),
            article: fc.constantFrom('第5条', '第24条第2款', '附件一'),
          },
          { noNullPrototype: true },
        ),
        { maxLength: 3 },
      ),
      followUps: fc.uniqueArray(fc.constantFrom('e-0', 'e-1', 'e-2'), { maxLength: 2 }),
      audience: fc.record(
        {
          channels: fc.uniqueArray(fc.constantFrom('web' as const, 'wechat' as const, 'other' as const)),
          readers: fc.constantFrom('all' as const, 'elder' as const, 'standard' as const),
          staffOnly: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
      validFrom: day,
      reviewBy: day,
      needsConfirmation: fc.constant(true),
    },
    {
      requiredKeys: ['title', 'category', 'wordings', 'answer', 'citations', 'followUps', 'audience', 'validFrom'],
      noNullPrototype: true,
    },
  )
  .map((content) => completeCitations(content, instruments));

const sheetsOf = (minLength: number) =>
  fc.uniqueArray(contents, { minLength, maxLength: 2 * minLength, selector: ({ title }) => title });

function recordOf(content: EntryContent, at: number): EntryRecord {
  const savedAt = new Date('2026-11-25T02:00:00Z');
  const followUps = content.followUps.filter((id) => id !== `e-${at}`);
  const draft = { content: { ...content, followUps }, status: 'draft' as const, authors: ['lin'], savedAt };
  return { _id: `e-${at}`, revision: 1 + at, status: 'draft', updatedAt: savedAt, draft };
}

async function importInto(
  records: readonly EntryRecord[],
  from: readonly EntryRecord[],
  format: ExportFormat,
): Promise<PlannedRow[]> {
  const bytes = await exportEntries(from, format, context);
  return planImport(await readImportFile(`faq.${format}`, bytes, words), { ...context, records, today });
}

describe.each(EXPORT_FORMATS)('a sheet that goes out and comes back (%s)', (format) => {
  // A workbook takes a thread of its own each way: few of them, with more in each.
  const runs = { numRuns: format === 'xlsx' ? 2 : 60, endOnFailure: format === 'xlsx' };
  const sheets = sheetsOf(format === 'xlsx' ? 40 : 3);

  it('changes nothing where it came from', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (all) => {
        const records = all.map(recordOf);
        const plan = await importInto(records, records, format);
        expect(plan.map(({ action, problems }) => ({ action, problems }))).toEqual(
          records.map(() => ({ action: 'same', problems: [] })),
        );
      }),
      runs,
    );
  });

  it('makes equal entries elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (all) => {
        const records = all.map(recordOf);
        const plan = await importInto([], records, format);
        expect(plan.map(({ action, id, content }) => ({ action, id, content }))).toEqual(
          records.map(({ _id, draft }) => ({ action: 'create', id: _id, content: draft?.content })),
        );
      }),
      runs,
    );
  });

  it('brings back an edit and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, line(60).filter(full), async (all, answer) => {
        const records = all.map(recordOf);
        const edited = records.map((record, at) => {
          const content = { ...all[0]!, ...record.draft!.content };
          return at === 0 ? { ...record, draft: { ...record.draft!, content: { ...content, answer } } } : record;
        });
        const plan = await importInto(records, edited, format);
        const changed = answer === all[0]!.answer ? [] : [{ id: 'e-0', changes: ['answer'] }];
        expect(plan.filter(({ action }) => action !== 'same').map(({ id, changes }) => ({ id, changes }))).toEqual(changed);
      }),
      runs,
    );
  });

  it('holds no cell that a spreadsheet program would run', async () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', "'=1", '＝1'];
    const records = evil.map((answer, at) => recordOf({ ...contentsOf(answer), title: `第${at}条` }, at));
    const bytes = await exportEntries(records, format, context);
    const text = format === 'xlsx' ? '' : bytes.toString('utf8');
    expect(text).not.toMatch(/(^|[\t,"\n])[=+\-@＝]/);
    expect((await importInto(records, records, format)).every(({ action }) => action === 'same')).toBe(true);
  });
});

it('a sheet with English heads is the same sheet', async () => {
  const records = [recordOf(contentsOf('答案'), 0)];
  const bytes = await exportEntries(records, 'csv', { ...context, words: transferMessages.en });
  expect(bytes.toString('utf8')).toMatch(/^\uFEFFId,Revision,Status,Title/);
  expect(planImport(await readImportFile('faq.csv', bytes, words), { ...context, records, today })).toMatchObject([
    { action: 'same' },
  ]);
});

function contentsOf(answer: string): EntryContent {
  const audience = { channels: [], readers: 'all' as const, staffOnly: false };
  return {
    title: '怎么销户',
    category: 'account',
    wordings: [],
    answer,
    citations: [],
    followUps: [],
    audience,
    validFrom: today,
  };
}

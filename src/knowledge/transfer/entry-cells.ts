import type { TransferMessages } from '../../../locales/transfer/messages';
import type { Category } from '../categories';
import { EVERYONE } from '../entry';
import type { Citation, EntryContent } from '../entry';
import { contentOf } from '../entry-record';
import type { EntryRecord } from '../entry-record';
import { citationOf, findInstrument } from '../instruments';
import type { Instrument } from '../instruments';
import { choiceOf } from './columns';
import type { Cells, Column } from './columns';

/** What names in cells are understood by. */
export interface CellContext {
  words: TransferMessages;
  categories: readonly Category[];
  instruments: readonly Instrument[];
}

/** The text that is being worked on: what an export shows and an import changes. */
export function workedOn({ draft, next, ...record }: EntryRecord): EntryContent {
  return draft?.content ?? next?.content ?? contentOf(record);
}

/** An entry as the cells of its row. */
export function cellsOf(record: EntryRecord, { words, categories }: CellContext): Record<Column, string> {
  const content = workedOn(record);
  const { audience } = content;
  const day = (value: string | undefined): string => value ?? '';
  return {
    id: record._id,
    revision: String(record.revision),
    status: words.statuses[record.status],
    title: content.title,
    category: categories.find(({ key }) => key === content.category)?.name ?? content.category,
    wordings: content.wordings.join('\n'),
    answer: content.answer,
    detail: content.detail ?? '',
    plain: content.plain ?? '',
    citations: content.citations.map(citationText).join('\n'),
    followUps: content.followUps.join('\n'),
    channels: audience.channels.map((channel) => words.channels[channel]).join('\n'),
    readers: words.readers[audience.readers],
    staffOnly: audience.staffOnly ? words.yes : words.no,
    validFrom: content.validFrom,
    validTo: day(content.validTo),
    reviewBy: day(content.reviewBy),
    needsConfirmation: content.needsConfirmation ? words.yes : '',
  };
}

/** What cells say, before anyone has checked it: `unread` are cells that say nothing that fits, with what they say. */
export interface ReadCells {
  content: EntryContent;
  /** Follow-ups as they are written: ids, or titles. */
  followUps: string[];
  unread: { column: Column; found: string; kind: 'badDay' | 'badChoice' | 'unknownCategory'; known?: string }[];
}

/** The content that cells give; what has no column stays as it was in `base`. Texts are taken as they are. */
export function readCells(cells: Cells, base: EntryContent, { words, categories, instruments }: CellContext): ReadCells {
  const unread: ReadCells['unread'] = [];
  const optional = (column: 'detail' | 'plain'): string | undefined =>
    cells[column] === undefined ? base[column] : cells[column].trim() === '' ? undefined : cells[column];
  const choice = <Key extends string>(
    column: Column,
    found: string,
    pick: (messages: TransferMessages) => Record<Key, string>,
  ): Key[] => {
    const key = choiceOf(found, pick);
    if (key === undefined)
      unread.push({ column, found, kind: 'badChoice', known: Object.values<string>(pick(words)).join('、') });
    return key === undefined ? [] : [key];
  };
  const flag = (column: 'staffOnly' | 'needsConfirmation', before: boolean): boolean => {
    const found = cells[column]?.trim();
    if (found === undefined) return before;
    return found !== '' && choice(column, found, yesAndNo)[0] === 'yes';
  };
  const day = (column: 'validFrom' | 'validTo' | 'reviewBy'): string | undefined => {
    const found = cells[column]?.trim();
    if (found === undefined) return base[column];
    const read = found === '' ? undefined : readDay(found);
    if (found !== '' && read === undefined) unread.push({ column, found, kind: 'badDay' });
    return read;
  };
  const category = (): string => {
    const found = cells.category?.trim();
    if (found === undefined || found === base.category) return base.category;
    const known = categories.find(({ key, name }) => key === found.toLowerCase() || name === found);
    const names = categories.map(({ name }) => name).join('、');
    if (!known && found !== '') unread.push({ column: 'category', found, kind: 'unknownCategory', known: names });
    return known?.key ?? '';
  };

  const { channels, readers, staffOnly } = base.audience ?? EVERYONE;
  const [detail, plain, validTo, reviewBy] = [optional('detail'), optional('plain'), day('validTo'), day('reviewBy')];
  const content: EntryContent = {
    title: cells.title?.trim() ?? base.title,
    category: category(),
    wordings: linesOf(cells.wordings) ?? base.wordings,
    answer: cells.answer ?? base.answer,
    ...(detail === undefined ? {} : { detail }),
    ...(plain === undefined ? {} : { plain }),
    citations: linesOf(cells.citations)?.map((line) => readCitation(line, base.citations, instruments)) ?? base.citations,
    followUps: base.followUps,
    audience: {
      channels: linesOf(cells.channels, /[\n,，、;；]/)?.flatMap((found) => choice('channels', found, channelNames)) ?? channels,
      readers: cells.readers?.trim() ? (choice('readers', cells.readers.trim(), readerNames)[0] ?? readers) : readers,
      staffOnly: flag('staffOnly', staffOnly),
    },
    validFrom: day('validFrom') ?? base.validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
    ...(flag('needsConfirmation', base.needsConfirmation ?? false) ? { needsConfirmation: true } : {}),
  };
  return { content, followUps: linesOf(cells.followUps) ?? [...base.followUps], unread };
}

const yesAndNo = ({ yes, no }: TransferMessages): Record<'yes' | 'no', string> => ({ yes, no });
const channelNames = ({ channels }: TransferMessages): TransferMessages['channels'] => channels;
const readerNames = ({ readers }: TransferMessages): TransferMessages['readers'] => readers;

/** 《存款保险条例》第5条 */
export function citationText({ instrument, article = '' }: Citation): string {
  return `《${instrument}》${article}`;
}

/** The citation of that text: as the entry had it, else as the register completes it. 存款保险条例 第5条 is read too. */
function readCitation(line: string, before: readonly Citation[], instruments: readonly Instrument[]): Citation {
  const same = before.find((citation) => citationText(citation) === line);
  if (same) return same;
  const [, quoted, behindQuoted = ''] = /^《(.+?)》(.*)$/.exec(line) ?? [];
  const [, bare = line] = /^([^\s《》]+?)(?:\s.*|第.*)?$/.exec(line) ?? [];
  const instrument = quoted ?? bare;
  const article = (quoted === undefined ? line.slice(bare.length) : behindQuoted).trim();
  const known = findInstrument(instruments, instrument);
  return known ? citationOf(known, article || undefined) : { instrument, ...(article ? { article } : {}) };
}

function linesOf(cell: string | undefined, parts: RegExp = /\n/): string[] | undefined {
  return cell
    ?.split(parts)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** 2026-01-31, 2026/1/31, 2026.1.31, 2026年1月31日. */
function readDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? [];
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${read}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(read) ? read : undefined;
}

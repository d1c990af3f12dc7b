import { findEntities } from '../src/understanding/entities/find-entities';
import type { DateEntity } from '../src/understanding/types';
import { findNumerals } from '../src/understanding/entities/numerals';
import { addDays } from '../src/platform/shanghai';
import { normalise } from '../src/understanding/normalise';
import { hasForeignConvention } from './conventions';
import { NOW, devFile } from './dev-data';
import { share, table } from './markdown';
import { dateValue, referenceOf, theirDates, theirMoney, theirNumbers } from './recognizers';
import type { TheirReading } from './recognizers';
import { Tally } from './tally';

interface Specification {
  Input: string;
  Context?: { ReferenceDateTime?: string };
  NotSupported?: string;
  NotSupportedByDesign?: string;
  Results: ExpectedResult[];
}

interface ExpectedResult {
  Text: string;
  TypeName?: string;
  Value?: { PastResolution?: Record<string, string>; FutureResolution?: Record<string, string> };
  Resolution?: { value?: string; values?: Record<string, string>[] };
}

interface Reader {
  ours: (text: string, now: Date) => TheirReading[];
  theirs: (text: string, now: Date) => TheirReading[];
  expected: (result: ExpectedResult) => string[];
}

const DAYS = dateReader(true);
const SPANS = dateReader(false);
const MONEY: Reader = { ours: ourMoney, theirs: theirMoney, expected: hundredths };
const NUMBERS: Reader = { ours: ourNumbers, theirs: theirNumbers, expected: numberValues };

interface Measured {
  file: string;
  reader: Reader;
  only?: (result: ExpectedResult) => boolean;
  /** Its results are all there is to read: a further reading is wrong, unless it is part of a result of another kind (the day of 今晨5点). The others list what one of their parts reads alone. */
  complete?: boolean;
}

const FILES: readonly Measured[] = [
  { file: 'DateTime/Chinese/DateExtractor', reader: DAYS },
  { file: 'DateTime/Chinese/DateParser', reader: DAYS },
  { file: 'DateTime/Chinese/HolidayExtractor', reader: DAYS },
  { file: 'DateTime/Chinese/HolidayParser', reader: DAYS },
  { file: 'DateTime/Chinese/DatePeriodExtractor', reader: SPANS },
  { file: 'DateTime/Chinese/DatePeriodParser', reader: SPANS },
  {
    file: 'DateTime/Chinese/DateTimeModel',
    reader: dateReader(),
    only: ({ TypeName }) => /\.date(range)?$/.test(TypeName ?? ''),
    complete: true,
  },
  {
    file: 'NumberWithUnit/Chinese/CurrencyModel',
    reader: MONEY,
    complete: true,
  },
  { file: 'Number/Chinese/NumberModel', reader: NUMBERS, complete: true },
];

/**
 * The Chinese specifications of Recognizers-Text, read by us and by themselves in the same run. A reading is right where its span is the
 * specified one and (`value`) one of its values is one of those specified: past and future readings of 3月5号 both count.
 */
export function evaluateSpecifications(onMiss: (line: string) => void): string {
  const rows = FILES.flatMap((measured) => {
    const { file, reader } = measured;
    const cases = devFile<Specification[]>(`recognizers_text/${file}.json`);
    if (!cases) return [];
    const supported = cases.filter((one) => !/javascript/i.test(`${one.NotSupported} ${one.NotSupportedByDesign}`));
    const shared = cases.filter((one) => isShared(one, measured));
    const groups = [
      measure(cases, reader, measured, onMiss),
      measure(supported, reader, measured),
      measure(shared, reader, measured),
    ];
    return [[file.replace('/Chinese', ''), ...groups.flat()]];
  });
  if (rows.length === 0) return '`../shared/data/dev/recognizers_text` is not here: not measured.';
  return [
    'F1 over spans, and over spans with the right value, ours / theirs. First all cases, then only those that their JavaScript edition claims, then those that rest on no convention foreign to a bank’s consumers (below).',
    table(['specification', ...Array.from({ length: 3 }, () => ['results', 'span', 'value']).flat()], rows),
  ].join('\n\n');
}

function isShared({ Input, Results }: Specification, { reader, only = () => true }: Measured): boolean {
  const results = Results.filter(only).map((result) => ({ text: plain(result.Text), values: reader.expected(result) }));
  return reader === NUMBERS || !hasForeignConvention(normalise(Input), results, reader === MONEY);
}

function measure(
  cases: readonly Specification[],
  { ours, theirs, expected }: Reader,
  { only = () => true, complete = false }: Pick<Measured, 'only' | 'complete'>,
  onMiss: (line: string) => void = () => undefined,
): string[] {
  const [span, value] = [[new Tally(), new Tally()] as const, [new Tally(), new Tally()] as const];
  for (const { Input, Context, Results } of cases) {
    const now = referenceOf(Context?.ReferenceDateTime, NOW);
    const results = Results.filter(only);
    const others = Results.filter((result) => !only(result));
    const among = (list: readonly ExpectedResult[], text: string, fits: (a: string, b: string) => boolean): boolean =>
      list.some(({ Text }) => fits(plain(Text), plain(text)));
    const inside = (readings: TheirReading[]): TheirReading[] =>
      readings.filter(({ text }) =>
        complete
          ? among(results, text, (a, b) => a === b) || !among(others, text, (a, b) => a.includes(b))
          : among(results, text, overlap),
      );
    const read = [inside(ours(Input, now)), inside(theirs(Input, now))] as const;
    read.forEach((readings, who) => {
      span[who]!.add(
        results.map(({ Text }) => plain(Text)),
        readings.map(({ text }) => plain(text)),
      );
      const wanted = results.map((result) => keyOf(result.Text, expected(result)));
      const found = readings.map(({ text, values }) => {
        const result = results.find(({ Text }) => plain(Text) === plain(text));
        const accepted = result ? expected(result) : [];
        const right = result && (accepted.length === 0 || values.some((one) => accepted.includes(one)));
        return keyOf(text, right ? accepted : values);
      });
      value[who]!.add(wanted, found);
      if (who === 0 && wanted.join() !== found.join())
        onMiss(`${Input} @${now.toISOString().slice(0, 10)}: ${wanted.join(' · ')} ≠ ${found.join(' · ')}`);
    });
  }
  const pair = ([own, their]: readonly [Tally, Tally]): string => `${share(own.f1)} / ${share(their.f1)}`;
  return [String(span[0].expected), pair(span), pair(value)];
}

function dateReader(single?: boolean): Reader {
  return {
    ours: (text, now) => ourDates(text, now, single),
    theirs: (text, now) => theirDates(text, now, single),
    expected: dateValues,
  };
}

function ourDates(text: string, now: Date, single?: boolean): TheirReading[] {
  return findEntities(text, { now }).flatMap((entity) => {
    if (entity.kind !== 'date') return [];
    const oneDay = entity.from === entity.to && entity.open === undefined;
    if (single !== undefined && single !== oneDay) return [];
    return [{ text: entity.source, values: spellDate(entity) }];
  });
}

/** An open span as they write it: `/end` or `start/`. They let 之后 begin with the day itself. */
function spellDate({ from, to, open }: DateEntity): string[] {
  if (open === 'before') return [`/${from}`];
  if (open === 'until') return [`/${to}`, `/${addDays(to, 1)}`];
  if (open === 'since') return [`${from}/`];
  return open === 'after' ? [`${to}/`, `${addDays(to, 1)}/`] : spellDays(from, to);
}

/** Of a span, its last day and, as they write it too, the day behind it. */
function spellDays(from: string, to: string): string[] {
  return [...(from === to ? [from] : []), `${from}/${to}`, `${from}/${addDays(to, 1)}`];
}

function ourMoney(text: string): TheirReading[] {
  return findEntities(text, { now: NOW }).flatMap((entity) =>
    entity.kind === 'money' ? [{ text: entity.source, values: [String(Number(entity.value) / 100)] }] : [],
  );
}

function ourNumbers(text: string): TheirReading[] {
  const normalised = normalise(text);
  return findNumerals(normalised).map(({ start, end, low }) => ({ text: normalised.slice(start, end), values: [String(low)] }));
}

function dateValues({ Value, Resolution }: ExpectedResult): string[] {
  if (Resolution?.values) return Resolution.values.map(dateValue);
  return [Value?.PastResolution, Value?.FutureResolution].flatMap((one) =>
    one ? [dateValue({ value: one.date!, start: one.startDate!, end: one.endDate! })] : [],
  );
}

function numberValues({ Resolution }: ExpectedResult): string[] {
  return Resolution?.value ? [String(Number(Resolution.value))] : [];
}

/** Money is kept in hundredths. */
function hundredths(result: ExpectedResult): string[] {
  return numberValues(result).map((value) => String(Math.round(Number(value) * 100) / 100));
}

function keyOf(text: string, values: readonly string[]): string {
  return `${plain(text)} ${values.join('|')}`;
}

/** Without the preposition, or 人民币, in front: some of their specifications count these in and some do not, and our sums leave 人民币 out. */
function plain(text: string): string {
  return normalise(text)
    .trim()
    .replace(/^(?:从|自从?|在|人民币(?= ?[^ ]))/, '')
    .trim();
}

function overlap(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}

/**
 * How well entities are read, on real messages of others where `../shared/data/dev` is at hand, and how fast.
 * Strict: an amount counts where its span and its value (range and 约 included) are the annotated ones; a date where its span and
 * what it states are, or that it is relative; tails and hotlines by value. `--misses` lists what went wrong.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEntities } from '../src/understanding/entities/find-entities';
import { normalise } from '../src/understanding/normalise';
import { projectRoot } from '../src/platform/project-root';
import type { DateEntity, Entity, MoneyEntity } from '../src/understanding/types';

interface Message {
  text: string;
  amounts: { span: string; value: number | [number, number]; approx?: boolean }[];
  dates: { span: string; value: string | null; relative?: boolean }[];
  card_tails: string[];
  hotlines: string[];
}

interface Specification {
  Input: string;
  Context?: { ReferenceDateTime?: string };
  Results: {
    Text: string;
    Start: number;
    Type?: string;
    Value?: { PastResolution?: Record<string, string> };
    Resolution?: { value?: string; isoCurrency?: string };
  }[];
}

interface Score {
  right: number;
  missed: string[];
  wrong: string[];
}

const shared = join(projectRoot, '..', 'shared', 'data', 'dev');
const showMisses = process.argv.includes('--misses');
const now = new Date('2026-11-25T02:00:00Z');

measureStart();
const slots = join(shared, 'slot_eval.jsonl');
if (existsSync(slots)) measureMessages(readLines(slots));
else console.log('../shared/data/dev is not here: only speed is measured.');
const specifications = join(shared, 'recognizers_text');
if (existsSync(specifications)) measureSpecifications();
measureSpeed();

function measureMessages(messages: Message[]): void {
  const found = messages.map((message) => findEntities(message.text, { now }));
  const read = (key: (message: Message) => string[], mine: (entities: Entity[]) => string[]): Score =>
    compare(messages.map(key), found.map(mine));
  console.log(`slot_eval.jsonl, ${messages.length} messages`);
  report(
    'amounts',
    read(
      ({ amounts }) => amounts.map(amountKey),
      (all) => ofKind(all, 'money').map(moneyKey),
    ),
  );
  report(
    'amounts, span only',
    read(
      ({ amounts }) => amounts.map(({ span }) => span),
      (all) => ofKind(all, 'money').map(({ source }) => source),
    ),
  );
  report(
    'dates',
    read(
      ({ dates }) => dates.map(({ span, value }) => `${span} ${value ?? 'relative'}`),
      (all) => ofKind(all, 'date').map(dateKey),
    ),
  );
  report(
    'dates, span only',
    read(
      ({ dates }) => dates.map(({ span }) => span),
      (all) => ofKind(all, 'date').map(({ source }) => source),
    ),
  );
  report(
    'card tails',
    read(
      ({ card_tails: tails }) => tails,
      (all) => ofKind(all, 'cardTail').map(({ value }) => value),
    ),
  );
  report(
    'hotlines',
    read(
      ({ hotlines }) => hotlines.map((number) => number.replaceAll('-', '')),
      (all) => ofKind(all, 'hotline').map(({ value }) => value),
    ),
  );
}

function ofKind<Kind extends Entity['kind']>(entities: Entity[], kind: Kind): (Entity & { kind: Kind })[] {
  return entities.filter((one): one is Entity & { kind: Kind } => one.kind === kind);
}

function amountKey({ span, value, approx }: Message['amounts'][number]): string {
  return `${span} ${JSON.stringify(value)}${approx ? ' approx' : ''}`;
}

function moneyKey({ source, value, approximate }: MoneyEntity): string {
  const yuan = typeof value === 'number' ? value / 100 : value.map((fen) => fen / 100);
  return `${source} ${JSON.stringify(yuan)}${approximate ? ' approx' : ''}`;
}

/** 2026-XX-XX as 2026, XXXX-05-XX as XXXX-05: their form. */
function dateKey({ source, stated, relative }: DateEntity): string {
  return `${source} ${relative && stated === '' ? 'relative' : stated.replace(/(-XX)+$/, '')}`;
}

/** Each distinct annotation once per message, as the annotators listed them. */
function compare(wanted: string[][], found: string[][]): Score {
  const score: Score = { right: 0, missed: [], wrong: [] };
  for (const [i, list] of wanted.entries()) {
    const [want, have] = [new Set(list), new Set(found[i])];
    for (const key of want) if (have.has(key)) score.right += 1;
    score.missed.push(...[...want].filter((key) => !have.has(key)));
    score.wrong.push(...[...have].filter((key) => !want.has(key)));
  }
  return score;
}

function report(name: string, { right, missed, wrong }: Score): void {
  const precision = right / (right + wrong.length || 1);
  const recall = right / (right + missed.length || 1);
  const f1 = (2 * precision * recall) / (precision + recall || 1);
  const figures = [precision, recall, f1].map((figure) => figure.toFixed(3)).join(' / ');
  console.log(
    `  ${name.padEnd(20)} precision / recall / F1  ${figures}  (${right} right, ${missed.length} missed, ${wrong.length} wrong)`,
  );
  if (showMisses && missed.length + wrong.length > 0)
    console.log(`    missed: ${missed.join(' | ')}\n    wrong:  ${wrong.join(' | ')}`);
}

/** The Chinese specifications of Recognizers-Text for dates and money, resolved into the past as complaints are. */
function measureSpecifications(): void {
  console.log('recognizers_text, Chinese: span found / span and value right');
  for (const name of [
    'DateExtractor',
    'DateParser',
    'DatePeriodExtractor',
    'DatePeriodParser',
    'HolidayExtractor',
    'HolidayParser',
  ]) {
    countSpecification(`DateTime/Chinese/${name}.json`, (entities, { Text, Value }) => {
      const one = ofKind(entities, 'date').find(({ source }) => normalise(source) === normalise(Text));
      const past = Value?.PastResolution;
      const lastDay = past?.endDate && dayBefore(past.endDate);
      const right = one && (past ? one.from === (past.date ?? past.startDate) && one.to === (past.date ?? lastDay) : true);
      return [one !== undefined, right === true];
    });
  }
  countSpecification('NumberWithUnit/Chinese/CurrencyModel.json', (entities, { Text, Resolution }) => {
    const one = ofKind(entities, 'money').find(({ source }) => normalise(source) === normalise(Text));
    return [one !== undefined, one !== undefined && one.value === Math.round(Number(Resolution?.value) * 100)];
  });
}

function countSpecification(
  file: string,
  check: (entities: Entity[], result: Specification['Results'][number]) => readonly [boolean, boolean],
): void {
  const cases = JSON.parse(
    readFileSync(join(shared, 'recognizers_text', file), 'utf8').replace(/^\uFEFF/, ''),
  ) as Specification[];
  const misses: string[] = [];
  let [total, spans, values] = [0, 0, 0];
  for (const { Input, Context, Results } of cases) {
    const reference = new Date(`${Context?.ReferenceDateTime ?? '2026-11-25T10:00:00'}+08:00`);
    const entities = findEntities(Input, { now: reference });
    for (const result of Results) {
      const [span, value] = check(entities, result);
      total += 1;
      spans += Number(span);
      values += Number(value);
      if (!value)
        misses.push(`${Input} → ${result.Text} ${JSON.stringify(result.Value?.PastResolution ?? result.Resolution ?? '')}`);
    }
  }
  console.log(`  ${file.padEnd(48)} ${spans} / ${values} of ${total}`);
  if (showMisses) for (const miss of misses) console.log(`    ${miss}`);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function measureStart(): void {
  const start = performance.now();
  findEntities('昨天扣了三千五百块', { now });
  console.log(`first message ${(performance.now() - start).toFixed(1)} ms`);
}

function measureSpeed(): void {
  const texts = existsSync(slots)
    ? readLines(slots).map(({ text }) => text)
    : ['去年3月5号在中关村支行扣了我三千五百块手续费，打95588没人理'];
  const times: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    for (const text of texts) {
      const start = performance.now();
      findEntities(text, { now });
      if (round >= 20) times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  const length = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  console.log(`speed, messages of ${length.toFixed(0)} characters: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  for (const unit of ['1', '一', '元', '去年3月5号扣了三千块,', '-', '"', '@', ' ', '到', '月', '支行', '(', '十', '1,', '.'])
    measureGrowth(unit);
}

function measureGrowth(unit: string): void {
  const time = (length: number): number => {
    const text = unit.repeat(length / unit.length);
    const start = performance.now();
    findEntities(text, { now });
    return performance.now() - start;
  };
  time(50_000);
  console.log(`  ${JSON.stringify(unit)} × 50 KB ${time(50_000).toFixed(0)} ms, 100 KB ${time(100_000).toFixed(0)} ms`);
}

function readLines(path: string): Message[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Message);
}

import { findEntities } from '../src/understanding/entities/find-entities';
import type { DateEntity, Entity, MoneyEntity } from '../src/understanding/types';
import { NOW, devLines } from './dev-data';
import { table } from './markdown';
import { theirDates, theirMoney } from './recognizers';
import { Tally } from './tally';

interface Message {
  text: string;
  amounts: { span: string; value: number | [number, number]; approx?: boolean }[];
  dates: { span: string; value: string | null; relative?: boolean }[];
  card_tails: string[];
  hotlines: string[];
}

type Kind<K extends Entity['kind']> = Entity & { kind: K };

interface Measured {
  name: string;
  wanted: (message: Message) => string[];
  ours: (entities: readonly Entity[]) => string[];
  theirs?: (text: string) => string[];
}

const MEASURED: readonly Measured[] = [
  {
    name: 'amounts: span, value, range and 约',
    wanted: ({ amounts }) => amounts.map(({ span, value, approx }) => amountKey(span, value, approx === true)),
    ours: (all) => of(all, 'money').map(moneyKey),
    theirs: (text) => theirMoney(text).map(({ text: span, values }) => amountKey(span, Number(values[0]), false)),
  },
  {
    name: 'amounts: span',
    wanted: ({ amounts }) => amounts.map(({ span }) => span),
    ours: (all) => of(all, 'money').map(({ source }) => source),
    theirs: (text) => theirMoney(text).map(({ text: span }) => span),
  },
  {
    name: 'dates: span and what it states',
    wanted: ({ dates }) => dates.map(({ span, value }) => `${span} ${value ?? 'relative'}`),
    ours: (all) => of(all, 'date').map(dateKey),
  },
  {
    name: 'dates: span',
    wanted: ({ dates }) => dates.map(({ span }) => span),
    ours: (all) => of(all, 'date').map(({ source }) => source),
    theirs: (text) => theirDates(text, NOW).map(({ text: span }) => span),
  },
  {
    name: 'card tails',
    wanted: ({ card_tails: tails }) => tails,
    ours: (all) => of(all, 'cardTail').map(({ value }) => value),
  },
  {
    name: 'hotlines',
    wanted: ({ hotlines }) => hotlines.map((number) => number.replaceAll('-', '')),
    ours: (all) => of(all, 'hotline').map(({ value }) => value),
  },
];

/** What stands in real messages: amounts, dates, card tails, hotlines; beside Microsoft's recognizers where they read the same. */
export function evaluateSlots(): string {
  const messages = devLines<Message>('slot_eval.jsonl');
  if (!messages) return '`../shared/data/dev/slot_eval.jsonl` is not here: not measured.';
  const found = messages.map(({ text }) => findEntities(text, { now: NOW }));
  const rows = MEASURED.map(({ name, wanted, ours, theirs }) => {
    const [own, their] = [new Tally(), new Tally()];
    messages.forEach((message, index) => {
      own.add(wanted(message), ours(found[index]!));
      if (theirs) their.add(wanted(message), theirs(message.text));
    });
    return [name, ...own.cells(), theirs ? their.cells().at(-1)! : '—'];
  });
  return [
    `\`slot_eval.jsonl\`, ${messages.length} messages.`,
    table(['', 'there', 'precision', 'recall', 'F1', 'F1, recognizers-text'], rows),
  ].join('\n\n');
}

function of<K extends Entity['kind']>(entities: readonly Entity[], kind: K): Kind<K>[] {
  return entities.filter((one): one is Kind<K> => one.kind === kind);
}

function amountKey(span: string, yuan: number | readonly number[], approximate: boolean): string {
  return `${span} ${JSON.stringify(yuan)}${approximate ? ' approx' : ''}`;
}

function moneyKey({ source, value, approximate }: MoneyEntity): string {
  return amountKey(source, typeof value === 'number' ? value / 100 : value.map((fen) => fen / 100), approximate);
}

/** 2026-XX-XX as 2026, XXXX-05-XX as XXXX-05: their form. */
function dateKey({ source, stated, relative }: DateEntity): string {
  return `${source} ${relative && stated === '' ? 'relative' : stated.replace(/(-XX)+$/, '')}`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEntities } from '../../../src/understanding/entities/find-entities';
import type { DateEntity, Entity, IdentifierEntity, MoneyEntity } from '../../../src/understanding/types';

const IDENTIFIERS = new Set(['phone', 'card', 'cardTail', 'idNumber', 'creditCode', 'hotline', 'complaintNumber', 'email']);
const MENTIONS = new Set(['time', 'product', 'channel', 'branch', 'staff']);
const now = new Date('2026-11-25T02:00:00Z');

interface Sum {
  said: string;
  yuan: number | number[];
  about?: boolean;
  is?: string;
  in?: string;
}

interface Days {
  said: string;
  from: string;
  to: string;
  stated: string;
  recurring?: boolean;
  open?: string;
}

interface Named {
  kind: string;
  said: string;
  value: string;
  wrong?: boolean;
}

describe('sums of money', () => {
  const { examples } = readTable<{ text: string; sums: Sum[] }>('money');
  it.each(examples)('$text', ({ text, sums }) => {
    expect(ofKind<MoneyEntity>(text, 'money').map(asSum)).toEqual(sums);
  });
});

describe('days', () => {
  const { examples } = readTable<{ text: string; days: Days[] }>('dates');
  it.each(examples)('$text', ({ text, days }) => {
    expect(ofKind<DateEntity>(text, 'date').map(asDays)).toEqual(days);
  });

  it('count in Asia/Shanghai: late in the evening of 24 November in London it is the 25th', () => {
    const [today] = findEntities('今天', { now: new Date('2026-11-24T17:00:00Z') });
    expect(today).toMatchObject({ from: '2026-11-25', to: '2026-11-25' });
  });
});

describe.each(['identifiers', 'mentions'])('%s', (table) => {
  const { examples } = readTable<{ text: string; found: Named[] }>(table);
  const kinds = table === 'identifiers' ? IDENTIFIERS : MENTIONS;
  it.each(examples)('$text', ({ text, found }) => {
    const named = findEntities(text, { now }).filter(({ kind }) => kinds.has(kind)) as IdentifierEntity[];
    expect(named.map(asNamed)).toEqual(found);
  });
});

function readTable<Example>(name: string): { examples: Example[] } {
  return JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as { examples: Example[] };
}

function ofKind<Kind extends Entity>(text: string, kind: Kind['kind']): Kind[] {
  return findEntities(text, { now }).filter((one) => one.kind === kind) as Kind[];
}

function asSum({ source, value, approximate, role, currency }: MoneyEntity): Sum {
  const yuan = typeof value === 'number' ? value / 100 : value.map((fen) => fen / 100);
  return {
    said: source,
    yuan,
    ...(approximate ? { about: true } : {}),
    ...(role === 'disputed' ? {} : { is: role }),
    ...(currency ? { in: currency } : {}),
  };
}

function asDays({ source, from, to, stated, recurring, open }: DateEntity): Days {
  return { said: source, from, to, stated, ...(recurring ? { recurring } : {}), ...(open ? { open } : {}) };
}

function asNamed({ kind, source, value, valid }: IdentifierEntity): Named {
  return { kind, said: source, value, ...(valid === false ? { wrong: true } : {}) };
}

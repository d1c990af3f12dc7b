import { z } from 'zod';
import type { Entity, Understand, Understanding } from '../types';

/** One line in: a text, when it was said (default: now), and the label that a person gave it, for the report. */
const lineShape = z.object({ text: z.string(), at: z.iso.datetime({ offset: true }).optional(), coarse: z.string().optional() });

/** How a labelled line was taken. */
export interface Judgement {
  expected: string;
  predicted: string;
}

/** What a line becomes: one line of JSON, and a judgement where it carried a label. */
export interface LineResult {
  json: string;
  judgement?: Judgement;
}

/** Understands one JSON line. A line that is none gives `{"error", "line"}`; never throws. */
export function understandLine(line: string, number: number, understand: Understand, now: Date): LineResult {
  const given = parseLine(line);
  if (typeof given === 'string') return { json: errorRecord(given, number) };
  const understanding = understand(given.text, { now: given.at ? new Date(given.at) : now });
  return {
    json: JSON.stringify(toRecord(understanding)),
    judgement: given.coarse === undefined ? undefined : { expected: given.coarse, predicted: understanding.coarse },
  };
}

/** The record that stands for a line which cannot be read. */
export function errorRecord(error: string, line: number): string {
  return JSON.stringify({ error, line });
}

function parseLine(line: string): z.infer<typeof lineShape> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'This line is not valid JSON.';
  }
  const result = lineShape.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'not valid'}`;
}

function toRecord({ text, intent, coarse, score, alternatives, urgency, danger, mood, ...rest }: Understanding) {
  const { entities, taxonomy, requests, flags } = rest;
  return {
    text,
    intent,
    coarse,
    score: round(score),
    alternatives: alternatives.map((one) => ({ ...one, score: round(one.score) })),
    urgency,
    ...(danger ? { danger } : {}),
    sentiment: mood,
    entities: entities.map(toEntityRecord),
    complaint: { ...taxonomy, requests, flags },
  };
}

/** `value`: fen or `[low, high]`; a day or `first/last` day; else as `types.ts` has it. What else is known stands beside it. */
function toEntityRecord({ kind, source, start, end, ...known }: Entity) {
  const head = { type: kind, text: source, start, end };
  if (!('from' in known)) return { ...head, ...known };
  const { from, to, ...more } = known;
  return { ...head, value: from === to ? from : `${from}/${to}`, ...more };
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

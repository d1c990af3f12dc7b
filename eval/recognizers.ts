import { Culture, recognizeCurrency, recognizeDateTime, recognizeNumber } from '@microsoft/recognizers-text-suite';
import { dayOf, instantOf } from '../src/platform/shanghai';

/** What Microsoft's recognizers read, in the form in which our own readings are compared. */
export interface TheirReading {
  text: string;
  /** Every value they offer: days, `first/last` days (both included), or numbers. */
  values: string[];
}

/** Days and spans of days; `single` leaves only the one or the other kind. */
export function theirDates(text: string, now: Date, single?: boolean): TheirReading[] {
  const reference = asLocal(now);
  return recognizeDateTime(text, Culture.Chinese, undefined, reference, false).flatMap((result) => {
    const type = result.typeName.replace('datetimeV2.', '');
    if (type !== 'date' && type !== 'daterange') return [];
    if (single !== undefined && single !== (type === 'date')) return [];
    const values = ((result.resolution as { values?: Record<string, string>[] } | null)?.values ?? []).map(dateValue);
    return [{ text: result.text, values }];
  });
}

export function theirMoney(text: string): TheirReading[] {
  return numeric(recognizeCurrency(text, Culture.Chinese, undefined, false));
}

export function theirNumbers(text: string): TheirReading[] {
  return numeric(recognizeNumber(text, Culture.Chinese, undefined, false));
}

/** `2026-03-05`, or `2026-03-01/2026-03-31` of a span, whose end they do not count in. */
export function dateValue({ value, start, end }: Record<string, string>): string {
  return value ?? `${start ?? ''}/${end ? dayBefore(end) : ''}`;
}

function dayBefore(day: string): string {
  const date = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date) ? day : new Date(date - 86_400_000).toISOString().slice(0, 10);
}

function numeric(results: { text: string; resolution: unknown }[]): TheirReading[] {
  return results.map(({ text, resolution }) => {
    const { value } = (resolution ?? {}) as { value?: string };
    return { text, values: value ? [String(Number(value))] : [] };
  });
}

/** They read the clock of the machine's own time zone: the day in Shanghai, at noon there. */
function asLocal(now: Date): Date {
  return new Date(`${dayOf(now)}T12:00:00`);
}

/** The reference time of a specification, in Shanghai. */
export function referenceOf(stated: string | undefined, otherwise: Date): Date {
  return stated ? instantOf(stated.slice(0, 10), stated.slice(11, 16) || '10:00') : otherwise;
}

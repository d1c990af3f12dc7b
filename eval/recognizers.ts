import { Culture, recognizeCurrency, recognizeDateTime, recognizeNumber } from '@microsoft/recognizers-text-suite';
import { dayOf, instantOf } from '../src/platform/shanghai';

/** What Microsoft's recognizers read, in the form in which our own readings are compared. */
export interface TheirReading {
  text: string;
  /** Every value they offer: days, `start/end`, or numbers. */
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

/** `2026-03-05`, or `2026-03-01/2026-04-01` of a span, as they write it: its end may be the last day or the one behind it. */
export function dateValue({ value, start, end }: Record<string, string>): string {
  return value ?? `${start ?? ''}/${end ?? ''}`;
}

function numeric(results: { text: string; resolution: unknown }[]): TheirReading[] {
  return results.map(({ text, resolution }) => {
    const { value } = (resolution ?? {}) as { value?: string };
    return { text, values: value ? [String(Number(value)), String(Math.round(Number(value) * 100) / 100)] : [] };
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

import { normaliseWithMap } from '../normalise';
import type { MappedText } from '../normalise';
import type { Entity, Span, UnderstandingContext } from '../types';
import { resolveOverlaps } from './candidate';
import type { Candidate } from './candidate';
import { findCards } from './card';
import { findCardTails } from './card-tail';
import { findComplaintNumbers } from './complaint-number';
import { findCreditCodes } from './credit-code';
import { findDates } from './dates';
import { findEmails } from './email';
import { findHotlines } from './hotline';
import { findIdNumbers } from './id-number';
import { findMentions } from './mentions';
import { findMoney } from './money';
import { findPhones } from './phone';
import { findTimes } from './times';

type Parser = (text: string, context: UnderstandingContext) => Candidate[];

const PARSERS: readonly Parser[] = [
  findComplaintNumbers,
  findEmails,
  findIdNumbers,
  findCreditCodes,
  findCards,
  findCardTails,
  findPhones,
  findHotlines,
  findDates,
  findTimes,
  findMoney,
  findMentions,
];

/**
 * Everything of `Entity` that stands in the text, by position, never overlapping (`resolveOverlaps` says who wins).
 * Spans count in the text as given, not in its normalised form. Never throws; linear in the length of the text.
 */
export function findEntities(text: string, context: UnderstandingContext): Entity[] {
  return findMappedEntities(normaliseWithMap(text), context);
}

/** The same of a text that is normalised already. */
export function findMappedEntities(mapped: MappedText, context: UnderstandingContext): Entity[] {
  const candidates = PARSERS.flatMap((parse) => parse(mapped.text, context));
  let position = 0;
  const entities: Entity[] = [];
  for (const candidate of resolveOverlaps(candidates, mapped.text.length)) {
    const start = mapped.starts[candidate.start] as number;
    const end = mapped.ends[candidate.end - 1] as number;
    if (start < position) continue; // two readings of one mended word
    entities.push(toEntity(candidate, { start, end, source: mapped.original.slice(start, end) }));
    position = end;
  }
  return entities;
}

function toEntity({ strength: _strength, ...draft }: Candidate, span: Span): Entity {
  return { ...draft, ...span };
}

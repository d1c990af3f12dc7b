import { z } from 'zod';
import { readContent } from '../platform/content';
import type { Day } from '../platform/shanghai';
import type { Citation, EntryContent } from './entry';

const instrumentSchema = z.strictObject({
  name: z.string(),
  /** As an answer cites it: 民法典. */
  shortName: z.string(),
  issuer: z.string(),
  /** 银保监会令2020年第3号; absent where it has none. */
  number: z.string().optional(),
  inForceFrom: z.iso.date().optional(),
  /** The last day on which it was law. */
  inForceTo: z.iso.date().optional(),
  /** The day from which its latest amendment applies: answers of an earlier version want a look. */
  amendedOn: z.iso.date().optional(),
  /** The short name of what took its place. */
  successor: z.string().optional(),
  aliases: z.array(z.string()),
});

/** A law, regulation, rule or standard that answers may cite, or may no longer. */
export type Instrument = z.infer<typeof instrumentSchema>;

/**
 * The register, `content/instruments.json`.
 * @throws ContentError
 */
export function loadInstruments(): Instrument[] {
  return readContent('instruments.json', z.array(instrumentSchema));
}

/** The instrument by its name, short name or an alias. */
export function findInstrument(instruments: readonly Instrument[], name: string): Instrument | undefined {
  return instruments.find((known) => known.name === name || known.shortName === name || known.aliases.includes(name));
}

/** A citation as it is kept: by short name, with the days on which the instrument was in force. */
export function citationOf({ shortName, inForceFrom, inForceTo }: Instrument, article: string | undefined): Citation {
  return {
    instrument: shortName,
    ...(article ? { article } : {}),
    ...(inForceFrom ? { inForceFrom } : {}),
    ...(inForceTo ? { inForceTo } : {}),
  };
}

/** Whether it is law on a day (`YYYY-MM-DD`). */
export function isInForce({ inForceFrom, inForceTo }: Pick<Instrument, 'inForceFrom' | 'inForceTo'>, day: string): boolean {
  return (inForceFrom === undefined || inForceFrom <= day) && (inForceTo === undefined || day <= inForceTo);
}

/** The instruments that an answer of this date cites and that are no longer law on `day`, or were amended since. */
export function citationsToReview(
  { citations }: Pick<EntryContent, 'citations'>,
  versionDate: Day,
  instruments: readonly Instrument[],
  day: Day,
): string[] {
  const names = citations.map(({ instrument }) => instrument);
  return [...new Set(names)].filter((name) => {
    const known = findInstrument(instruments, name);
    if (!known || !isInForce(known, day)) return true;
    return known.amendedOn !== undefined && versionDate < known.amendedOn && known.amendedOn <= day;
  });
}

/** The content with its citations as the register has them; what the register does not know stays as it was written. */
export function completeCitations(content: EntryContent, instruments: readonly Instrument[]): EntryContent {
  const citations = content.citations.map((citation) => {
    const known = findInstrument(instruments, citation.instrument);
    return known ? citationOf(known, citation.article || undefined) : citation;
  });
  return { ...content, citations };
}

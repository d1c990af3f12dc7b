import { z } from 'zod';
import { readContent } from '../platform/content';

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

/** Whether it is law on a day (`YYYY-MM-DD`). */
export function isInForce({ inForceFrom, inForceTo }: Pick<Instrument, 'inForceFrom' | 'inForceTo'>, day: string): boolean {
  return (inForceFrom === undefined || inForceFrom <= day) && (inForceTo === undefined || day <= inForceTo);
}

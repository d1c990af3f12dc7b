import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../platform/project-root';

const instrumentSchema = z.strictObject({
  name: z.string(),
  shortName: z.string(),
  issuer: z.string(),
  /** 银保监会令2020年第3号; absent where a law has none. */
  number: z.string().optional(),
  inForceFrom: z.iso.date().optional(),
  /** The last day on which it was law. */
  inForceTo: z.iso.date().optional(),
  /** The name of what took its place. */
  successor: z.string().optional(),
  aliases: z.array(z.string()),
});

/** A law, regulation, rule or standard that answers may cite, or may no longer. */
export type Instrument = z.infer<typeof instrumentSchema>;

/** Reads `content/instruments.json`; throws where it is malformed. */
export function loadInstruments(): Instrument[] {
  const path = join(projectRoot, 'content', 'instruments.json');
  return z.array(instrumentSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The instrument by its name, short name or an alias. */
export function findInstrument(instruments: readonly Instrument[], name: string): Instrument | undefined {
  return instruments.find((known) => known.name === name || known.shortName === name || known.aliases.includes(name));
}

/** Whether it is law on a day (`YYYY-MM-DD`). */
export function isInForce({ inForceFrom, inForceTo }: Pick<Instrument, 'inForceFrom' | 'inForceTo'>, day: string): boolean {
  return (inForceFrom === undefined || inForceFrom <= day) && (inForceTo === undefined || day <= inForceTo);
}

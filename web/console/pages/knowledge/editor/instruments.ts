import type { Instrument } from '../knowledge-types';

export type Force = { kind: 'in_force' } | { kind: 'not_yet'; from: string } | { kind: 'ended'; on: string; successor?: string };

/** Whether an instrument may be cited on a day (`YYYY-MM-DD`), and what took the place of one that may not. */
export function forceOf({ inForceFrom, inForceTo, successor }: Instrument, day: string): Force {
  if (inForceTo && inForceTo < day) return { kind: 'ended', on: inForceTo, ...(successor ? { successor } : {}) };
  if (inForceFrom && inForceFrom > day) return { kind: 'not_yet', from: inForceFrom };
  return { kind: 'in_force' };
}

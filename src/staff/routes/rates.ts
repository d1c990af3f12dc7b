import type { RateRule } from '../../http/route';

/** A guard against floods, generous because a whole office may share one address. */
export const DESK_RATE: RateRule = { name: 'staff', points: 6000, seconds: 60 };

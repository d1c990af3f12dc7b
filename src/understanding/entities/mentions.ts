import { findBranches } from './branch';
import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';
import { loadDictionary } from './dictionary';
import { findStaff } from './staff';

const findProducts = loadDictionary('products');
const findChannels = loadDictionary('channels');

/** Finds products, channels, branches and members of staff. */
export function findMentions(text: string): Candidate[] {
  return [
    ...findProducts(text).map(({ start, end, key }) => mention('product', start, end, key)),
    ...findChannels(text).map(({ start, end, key }) => mention('channel', start, end, key)),
    ...findBranches(text),
    ...findStaff(text),
  ];
}

function mention(kind: 'product' | 'channel', start: number, end: number, value: string): Candidate {
  return { kind, start, end, value, strength: STRENGTH.mention };
}

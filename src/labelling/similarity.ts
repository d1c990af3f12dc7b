import { lettersOf } from '../understanding/letters';
import { normalise } from '../understanding/normalise';

const HASHES = 12;
const ROWS = 2;
/** So many names of bands a sentence has: sentences that share one may be alike. */
export const BANDS = HASHES / ROWS;
/** From this share of common pairs of characters on, two sentences are one group. */
export const ALIKE = 0.45;

/** What of a sentence is compared: its letters and digits, as rules read it. */
export function lettersIn(text: string): string {
  return lettersOf(normalise(text)) || text.trim();
}

/** The names of the bands of a sentence (MinHash): alike sentences share at least one with high probability, others hardly ever. */
export function bandsOf(letters: string): string[] {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const pair of pairsOf(letters)) {
    const seed = hash(pair);
    for (let which = 0; which < HASHES; which++) {
      const value = mix(seed, which);
      if (value < least[which]!) least[which] = value;
    }
  }
  return Array.from(
    { length: BANDS },
    (_, band) => `${band}:${least[band * ROWS]!.toString(36)}.${least[band * ROWS + 1]!.toString(36)}`,
  );
}

/** The share of pairs of characters that two sentences have in common, 0–1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  let common = 0;
  for (const pair of one) if (other.has(pair)) common++;
  return common / (one.size + other.size - common);
}

function pairsOf(letters: string): Set<string> {
  const characters = [...letters];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

function mix(seed: number, which: number): number {
  let value = Math.imul(seed ^ Math.imul(which + 1, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

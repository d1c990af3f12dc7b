import type { SafetySignal } from '../types';
import type { SentenceVector } from '../../platform/sentence-vector';
import { FeatureBag } from './feature-bag';
import type { Counted } from './feature-bag';

/**
 * What the classifier sees of a text: hashed character 1–4-grams, pairs with a gap, whole numbers and Latin words, its length,
 * whether it ends as a question, what the safety rules found, and where its sentence vector points. Both the trainer and the running
 * program call this, so that a feature means the same to both.
 */

/** Everything that is counted, and the sentence vector; that has no places where there is nothing to see. */
export interface Features extends Counted {
  vector: Float32Array;
}

/** More than this says nothing new about what someone wants: the beginning and the end are enough. */
const HEAD = 1200;
const TAIL = 400;
const BOUNDARY = 0x7c;
const LONGEST_RUN = 3;
/** How much a feature of each kind counts, by number of characters; chosen on held-out speakers. */
const WEIGHT_BY_LENGTH = [0, 0.6, 1, 1, 0.8] as const;
const GAP_WEIGHT = 0.6;
const WORD_WEIGHT = 1.2;
const SIGNAL_WEIGHT = 0.5;
const LENGTH_WEIGHT = 0.3;
const QUESTION_WEIGHT = 0.25;
/** The vector beside all that is counted. */
const VECTOR_WEIGHT = 0.7;
const QUESTION_END = /[吗么?呢嘛不没](?:[啊呀呢的])?[?。!~ ]*$/;

/** Features of a normalised text; empty where there is nothing to see. */
export type ReadFeatures = (normalised: string, signals: readonly SafetySignal[]) => Features;

/**
 * Makes the reader. The squares of what is counted sum to 1, those of the vector to `VECTOR_WEIGHT`². Linear in the length of the text, and
 * constant beyond some 1,600 characters.
 */
export function createFeatureReader(vectorOf: SentenceVector): ReadFeatures {
  const bag = new FeatureBag();
  return (normalised, signals) => {
    const text = normalised.length > HEAD + TAIL ? `${normalised.slice(0, HEAD)} ${normalised.slice(-TAIL)}` : normalised;
    const signs = readSigns(text);
    for (let start = 0; start < signs.length; start++) addGrams(signs, start, bag);
    if (bag.isEmpty) return NOTHING;
    addWords(text, bag);
    addWhole(text, signals, bag);
    const { keys, values } = bag.empty();
    return { keys, values, vector: vectorOf(text).map((value) => value * VECTOR_WEIGHT) };
  };
}

const NOTHING: Features = { keys: new Uint32Array(0), values: new Float32Array(0), vector: new Float32Array(0) };

/** The text as signs: lower case, digits alike, punctuation and spaces one boundary, repetition cut short. */
export function readSigns(text: string): number[] {
  const signs = [BOUNDARY];
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = readSign(text.charCodeAt(index));
    run = sign === signs[signs.length - 1] ? run + 1 : 1;
    if (run <= (sign === BOUNDARY ? 1 : LONGEST_RUN)) signs.push(sign);
  }
  if (signs[signs.length - 1] !== BOUNDARY) signs.push(BOUNDARY);
  return signs;
}

function readSign(code: number): number {
  if (code >= 0x30 && code <= 0x39) return 0x30;
  if (code >= 0x41 && code <= 0x5a) return code + 32;
  if (code === 0x3f || code === 0xff1f) return 0x3f;
  if (code < 0x30 || (code > 0x39 && code < 0x61) || (code > 0x7a && code < 0xc0)) return BOUNDARY;
  if ((code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) || code >= 0xff00) return BOUNDARY;
  return code;
}

function addGrams(signs: readonly number[], start: number, bag: FeatureBag): void {
  let hash = 0x811c9dc5;
  for (let length = 1; length <= 4 && start + length <= signs.length; length++) {
    hash = mix(hash, signs[start + length - 1] ?? 0);
    if (length === 1 && signs[start] === BOUNDARY) continue;
    bag.put(hash >>> 0, WEIGHT_BY_LENGTH[length] ?? 0);
  }
  const beyondGap = signs[start + 2];
  if (beyondGap !== undefined) bag.put(mix(mix(0x2545f491, signs[start] ?? 0), beyondGap) >>> 0, GAP_WEIGHT);
}

/** 12378 and ATM mean something as a whole. */
function addWords(text: string, bag: FeatureBag): void {
  for (const [word] of text.matchAll(/[a-z]{2,20}|(?<!\d)\d{3,6}(?!\d)/gi)) {
    bag.put(hashName(`word ${word.toLowerCase()}`), WORD_WEIGHT);
  }
}

/** What is true of the text as a whole. */
function addWhole(text: string, signals: readonly SafetySignal[], bag: FeatureBag): void {
  for (const signal of signals) bag.put(hashName(`signal ${signal}`), SIGNAL_WEIGHT);
  bag.put(hashName(`length ${Math.round(Math.log2(text.length + 1) * 1.5)}`), LENGTH_WEIGHT);
  bag.put(hashName(QUESTION_END.test(text.slice(-8)) ? 'question' : 'no question'), QUESTION_WEIGHT);
}

function hashName(name: string): number {
  let hash = 0x6a09e667;
  for (let index = 0; index < name.length; index++) hash = mix(hash, name.charCodeAt(index));
  return hash >>> 0;
}

function mix(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ (code & 0xff), 0x01000193);
  return Math.imul(mixed ^ (code >>> 8) ^ (mixed >>> 15), 0x01000193);
}

import { topOf } from './top';

/** Where groups of texts stand by their meaning. */
export interface Meanings {
  /** Of each vector. */
  readonly dimensions: number;
  /** A question among the groups. @param vector of these dimensions, from the same source as the texts' */
  around(vector: Float32Array): Meaning;
}

/** A question among the groups, until the next one is. Closeness is the cosine of two vectors, taken from what all texts have in common. */
export interface Meaning {
  /** The groups whose middles are closest, best first, at most so many and only on the question's side. */
  nearestGroups(most: number): readonly number[];
  /** To the closest text of a group, and by a share to its middle, since one text may be close by chance; from 0. */
  closenessTo(group: number): number;
}

/** Chosen on our own unseen questions (docs/search.md). */
const MIDDLE_SHARE = 0.4;
/** Rows that are compared with a vector in one go. */
const AT_ONCE = 4;

/**
 * Takes the vectors of all texts, a list for each group. What they have in common (that they are questions to a bank) is taken off, so
 * that only what sets them apart counts.
 */
export function createMeanings(groups: readonly (readonly Float32Array[])[]): Meanings {
  const dimensions = groups.find((vectors) => vectors[0])?.[0]?.length ?? 0;
  const common = meanOf(groups.flat(), dimensions);
  const apart = groups.map((vectors) => vectors.map((vector) => apartFrom(vector, common)));
  const middles = new Float32Array(Math.ceil(groups.length / AT_ONCE) * AT_ONCE * dimensions);
  const closeness = new Float64Array(middles.length / Math.max(1, dimensions));
  apart.forEach((vectors, group) => middles.set(toLengthOne(meanOf(vectors, dimensions)), group * dimensions));

  return {
    dimensions,
    around(vector) {
      const asked = apartFrom(vector, common);
      compareAll(asked, middles, closeness);
      return {
        nearestGroups: (most) => topOf(closeness, most),
        closenessTo: (group) =>
          apart[group]!.reduce((most, other) => Math.max(most, dot(asked, other)), 0) +
          MIDDLE_SHARE * Math.max(0, closeness[group]!),
      };
    },
  };
}

function meanOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (const vector of vectors) for (let place = 0; place < dimensions; place++) mean[place]! += vector[place]! / vectors.length;
  return mean;
}

/** A text that says nothing (its vector is 0) stands nowhere. */
function apartFrom(vector: Float32Array, common: Float32Array): Float32Array {
  const apart = new Float32Array(common.length);
  if (vector.every((value) => value === 0)) return apart;
  for (let place = 0; place < apart.length; place++) apart[place] = vector[place]! - common[place]!;
  return toLengthOne(apart);
}

/** In place. */
function toLengthOne(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let place = 0; place < vector.length; place++) vector[place]! /= length;
  return vector;
}

/** @param rows one after the other, `AT_ONCE` or a multiple of them @param into a value for each row */
function compareAll(vector: Float32Array, rows: Float32Array, into: Float64Array): void {
  const { length } = vector;
  // Four sums that do not wait for one another, and each place of the vector read once for all of them.
  for (let row = 0; row < into.length; row += AT_ONCE) {
    const one = row * length;
    const two = one + length;
    const three = two + length;
    const four = three + length;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let place = 0; place < length; place++) {
      const value = vector[place]!;
      first += value * rows[one + place]!;
      second += value * rows[two + place]!;
      third += value * rows[three + place]!;
      fourth += value * rows[four + place]!;
    }
    into[row] = first;
    into[row + 1] = second;
    into[row + 2] = third;
    into[row + 3] = fourth;
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < one.length; place++) sum += one[place]! * other[place]!;
  return sum;
}

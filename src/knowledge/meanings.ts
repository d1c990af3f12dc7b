import { createTop } from './top';

/** Where groups of texts stand by their meaning. */
export interface Meanings {
  /** Of each vector. */
  readonly dimensions: number;
  /** A question among the groups. @param vector of these dimensions, from the same source as the texts' */
  around(vector: Float32Array): Meaning;
}

/** A question among the groups; closeness is the cosine of two vectors, -1–1, taken from what all texts have in common. */
export interface Meaning {
  /** The groups whose middles are closest, best first, at most so many and only on the question's side. */
  nearestGroups(most: number): readonly number[];
  /** To the closest text of a group. */
  closenessTo(group: number): number;
}

/**
 * Takes the vectors of all texts, a list for each group. What they have in common (that they are questions to a bank) is taken off, so
 * that only what sets them apart counts.
 */
export function createMeanings(groups: readonly (readonly Float32Array[])[]): Meanings {
  const dimensions = groups.find((vectors) => vectors[0])?.[0]?.length ?? 0;
  const common = meanOf(groups.flat(), dimensions);
  const apart = groups.map((vectors) => vectors.map((vector) => apartFrom(vector, common)));
  const middles = new Float32Array(groups.length * dimensions);
  apart.forEach((vectors, group) => middles.set(toLengthOne(meanOf(vectors, dimensions)), group * dimensions));

  return {
    dimensions,
    around(vector) {
      const asked = apartFrom(vector, common);
      return {
        nearestGroups(most) {
          const top = createTop(most);
          for (let group = 0; group < groups.length; group++) top.offer(group, dot(asked, middles, group * dimensions));
          return top.items();
        },
        closenessTo: (group) => apart[group]!.reduce((most, other) => Math.max(most, dot(asked, other)), -1),
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

/** With the vector that begins at `at`. */
function dot(one: Float32Array, other: Float32Array, at = 0): number {
  // Four sums that do not wait for one another: half the time of one.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let place = 0;
  for (; place + 3 < one.length; place += 4) {
    first += one[place]! * other[at + place]!;
    second += one[place + 1]! * other[at + place + 1]!;
    third += one[place + 2]! * other[at + place + 2]!;
    fourth += one[place + 3]! * other[at + place + 3]!;
  }
  for (; place < one.length; place++) first += one[place]! * other[at + place]!;
  return first + second + (third + fourth);
}

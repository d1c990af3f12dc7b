/** Where groups of texts stand by their meaning. */
export interface Meanings {
  /** Of each vector. */
  readonly dimensions: number;
  /** A question among the groups. @param vector of these dimensions, from the same source as the texts' */
  around(vector: Float32Array): Meaning;
}

/** A question among the groups; closeness is the cosine of two vectors, -1–1, taken from what all texts have in common. */
export interface Meaning {
  /** To the middle of each group: one look at everything. Valid until the next question. */
  closenessToGroups(): Float64Array;
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

  const closeness = new Float64Array(groups.length);

  return {
    dimensions,
    around(vector) {
      const asked = apartFrom(vector, common);
      return {
        closenessToGroups() {
          for (let group = 0; group < closeness.length; group++) closeness[group] = dot(asked, middles, group * dimensions);
          return closeness;
        },
        closenessTo: (group) => apart[group]!.reduce((most, other) => Math.max(most, dot(asked, other, 0)), -1),
      };
    },
  };
}

function meanOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (const vector of vectors) for (let place = 0; place < dimensions; place++) mean[place]! += vector[place]! / vectors.length;
  return mean;
}

function apartFrom(vector: Float32Array, common: Float32Array): Float32Array {
  const apart = new Float32Array(common.length);
  for (let place = 0; place < apart.length; place++) apart[place] = vector[place]! - common[place]!;
  return toLengthOne(apart);
}

/** In place. */
function toLengthOne(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector, 0));
  if (length > 0) for (let place = 0; place < vector.length; place++) vector[place]! /= length;
  return vector;
}

function dot(one: Float32Array, others: Float32Array, at: number): number {
  // Four sums that do not wait for one another: half the time of one.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = one.length - (one.length % 4);
  for (let place = 0; place < whole; place += 4) {
    first += one[place]! * others[at + place]!;
    second += one[place + 1]! * others[at + place + 1]!;
    third += one[place + 2]! * others[at + place + 2]!;
    fourth += one[place + 3]! * others[at + place + 3]!;
  }
  for (let place = whole; place < one.length; place++) first += one[place]! * others[at + place]!;
  return first + second + (third + fourth);
}

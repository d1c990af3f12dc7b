import type { SentenceVector } from '../platform/sentence-vector';

/** Where groups of texts stand by their meaning. */
export interface Meanings {
  read(text: string): Meaning;
}

/** A question among the groups; closeness is the cosine of two vectors, -1–1, taken from what all texts have in common. */
export interface Meaning {
  /** To the middle of each group: one look at everything. */
  closenessToGroups(): Float64Array;
  /** To the closest text of a group. */
  closenessTo(group: number): number;
}

/**
 * Reads the vectors of all texts. What they have in common (that they are questions to a bank) is taken off, so that only what sets
 * them apart counts.
 */
export function createMeanings(groups: readonly (readonly string[])[], vectorOf: SentenceVector): Meanings {
  const raw = groups.map((texts) => texts.map(vectorOf));
  const common = meanOf(raw.flat(), vectorOf('').length);
  const vectors = raw.map((texts) => texts.map((vector) => apartFrom(vector, common)));
  const dimensions = common.length;
  const middles = new Float32Array(groups.length * dimensions);
  vectors.forEach((texts, group) => middles.set(toLengthOne(meanOf(texts, dimensions)), group * dimensions));

  return {
    read(text) {
      const asked = apartFrom(vectorOf(text), common);
      return {
        closenessToGroups() {
          const closeness = new Float64Array(groups.length);
          for (let group = 0; group < closeness.length; group++) closeness[group] = dot(asked, middles, group * dimensions);
          return closeness;
        },
        closenessTo: (group) => vectors[group]!.reduce((most, vector) => Math.max(most, dot(asked, vector, 0)), -1),
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
  return toLengthOne(vector.map((value, place) => value - common[place]!));
}

function toLengthOne(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function dot(one: Float32Array, others: Float32Array, at: number): number {
  let sum = 0;
  for (let place = 0; place < one.length; place++) sum += one[place]! * others[at + place]!;
  return sum;
}

import { createHash } from 'node:crypto';
import type { Clock } from '../platform/clock';
import { defineCollection } from '../storage/database';
import type { Collection } from '../storage/database';

/** What an endpoint once said of a text, so that neither a restart nor another process asks again. */
export interface CachedVector {
  /** The hash of model, prefix and text. */
  _id: string;
  /** 32-bit floats, little-endian. */
  vector: Buffer;
  at: Date;
}

export const cachedVectorsCollection = defineCollection<CachedVector>({
  name: 'faqVectors',
  // Texts that nobody publishes any more go; the others are asked for again, twice a year.
  indexes: [{ keys: { at: 1 }, expireAfterSeconds: 183 * 86_400 }],
});

/** Vectors by the content of their texts. */
export class VectorCache {
  /** @param space where vectors are comparable: the model, and what it is told with each text */
  constructor(
    private readonly cached: Collection<CachedVector>,
    private readonly space: string,
    private readonly clock: Clock,
  ) {}

  async find(texts: readonly string[]): Promise<Map<string, Float32Array>> {
    const byId = new Map(texts.map((text) => [this.idOf(text), text]));
    const found = await this.cached.find({ _id: { $in: [...byId.keys()] } }).toArray();
    return new Map(found.map(({ _id, vector }) => [byId.get(_id)!, vectorFrom(vector)]));
  }

  async keep(vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
    const at = this.clock.now();
    await Promise.all(
      [...vectors].map(([text, vector]) =>
        this.cached.updateOne({ _id: this.idOf(text) }, { $set: { vector: bytesOf(vector), at } }, { upsert: true }),
      ),
    );
  }

  private idOf(text: string): string {
    return createHash('sha256').update(`${this.space}\n${text}`).digest('base64url');
  }
}

export function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, place) => bytes.writeFloatLE(value, place * 4));
  return bytes;
}

export function vectorFrom(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, place) => bytes.readFloatLE(place * 4));
}

/** Features that were counted: hashes, each once, with their values. */
export interface Counted {
  keys: Uint32Array;
  values: Float32Array;
}

/** More features than a text can have, twice over: a power of two. */
const SLOTS = 1 << 14;

/**
 * Collects the features of one text after another. One table serves them all, since a `Map` for each text costs more than all that is
 * put into it.
 */
export class FeatureBag {
  /** Open addressing: which feature stands in a slot, -1 for none. */
  private readonly slots = new Int16Array(SLOTS).fill(-1);
  private readonly slotOf = new Uint16Array(SLOTS);
  private readonly keys = new Uint32Array(SLOTS);
  private readonly weights = new Float64Array(SLOTS);
  private size = 0;

  get isEmpty(): boolean {
    return this.size === 0;
  }

  /** Said again, the last weight counts. */
  put(key: number, weight: number): void {
    let slot = key & (SLOTS - 1);
    let at = this.slots[slot] as number;
    while (at >= 0 && this.keys[at] !== key) {
      slot = (slot + 1) & (SLOTS - 1);
      at = this.slots[slot] as number;
    }
    if (at < 0) {
      at = this.size++;
      this.slots[slot] = at;
      this.slotOf[at] = slot;
      this.keys[at] = key;
    }
    this.weights[at] = weight;
  }

  /** What was put in, in that order, with the squares of the values summing to 1; the bag is empty again. */
  empty(): Counted {
    let squares = 0;
    for (let at = 0; at < this.size; at++) squares += (this.weights[at] as number) ** 2;
    const factor = 1 / Math.sqrt(squares);
    const values = new Float32Array(this.size);
    for (let at = 0; at < this.size; at++) {
      values[at] = (this.weights[at] as number) * factor;
      this.slots[this.slotOf[at] as number] = -1;
    }
    const keys = this.keys.slice(0, this.size);
    this.size = 0;
    return { keys, values };
  }
}

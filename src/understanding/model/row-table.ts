/** Finds the rows of features' hashes: open addressing, filled once when the model is loaded. */
export class RowTable {
  /** Key and row side by side, so that looking one up costs one visit to memory; row -1 for none. */
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(keys: Uint32Array) {
    const size = 2 ** Math.ceil(Math.log2(keys.length * 1.5 + 2));
    this.mask = size - 1;
    this.slots = new Int32Array(2 * size).fill(-1);
    for (let row = 0; row < keys.length; row++) {
      const key = keys[row] as number;
      let slot = this.slotOf(key);
      while ((this.slots[slot + 1] as number) >= 0) slot = this.next(slot);
      this.slots[slot] = key;
      this.slots[slot + 1] = row;
    }
  }

  /** The row of each hash, -1 for one that is not known. */
  rowsOf(keys: Uint32Array): Int32Array {
    const rows = new Int32Array(keys.length);
    for (let index = 0; index < keys.length; index++) rows[index] = this.find(keys[index] as number);
    return rows;
  }

  private find(key: number): number {
    const signed = key | 0;
    for (let slot = this.slotOf(key); ; slot = this.next(slot)) {
      const row = this.slots[slot + 1] as number;
      if (row < 0 || this.slots[slot] === signed) return row;
    }
  }

  private slotOf(key: number): number {
    return 2 * ((Math.imul(key, 0x9e3779b1) >>> 7) & this.mask);
  }

  private next(slot: number): number {
    return (slot + 2) & (2 * this.mask + 1);
  }
}

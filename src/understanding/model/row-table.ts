/** Finds the row of a feature's hash: open addressing, filled once when the model is loaded. */
export class RowTable {
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(private readonly keys: Uint32Array) {
    const size = 2 ** Math.ceil(Math.log2(keys.length * 2 + 2));
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    keys.forEach((key, row) => {
      let slot = this.slotOf(key);
      while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = row;
    });
  }

  /** The row of a hash, or -1. */
  find(key: number): number {
    for (let slot = this.slotOf(key); ; slot = (slot + 1) & this.mask) {
      const row = this.slots[slot] as number;
      if (row < 0 || this.keys[row] === key) return row;
    }
  }

  private slotOf(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & this.mask;
  }
}

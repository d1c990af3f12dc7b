/** The block of the characters that words are made of: 20,992 of them, so that a character and a node fit into one number of 32 bits. */
const FIRST = 0x4e00;
const LAST = 0x9fff;
const CHARACTER_BITS = 15;
const MOST_NODES = 2 ** (32 - CHARACTER_BITS);
const ROOT = 0;

export function isChinese(code: number): boolean {
  return code >= FIRST && code <= LAST;
}

/**
 * Chinese words and a number for each. The words that begin at one place of a text are found in one walk, which makes no string and ends
 * where no word goes on.
 */
export class WordTrie {
  /** Open addressing: node and character as one number, and beside it the node that they lead to; -1 for none. */
  private readonly slots: Int32Array;
  private readonly mask: number;
  /** The number of the word that ends in a node, or -1. */
  private readonly numbers: Int32Array;
  private nodes = 1;

  /** Other words are left out. @throws RangeError where there are too many. */
  constructor(words: readonly string[]) {
    const most = words.reduce((sum, word) => sum + word.length, 1);
    const size = 2 ** Math.ceil(Math.log2(most * 1.5));
    this.mask = size - 1;
    this.slots = new Int32Array(2 * size).fill(-1);
    this.numbers = new Int32Array(most).fill(-1);
    words.forEach((word, number) => {
      if (isChinese(word.charCodeAt(0))) this.numbers[this.nodeFor(word)] = number;
    });
    if (this.nodes > MOST_NODES) throw new RangeError('too many words');
  }

  /** The numbers of all words in a text, also of those within others, by where they begin. */
  find(text: string): number[] {
    const found: number[] = [];
    for (let at = 0; at < text.length; at++) {
      let node = ROOT;
      for (let next = at; next < text.length; next++) {
        const code = text.charCodeAt(next);
        if (!isChinese(code)) break;
        node = this.slots[this.slotOf(keyOf(node, code)) + 1] as number;
        if (node < 0) break;
        const number = this.numbers[node] as number;
        if (number >= 0) found.push(number);
      }
    }
    return found;
  }

  private nodeFor(word: string): number {
    let node = ROOT;
    for (let at = 0; at < word.length; at++) {
      const key = keyOf(node, word.charCodeAt(at));
      const slot = this.slotOf(key);
      if ((this.slots[slot + 1] as number) < 0) {
        this.slots[slot] = key;
        this.slots[slot + 1] = this.nodes++;
      }
      node = this.slots[slot + 1] as number;
    }
    return node;
  }

  /** Where a key stands, or the empty slot where it would. */
  private slotOf(key: number): number {
    let slot = 2 * ((Math.imul(key, 0x9e3779b1) >>> 9) & this.mask);
    while ((this.slots[slot + 1] as number) >= 0 && this.slots[slot] !== key) slot = (slot + 2) & (2 * this.mask + 1);
    return slot;
  }
}

/** Signed, as the table holds it. */
function keyOf(node: number, code: number): number {
  return (node << CHARACTER_BITS) | (code - FIRST);
}

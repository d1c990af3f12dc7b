const CODES = 0x10000;

/** A set of UTF-16 units that is asked for every character of every text: one look into a table, no string. */
export class CharacterSet {
  private readonly table = new Uint8Array(CODES);

  constructor(isMember: (code: number) => boolean) {
    for (let code = 0; code < CODES; code++) this.table[code] = Number(isMember(code));
  }

  /** The first units of some words. */
  static of(words: Iterable<string>): CharacterSet {
    const codes = new Set(Array.from(words, (word) => word.charCodeAt(0)));
    return new CharacterSet((code) => codes.has(code));
  }

  has(code: number): boolean {
    return this.table[code] === 1;
  }

  /** Where the run of members that begins at a place of a text ends: that place where there is none. */
  endOfRun(text: string, at: number): number {
    let end = at;
    while (end < text.length && this.table[text.charCodeAt(end)] === 1) end++;
    return end;
  }
}

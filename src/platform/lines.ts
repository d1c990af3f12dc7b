/** One line of a stream, without its end; `text` is absent where it was longer than the limit and was passed over. */
export interface Line {
  /** Counted from 1. */
  number: number;
  text?: string;
}

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Cuts a byte stream into lines, holding no more of it than one line of `longest` bytes and one chunk. Lines of white space are
 * counted and left out; the last line needs no newline.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  for await (const lines of readLinesTogether(bytes, longest)) yield* lines;
}

/** The same lines, those together that came together: whoever waits for more of them may wait long. */
export async function* readLinesTogether(bytes: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line[]> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const take = (part: Uint8Array): void => {
    size += part.length;
    if (size <= longest) parts.push(part);
    else parts = [];
  };
  const finish = (): Line | undefined => {
    const text = size <= longest ? Buffer.concat(parts).toString('utf8').replace(BYTE_ORDER_MARK, '') : undefined;
    parts = [];
    size = 0;
    number++;
    return text?.trim() === '' ? undefined : { number, text };
  };
  for await (const chunk of bytes) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, end));
      from = end + 1;
      const line = finish();
      if (line) lines.push(line);
    }
    take(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const last = size > 0 ? finish() : undefined;
  if (last) yield [last];
}

import { ImportFileError, ROW_LIMIT } from './sheet';
import type { SheetRow } from './sheet';

export type Delimiter = '\t' | ',';

/** As Excel reads and writes it: quoted where needed, quotes doubled, a byte order mark so that Chinese is recognised. */
export function writeDelimited(rows: readonly (readonly string[])[], delimiter: Delimiter): Buffer {
  const lines = rows.map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function quoted(cell: string, delimiter: Delimiter): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * The rows of a text file; a quote inside an unquoted cell is a character like others, which the exports of QnA Maker need.
 * @throws ImportFileError
 */
export function readDelimited(text: string, delimiter: Delimiter): SheetRow[] {
  const rows: SheetRow[] = [];
  let cells: string[] = [];
  const endRow = (): void => {
    if (rows.length > ROW_LIMIT) throw new ImportFileError('tooManyRows', { limit: ROW_LIMIT });
    rows.push({ row: rows.length + 1, cells: cells.map((cell) => ({ text: cell })) });
    cells = [];
  };
  let at = 0;
  while (at < text.length) {
    const { cell, next } = text[at] === '"' ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
    cells.push(cell);
    at = next;
    if (text[at] === delimiter) {
      at++;
      if (at === text.length) cells.push('');
      else continue;
    } else if (text[at] === '\r') at += text[at + 1] === '\n' ? 2 : 1;
    else if (text[at] === '\n') at++;
    endRow();
  }
  return rows;
}

function readPlain(text: string, from: number, delimiter: Delimiter): { cell: string; next: number } {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return { cell: text.slice(from, at), next: at };
}

/** A quoted cell; one whose quote never ends, or goes on behind its end, is taken as it stands. */
function readQuoted(text: string, from: number, delimiter: Delimiter): { cell: string; next: number } {
  for (let at = from + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return readPlain(text, from, delimiter);
    if (text[at + 1] === '"') at++;
    else {
      const next = at + 1;
      const ends = next === text.length || text[next] === delimiter || text[next] === '\n' || text[next] === '\r';
      return ends ? { cell: text.slice(from + 1, at).replaceAll('""', '"'), next } : readPlain(text, from, delimiter);
    }
  }
}

/**
 * The text of a file: UTF-8, UTF-16 where a byte order mark says so, else GB 18030, in which Chinese Excel saves CSV.
 * @throws ImportFileError
 */
export function decodeText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encodings = mark === 'fffe' ? ['utf-16le'] : mark === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new ImportFileError('badText');
}

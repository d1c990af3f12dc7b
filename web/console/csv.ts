/** Characters that make a spreadsheet read a cell as a formula, full-width forms included. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;

/**
 * A table as a CSV file that a Chinese Excel opens rightly: UTF-8 with byte order mark, CRLF, every cell quoted. A consumer's words
 * that begin like a formula get a leading apostrophe, so that opening the file runs nothing.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return '\uFEFF' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A negative number is a number, not a formula. */
const NUMBER = /^-?\d+(\.\d+)?$/;

function cell(value: string): string {
  const dangerous = !NUMBER.test(value) && (FORMULA_START.test(value) || FORMULA_START.test(value.trimStart()));
  const harmless = dangerous ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

import type { TransferMessages } from '../../../locales/transfer/messages';

/** What is wrong with a cell beyond its text. */
export type CellTrouble = 'merged' | 'formula' | 'cellError';

export interface Cell {
  text: string;
  trouble?: CellTrouble;
}

/** A row as a spreadsheet program shows it. */
export interface SheetRow {
  /** From 1. */
  row: number;
  cells: readonly Cell[];
}

/** More rows than this are refused: an import is looked through by a person. */
export const ROW_LIMIT = 20_000;

export type FileProblemKey = keyof TransferMessages['files'];

/** The file as a whole cannot be read; no row of it was. */
export class ImportFileError extends Error {
  constructor(
    readonly key: FileProblemKey,
    readonly details: Record<string, string | number> = {},
    options?: { cause?: unknown },
  ) {
    super(key, options);
  }
}

/** `A` for 0, `AA` for 26. */
export function columnLetters(index: number): string {
  return (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/**
 * A text that a spreadsheet program would run as a formula gets an apostrophe in front; so does one that begins with an apostrophe
 * before such a sign, so that `fromSafeCell` gives every text back as it was.
 */
export function toSafeCell(text: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

export function fromSafeCell(text: string): string {
  return /^''*[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text;
}

/** Fills `{name}` in a message. */
export function fill(template: string, details: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

'use strict';
/*
 * Reads or writes one workbook in a thread of its own: the library works for seconds on a large one, and the server has consumers to answer.
 * Plain JavaScript beside the sources, so that the program finds it whether it runs built or from a test.
 */
const { parentPort, workerData } = require('node:worker_threads');
const xlsx = require('@e965/xlsx');

/** A cell weighs so many characters beside its own. */
const CELL_WEIGHT = 32;

const { task, given } = workerData;
parentPort.postMessage(task === 'read' ? read(given) : write(given));

/**
 * @returns the first sheet that people see: texts by row, the cells that are no plain text as `[row, column, trouble]`; no more of it than
 * `limits` (rows, columns, characters, merged cells) allow, since the server has to take it in at once. Else `{ problem }`.
 */
function read({ parts, limits }) {
  const zip = xlsx.CFB.utils.cfb_new();
  for (const [name, content] of parts) xlsx.CFB.utils.cfb_add(zip, name, Buffer.from(content));
  const plain = xlsx.CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: false });
  const book = xlsx.read(plain, { type: 'buffer', dense: true, cellNF: true, cellHTML: false, sheetRows: limits.rows });
  const name = book.SheetNames.find((_, at) => !book.Workbook?.Sheets?.[at]?.Hidden);
  const sheet = book.Sheets[name];
  const troubles = [];
  const rows = [];
  let size = 0;
  for (const [row, cells = []] of (sheet?.['!data'] ?? []).entries()) {
    const texts = [];
    for (const [column, cell] of cells.slice(0, limits.columns).entries()) {
      if (cell?.f !== undefined) troubles.push([row, column, 'formula']);
      else if (cell?.t === 'e') troubles.push([row, column, 'cellError']);
      texts.push(textOf(cell));
      size += texts.at(-1).length + CELL_WEIGHT;
    }
    // Counted while it is read: many cells may share one long text, and each would be sent by itself.
    if (size > limits.characters) return { problem: 'tooHeavy' };
    rows.push(texts);
  }
  let merged = 0;
  for (const { s, e } of sheet?.['!merges'] ?? [])
    for (let row = s.r; row <= Math.min(e.r, rows.length - 1); row++)
      for (let column = s.c; column <= Math.min(e.c, limits.columns - 1); column++) {
        if (++merged > limits.mergedCells) return { problem: 'tooManyMerged' };
        troubles.push([row, column, 'merged']);
      }
  return { rows, troubles };
}

function textOf(cell) {
  if (cell?.v === undefined) return '';
  if (cell.t === 'n' && cell.z && xlsx.SSF.is_date(cell.z)) {
    const day = xlsx.SSF.parse_date_code(cell.v);
    if (day) return `${day.y}-${String(day.m).padStart(2, '0')}-${String(day.d).padStart(2, '0')}`;
  }
  return typeof cell.v === 'string' ? cell.v : String(cell.w ?? cell.v);
}

/** One sheet of text cells: nothing in it is a formula, whatever it begins with. */
function write({ rows, sheetName }) {
  // The format reads _x0041_ as a character of that number: where someone wrote just that, its underline is written as one.
  const literal = (text) => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => row.map((text) => ({ t: 's', v: literal(text) }))));
  sheet['!cols'] = (rows[0] ?? []).map((_, at) => ({ wch: at === 0 ? 28 : 18 }));
  return xlsx.write(xlsx.utils.book_new(sheet, sheetName), {
    type: 'buffer',
    bookType: 'xlsx',
    compression: true,
    bookSST: true,
  });
}

'use strict';
/*
 * Reads or writes one workbook in a thread of its own: the library works for seconds on a large one, and the server has consumers to answer.
 * Plain JavaScript beside the sources, so that the program finds it whether it runs built or from a test.
 */
const { parentPort, workerData } = require('node:worker_threads');
const xlsx = require('@e965/xlsx');

const { task, given } = workerData;
parentPort.postMessage(task === 'read' ? read(given) : write(given));

/** @returns the first sheet that people see: texts by row, the cells that are no plain text as `[row, column, trouble]`, merged ranges. */
function read({ parts, rowLimit }) {
  const zip = xlsx.CFB.utils.cfb_new();
  for (const [name, content] of parts) xlsx.CFB.utils.cfb_add(zip, name, Buffer.from(content));
  const plain = xlsx.CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: false });
  const book = xlsx.read(plain, { type: 'buffer', dense: true, cellNF: true, cellHTML: false, sheetRows: rowLimit });
  const name = book.SheetNames.find((_, at) => !book.Workbook?.Sheets?.[at]?.Hidden);
  const sheet = book.Sheets[name];
  const troubles = [];
  const rows = Array.from(sheet?.['!data'] ?? [], (cells, row) =>
    Array.from(cells ?? [], (cell, column) => {
      if (cell?.f !== undefined) troubles.push([row, column, 'formula']);
      else if (cell?.t === 'e') troubles.push([row, column, 'cellError']);
      return textOf(cell);
    }),
  );
  const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => [s.r, s.c, e.r, e.c]);
  return { rows, troubles, merges };
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

import fc from 'fast-check';
import { zhCN } from '../../locales/console/zh-CN';
import { byUrgency, dueCases } from '../../web/console/pages/cases/case-list';
import { exportRows } from '../../web/console/pages/cases/case-words';
import { toCsv } from '../../web/console/csv';
import type { CaseView } from '../../web/console/staff-api';

function aCase(change: Partial<CaseView> = {}): CaseView {
  return {
    number: 'XB20261125-0007',
    receivedAt: '2026-11-25T02:38:00.000Z',
    dueOn: '2026-12-10',
    daysLeft: 15,
    status: 'received',
    summary: '信用卡没激活还收年费',
    business: 'card_credit',
    conversationId: 'cnv_1',
    classification: { predicted: { channel: [], business: [], cause: [] } },
    ...change,
  };
}

/** Reads CSV the way a spreadsheet does (RFC 4180). */
function readCsv(text: string): string[][] {
  const rows = [...text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)];
  const table: string[][] = [[]];
  for (const [, cell = '', end] of rows) {
    table.at(-1)!.push(cell.replaceAll('""', '"'));
    if (end !== ',') table.push([]);
  }
  return table.slice(0, -1);
}

describe('the exported file', () => {
  test('opens in Excel: byte order mark, headings, yuan, Shanghai time', () => {
    const text = toCsv(exportRows([aCase({ amountFen: 30_050, daysLeft: -2 })], zhCN));
    expect(text.startsWith('\uFEFF"投诉编号","收到时间","最晚答复","剩余天数"')).toBe(true);
    expect(readCsv(text)[1]!.slice(0, 8)).toEqual([
      'XB20261125-0007',
      '2026-11-25 10:38',
      '2026-12-10',
      '-2',
      '已收到',
      '信用卡',
      '信用卡没激活还收年费',
      '300.50',
    ]);
  });

  test.each(['=1+1', '+86138', '-cmd', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＠x'])(
    '%j runs nothing when it is opened',
    (words) => {
      expect(readCsv(toCsv([[words]]))[0]![0]).toBe(`'${words}`);
    },
  );

  test('whatever consumers write, every cell comes out as it went in, or made harmless', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const read = readCsv(toCsv(rows));
          expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
          rows.forEach((row, at) => row.forEach((cell, column) => expect([cell, `'${cell}`]).toContain(read[at]![column])));
        },
      ),
    );
  });
});

describe('the list of cases', () => {
  const overdue = aCase({ number: 'overdue', daysLeft: -3 });
  const today = aCase({ number: 'today', daysLeft: 0 });
  const calm = aCase({ number: 'calm', daysLeft: 12 });
  const done = aCase({ number: 'done', daysLeft: -9, status: 'closed' });
  const numbers = (cases: readonly CaseView[]) => cases.map(({ number }) => number);

  test('shows first what hurts most; what is done comes last', () => {
    expect(numbers([done, calm, today, overdue].sort(byUrgency))).toEqual(['overdue', 'today', 'calm', 'done']);
  });

  test('a case that is done is not overdue', () => {
    expect(numbers(dueCases([overdue, today, calm, done], 'overdue'))).toEqual(['overdue']);
    expect(numbers(dueCases([overdue, today, calm, done], 'soon'))).toEqual(['today']);
  });
});

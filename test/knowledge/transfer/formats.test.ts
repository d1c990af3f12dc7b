import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import type { WorkSheet } from '@e965/xlsx';
import { readImportFile } from '../../../src/knowledge/transfer/read-import-file';
import { readWorkbook, writeWorkbook } from '../../../src/knowledge/transfer/workbook';
import { words } from './import-office';

const HEADS = ['标题', '类别', '答案', '生效日'];
const read = (name: string, bytes: Buffer | string) => readImportFile(name, Buffer.from(bytes), words);

function workbook(sheet: WorkSheet): Buffer {
  return write(utils.book_new(sheet, '条目'), { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer;
}

/** A zip of one part: what it declares and what comes out may differ. */
function zipOf(name: string, packed: Buffer, declared: number): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  const start = Buffer.concat([local, Buffer.from(name), packed]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(start.length, 16);
  return Buffer.concat([start, central, Buffer.from(name), end]);
}

describe('files of entries', () => {
  it('reads what Chinese Excel saves: UTF-8, GB 18030 and UTF-16 text, dates, and workbooks', async () => {
    const text = '标题,答案\r\n怎么销户,"带身份证,到网点。"\r\n';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('标题\t答案\n怎么销户\t带身份证,到网点。', 'utf16le')]);
    // 标题,答案 / 怎么销户,好 as GB 18030.
    const gb = Buffer.from('b1eacce22cb4f0b0b80ad4f5c3b4cffabba72cbac30a', 'hex');
    const cells = { title: '怎么销户', answer: '带身份证,到网点。' };
    expect(await read('a.csv', `\uFEFF${text}`)).toMatchObject([{ row: 2, cells }]);
    expect(await read('a.TSV', utf16)).toMatchObject([{ row: 2, cells }]);
    expect(await read('a.csv', gb)).toMatchObject([{ row: 2, cells: { title: '怎么销户', answer: '好' } }]);

    const sheet = utils.aoa_to_sheet([HEADS, ['怎么销户', '账户', 5, new Date(Date.UTC(2026, 0, 31))]], {
      UTC: true,
      cellDates: false,
    });
    expect(await read('a.xlsx', workbook(sheet))).toMatchObject([
      { row: 2, cells: { title: '怎么销户', answer: '5', validFrom: '2026-01-31' }, problems: [] },
    ]);
  });

  it('names the row and the column of merged cells, formulas and spreadsheet errors', async () => {
    const sheet = utils.aoa_to_sheet([
      HEADS,
      ['一', '账户', '甲'],
      ['二', '账户', '乙'],
      ['三', '账户', '丙'],
      ['四', '账户', '丁'],
    ]);
    sheet['!merges'] = [{ s: { r: 1, c: 2 }, e: { r: 2, c: 2 } }];
    sheet.C4 = { t: 's', v: '丙', f: 'HYPERLINK("http://x")' };
    sheet.C5 = { t: 'e', v: 0x17, w: '#REF!' };
    const rows = await read('a.xlsx', workbook(sheet));
    expect(rows.map(({ row, problems }) => [row, problems])).toEqual([
      [2, [{ field: '答案', message: words.rows.merged }]],
      [3, [{ field: '答案', message: words.rows.merged }]],
      [4, [{ field: '答案', message: words.rows.formula }]],
      [5, [{ field: '答案', message: words.rows.cellError }]],
    ]);
  });

  it('says which columns it does not know, and where a row is empty', async () => {
    const rows = await read('a.tsv', '标题\t备注\t答案\n一\tx\t甲\n\n二\ty\t乙\n\n\n');
    expect(rows.map(({ row, blank }) => [row, blank])).toEqual([
      [1, true],
      [2, undefined],
      [3, true],
      [4, undefined],
    ]);
    expect(rows[0]?.problems).toEqual([{ field: '备注', message: '不认识“备注”（B 列），这一列不会导入。' }]);
    expect(rows[2]?.problems).toEqual([{ field: '', message: words.rows.emptyRow }]);
  });

  it.each([
    ['a.xlsx', Buffer.from('PK nothing of the kind'), 'notWorkbook'],
    ['a.xlsx', Buffer.from('<html><script>alert(1)</script></html>'), 'notWorkbook'],
    ['a.xlsx', zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(2_000_000)), 3_000_000_000), 'tooLarge'],
    ['a.xlsx', zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(60_000_000)), 60_000_000), 'tooDense'],
    ['a.xlsx', zipOf('xl/workbook.xml', deflateRawSync(Buffer.alloc(90_000_000)), 1000), 'notWorkbook'],
    ['a.exe', Buffer.from('标题'), 'kind'],
    ['a.csv', Buffer.from(''), 'empty'],
    ['a.csv', Buffer.from('名字,电话\n甲,1\n'), 'noColumns'],
    ['a.qna', Buffer.from('nothing'), 'empty'],
    ['a.tsv', Buffer.from(`标题\n${'甲\n'.repeat(20_002)}`), 'tooManyRows'],
  ])('refuses %s (%#) as a whole', async (name, bytes, key) => {
    await expect(read(name, bytes)).rejects.toMatchObject({ key });
  });

  it('refuses a workbook of 20,000 rows more than it takes', async () => {
    const rows = [['标题'], ...Array.from({ length: 20_100 }, (_, at) => [`第${at}条`])];
    await expect(read('a.xlsx', await writeWorkbook(rows, 'x'))).rejects.toMatchObject({ key: 'tooManyRows' });
  });

  it('refuses a small workbook that says far more than it weighs: merged cells over merged cells, one long text in every cell', async () => {
    const sheet = utils.aoa_to_sheet([HEADS, ...Array.from({ length: 1000 }, (_, at) => [`第${at}条`])]);
    sheet['!merges'] = Array.from({ length: 300 }, () => ({ s: { r: 0, c: 0 }, e: { r: 999, c: 99 } }));
    await expect(read('a.xlsx', workbook(sheet))).rejects.toMatchObject({ key: 'tooManyMerged' });

    const long = '长'.repeat(30_000);
    const repeated = workbook(utils.aoa_to_sheet([HEADS, ...Array.from({ length: 100 }, () => Array<string>(20).fill(long))]));
    expect(repeated.length).toBeLessThan(1_000_000);
    await expect(read('a.xlsx', repeated)).rejects.toMatchObject({ key: 'tooHeavy' });
  });

  it('says of a workbook that takes too long that it is too much, not that it is none', async () => {
    await expect(readWorkbook(await writeWorkbook([HEADS], 'x'), 1)).rejects.toMatchObject({ key: 'tooHeavy' });
  });

  it('reads the tables of QnA Maker and Azure question answering: questions of one pair together, prompts as follow-ups', async () => {
    const head = 'Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\tSourceDisplayName';
    const table = [
      head,
      '怎么销户\t带身份证。\\n当天办好。\tEditorial\tcategory:account|city:hz\t[]\tFalse\t[{"displayOrder":0,"qnaId":2,"displayText":"要钱吗"}]\t1\tE',
      '注销账户\t带身份证。\\n当天办好。\tEditorial\tcategory:account|city:hz\t[]\tFalse\t[]\t1\tE',
      '销户要钱吗\t不收费。\tEditorial\t[{"name": "category", "value": "账户"}]\t[]\tFalse\t[]\t2\tE',
    ].join('\n');
    const expected = [
      {
        row: 2,
        key: '1',
        cells: { title: '怎么销户', wordings: '注销账户', answer: '带身份证。\n当天办好。', category: 'account', followUps: '2' },
      },
      { row: 4, key: '2', cells: { title: '销户要钱吗', wordings: '', answer: '不收费。', category: '账户', followUps: '' } },
    ];
    expect(await read('kb.tsv', table)).toMatchObject(expected);
    const sheet = utils.aoa_to_sheet(table.split('\n').map((line) => line.split('\t')));
    expect(await read('kb.xlsx', workbook(sheet))).toMatchObject(expected);
  });

  it('reads .qna files', async () => {
    const text = [
      '> !# @qna.pair.source = custom editorial',
      '<a id = "1"></a>',
      '# ? 怎么销户',
      '- 注销账户',
      '',
      '**Filters:**',
      '- category = account',
      '',
      '```markdown',
      '带身份证。',
      '- 当天办好。',
      '```',
      '**Prompts:**',
      '- [要钱吗](#2) `context-only`',
      '',
      '<a id = "2"></a>',
      '## ? 销户要钱吗',
      '```',
      '不收费。',
      '```',
    ].join('\n');
    expect(await read('kb.qna', text)).toMatchObject([
      {
        row: 3,
        key: '1',
        cells: {
          title: '怎么销户',
          wordings: '注销账户',
          answer: '带身份证。\n- 当天办好。',
          category: 'account',
          followUps: '2',
        },
      },
      { row: 17, key: '2', cells: { title: '销户要钱吗', answer: '不收费。' } },
    ]);
  });
});

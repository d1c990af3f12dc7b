import fc from 'fast-check';
import { zhCN } from '../../../locales/console/knowledge/zh-CN';
import {
  MOST_QUESTIONS,
  firstColumn,
  inPortions,
  questionsInFile,
  readQuestions,
} from '../../../web/console/pages/knowledge/batch/batch-questions';
import { resultRows } from '../../../web/console/pages/knowledge/batch/result-rows';
import { findsFor, typeWording } from '../../../web/console/pages/knowledge/editor/wordings';
import { toCsv } from '../../../web/console/csv';
import { finds } from './contents';

describe('a list of questions to test', () => {
  test('one a line, each once, without what is empty or too long', () => {
    const text = ` 年费怎么免 \r\n\r\n年费怎么免\n${'问'.repeat(301)}\n存款保险`;
    expect(readQuestions(text)).toEqual({ questions: ['年费怎么免', '存款保险'], tooLong: 1, beyond: 0 });
    const many = Array.from({ length: MOST_QUESTIONS + 5 }, (_, index) => `问题${index}`).join('\n');
    expect(readQuestions(many)).toMatchObject({ beyond: 5 });
  });

  test('a table gives its first column, quotes and line breaks within a cell undone', () => {
    expect(firstColumn('"问,题","类"\r\n"说""好""的\n第二行",b\r\n单独\r\n')).toBe('问,题\n说"好"的 第二行\n单独\n');
    const bytes = new TextEncoder().encode('\uFEFF甲,乙\n丙,丁').buffer;
    expect(questionsInFile('a.CSV', bytes)).toBe('甲\n丙');
    expect(questionsInFile('a.txt', bytes)).toBe('甲,乙\n丙,丁');
    expect(() => questionsInFile('a.txt', new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]).buffer)).toThrow('not valid for encoding');
  });

  test('our own export can be read again', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).map((text) => `问${text.replace(/\s/g, '')}`),
          { minLength: 1 },
        ),
        (asked) => {
          const csv = toCsv(asked.map((question) => [question, 'x'])).slice(1);
          expect(firstColumn(csv).split('\n').slice(0, -1)).toEqual(asked);
        },
      ),
    );
  });

  test('portions hold everything, in order', () => {
    expect(inPortions([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inPortions([], 2)).toEqual([]);
  });

  test('a row of the file says what was found, and what came next', () => {
    const rows = resultRows([{ question: '年费', found: finds('suggest', '甲', '乙', '丙') }], zhCN.test);
    expect(rows[1]).toEqual(['年费', '给出选择', '甲', 'faq-甲', '1.000', '乙；丙']);
  });
});

describe('other ways of asking', () => {
  test('typing changes a line; pasted lines become lines', () => {
    expect(typeWording(['甲', '乙'], 1, '乙方')).toEqual(['甲', '乙方']);
    expect(typeWording(['甲', '乙'], 0, '一\r\n\r\n 二 \n三')).toEqual(['一', '二', '三', '乙']);
    expect(typeWording(['甲'], 0, '\n')).toEqual(['']);
  });

  test('what it finds, as seen from the entry under the pen', () => {
    expect(findsFor(finds('answer', '甲'), 'faq-甲')).toEqual({ kind: 'this' });
    expect(findsFor(finds('answer', '乙', '甲'), 'faq-甲')).toEqual({ kind: 'other', title: '乙' });
    expect(findsFor(finds('suggest', '甲', '乙'), 'faq-甲')).toEqual({ kind: 'choice', titles: ['甲', '乙'] });
    expect(findsFor(finds('none'), 'faq-甲')).toEqual({ kind: 'nothing' });
  });
});

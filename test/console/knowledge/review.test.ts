import { zhCN } from '../../../locales/console/knowledge/zh-CN';
import type { GateReport } from '../../../web/console/pages/knowledge/knowledge-types';
import { comparedPair } from '../../../web/console/pages/knowledge/history/compared-pair';
import { asWhole, diffRows } from '../../../web/console/pages/knowledge/review/diff-model';
import { gateCounts, outcomeOf } from '../../../web/console/pages/knowledge/review/gate-model';
import { aContent, finds } from './contents';

const name = (key: string): string => (key === 'deposit_insurance' ? '存款保险' : key);

describe('side by side', () => {
  test('a text: the left reads as it was, the right as it is', () => {
    const pieces = [
      { kind: 'same' as const, text: '最多' },
      { kind: 'removed' as const, text: '五十' },
      { kind: 'added' as const, text: '50' },
      { kind: 'same' as const, text: '万元' },
    ];
    const [row] = diffRows([{ field: 'answer', before: '最多五十万元', after: '最多50万元', pieces }], zhCN, name);
    expect(row?.before?.map(({ text }) => text).join('')).toBe('最多五十万元');
    expect(row?.after?.map(({ text }) => text).join('')).toBe('最多50万元');
    expect(row?.list).toBe(false);
  });

  test('citations are read as citations, single values in words, and what is not there as nothing', () => {
    const cited = { instrument: '存款保险条例', article: '第5条' };
    const rows = diffRows(
      [
        { field: 'citations', before: [], after: [cited], pieces: [{ kind: 'added', text: JSON.stringify(cited) }] },
        { field: 'category', before: 'deposit_insurance', after: 'rights', pieces: [] },
        { field: 'reviewBy', after: '2027-05-01', pieces: [] },
        {
          field: 'audience',
          before: { channels: [], readers: 'all', staffOnly: false },
          after: { channels: ['wechat'], readers: 'elder', staffOnly: true },
          pieces: [],
        },
      ],
      zhCN,
      name,
    );
    const said = rows.map(({ before, after }) => [before, after].map((side) => side?.map(({ text }) => text).join() ?? null));
    expect(said).toEqual([
      [null, '《存款保险条例》第5条'],
      ['存款保险', 'rights'],
      [null, '2027-05-01'],
      ['所有人，全部渠道', '微信、仅长者模式、仅内部可见'],
    ]);
  });

  test('a text that nobody has read yet is shown whole, with nothing marked', () => {
    const rows = diffRows(asWhole(aContent()), zhCN, name);
    expect(rows.map(({ field }) => field)).not.toContain('followUps');
    expect(rows.flatMap(({ after }) => after ?? []).every(({ kind }) => kind === 'same')).toBe(true);
    expect(rows.find(({ field }) => field === 'citations')?.after).toEqual([{ kind: 'same', text: '《存款保险条例》第5条' }]);
  });
});

test('two versions to compare: what consumers read and the newest, then what is picked', () => {
  expect(comparedPair([5, 4, 3, 1], [], 3)).toEqual([3, 5]);
  expect(comparedPair([5, 4, 3, 1], [], undefined)).toEqual([4, 5]);
  expect(comparedPair([5, 4, 3, 1], [], 5)).toEqual([4, 5]);
  expect(comparedPair([5, 4, 3, 1], [3], 5)).toEqual([1, 3]);
  expect(comparedPair([5, 4, 3, 1], [1], 5)).toEqual([1, 5]);
  expect(comparedPair([5, 4, 3, 1], [5, 1], 3)).toEqual([1, 5]);
  expect(comparedPair([1], [], 1)).toBeNull();
});

describe('what the checks say', () => {
  const report = (change: Partial<GateReport>): GateReport => ({
    passes: false,
    overridable: false,
    findings: [],
    duplicates: [],
    regression: { asked: 700, before: 700, after: 700, drops: [], gains: [] },
    notFound: [],
    ...change,
  });
  const finding = { rule: 'promise', field: 'answer', found: '保本', reason: '不能说保本', severity: 'error' as const };
  const drop = { question: '银行倒闭', owner: 'a', before: finds('answer', '甲'), after: finds('none') };

  test('what keeps a text from being published is counted; warnings do not', () => {
    const twin = { id: 'b', title: '乙', question: '同样的话', score: 1, same: true };
    const counted = report({
      findings: [finding, { ...finding, severity: 'warning' }],
      duplicates: [twin, { ...twin, same: false }],
      regression: { asked: 9, before: 9, after: 8, drops: [drop], gains: [] },
    });
    expect(gateCounts(counted)).toEqual({ errors: 2, drops: 1 });
  });

  test('what a question finds, in a word', () => {
    expect(outcomeOf(finds('answer', '甲', '乙'))).toEqual({ kind: 'answer', title: '甲' });
    expect(outcomeOf(finds('suggest', '甲'))).toEqual({ kind: 'suggest', title: '甲' });
    expect(outcomeOf(finds('none'))).toEqual({ kind: 'none' });
  });
});

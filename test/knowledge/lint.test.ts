import { loadInstruments } from '../../src/knowledge/instruments';
import { lintEntry, lintText, loadLintRules } from '../../src/knowledge/lint';
import { entryAbout } from './tools';

const rules = loadLintRules();
const instruments = loadInstruments();
const day = '2026-11-25';

describe('what no answer may say', () => {
  it.each([
    ['根据《合同法》，格式条款无效。', 'repealed-law'],
    ['您可以向银保监会投诉。', 'former-regulator'],
    ['我们会在15个工作日内答复。', 'working-days'],
    ['存入5万元以上现金应当登记资金来源。', 'cash-registration'],
    ['数字人民币不计息。', 'ecny-no-interest'],
    ['交易记录保存5年。', 'aml-retention'],
    ['请拨打12363投诉银行。', 'pboc-hotline'],
    ['我们一定会退款。', 'promise-money'],
    ['保证解决您的问题。', 'promise-result'],
    ['我们会尽快处理。', 'vague-promise'],
    ['这款产品保本保息。', 'promise-return'],
    ['银行的做法是违规的。', 'verdict'],
    ['账户因可疑交易被限制。', 'suspicious-report'],
    ['请勿拨打12378。', 'discourage'],
    ['12378的服务时间为9:00至17:00。', 'hotline-hours'],
    ['感谢您的支持！', 'informal'],
  ])('%s', (text, rule) => {
    expect(lintText(text, rules).map((finding) => finding.rule)).toContain(rule);
  });

  it.each([
    '《劳动合同法》不在此列。',
    '自收到投诉之日起15日内答复。',
    '7个工作日内足额偿付。',
    '个人不良信息保存5年。',
    '保证金',
  ])('lets stand: %s', (text) => {
    expect(lintText(text, rules)).toEqual([]);
  });

  it('tells the author where, what and why', () => {
    const entry = entryAbout('残币怎么换', ['破钱怎么换'], { answer: '依据《民法通则》办理。' });
    expect(lintEntry(entry, rules, instruments, day)).toEqual([
      {
        entry: '残币怎么换',
        field: 'answer',
        rule: 'repealed-law',
        found: '民法通则',
        reason: expect.stringContaining('民法典') as string,
      },
    ]);
  });
});

describe('what keeps an entry from being published', () => {
  const rulesBroken = (changes: Parameters<typeof entryAbout>[2]): string[] =>
    lintEntry(entryAbout('残币怎么换', ['破钱怎么换'], changes), rules, instruments, day).map(
      ({ rule, field }) => `${rule} ${field}`,
    );

  it('nothing, when all is in order', () => {
    expect(rulesBroken({ citations: [{ instrument: '人民币管理条例', article: '第22条' }] })).toEqual([]);
  });

  it('a law that is repealed, not yet in force or unknown', () => {
    for (const instrument of ['合同法', '民法典草案'])
      expect(rulesBroken({ citations: [{ instrument }] })).toEqual(['citation citations']);
    const early = lintEntry(
      entryAbout('残币怎么换', [], { citations: [{ instrument: '明示综合融资成本规定' }] }),
      rules,
      instruments,
      '2026-07-31',
    );
    expect(early.map(({ rule }) => rule)).toEqual(['citation']);
  });

  it('a missing approver, an unconfirmed fact, dates the wrong way round, an answer that is too long', () => {
    expect(rulesBroken({ approver: undefined })).toEqual(['approval approver']);
    expect(rulesBroken({ needsConfirmation: true })).toEqual(['approval needsConfirmation']);
    expect(rulesBroken({ validTo: '2025-12-31' })).toEqual(['dates validTo']);
    expect(rulesBroken({ answer: '换'.repeat(121) })).toEqual(['length answer']);
  });
});

import { publishEntry } from '../../src/knowledge/commands/publish-entry';
import { saveDraft } from '../../src/knowledge/commands/save-draft';
import { submitForReview } from '../../src/knowledge/commands/submit-for-review';
import { EVERYONE, questionsOf } from '../../src/knowledge/entry';
import type { Audience, EntryContent, FaqEntry } from '../../src/knowledge/entry';
import { asIfApproved } from '../../src/knowledge/gate';
import type { GateReport } from '../../src/knowledge/gate';
import { loadFaqEntries } from '../../src/knowledge/load-content';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import { readerOf } from '../../src/knowledge/regression';
import { describeEachStore } from '../tools/stores';
import { Day, emptyStore, openOver } from './open';
import { entryContent } from './tools';

/** A part of the content is enough, and quickly asked. */
const TOPICS = ['rights', 'wealth', 'cash', 'fx'];
const seeds = loadFaqEntries().filter(({ category }) => TOPICS.includes(category));
const live = seeds.filter(({ status }) => status === 'published');

describeEachStore('the publish gate', (store) => {
  const clock = new Day();
  let parts: KnowledgeParts;
  beforeAll(async () => {
    parts = await openOver(await emptyStore(store, clock), clock, { seeds });
  });
  afterAll(() => parts.close());

  const check = (changes: Partial<EntryContent>, id?: string): Promise<GateReport> => parts.gate.check(entryContent(changes), id);
  const rules = ({ findings }: GateReport, severity = 'error'): string[] =>
    findings.filter((finding) => finding.severity === severity).map(({ rule, field }) => `${rule} ${field}`);

  it('lets a sound entry pass', async () => {
    const report = await check({ title: '存单丢了能代办挂失吗？', wordings: ['替家人挂失存单', '存单代挂失', '帮老人挂失存单'] });
    expect(report).toMatchObject({ passes: true, findings: [], notFound: [] });
    expect(report.regression.after).toBe(report.regression.before);
  });

  it.each([
    ['这款产品保本，放心。', 'promise-principal answer'],
    ['跟着做稳赚。', 'sure-gain answer'],
    ['我们有内部渠道可以办。', 'inside-channel answer'],
    ['这种情况银行一定赔。', 'promise-money answer'],
    ['<script>alert(1)</script>', 'markup answer'],
    ['请拨打{PHONE}。', 'placeholder answer'],
    ['依据合同法处理。', 'repealed-law answer'],
  ])('refuses %s', async (answer, rule) => {
    const report = await check({ answer });
    expect(rules(report)).toContain(rule);
    expect(report.passes).toBe(false);
  });

  it('does not take the words of a swindler, told as such, for our own', async () => {
    const report = await check({ answer: '凡是承诺“稳赚不赔”、声称有内部渠道的，都是诈骗。销售时禁止承诺保本。' });
    expect(rules(report)).toEqual([]);
  });

  it.each(['合同法', '侵权责任法'])(
    'refuses a citation of %s and names its successor; nobody overrides that',
    async (instrument) => {
      const report = await check({ citations: [{ instrument, article: '第107条' }] });
      expect(report.findings).toContainEqual(
        expect.objectContaining({ rule: 'citation', severity: 'error', reason: expect.stringContaining('民法典') as string }),
      );
      expect(report.overridable).toBe(false);
    },
  );

  it.each([
    ['2026-07-20', '2026-08-01', '个人贷款业务明示综合融资成本规定', []],
    ['2026-07-20', '2026-07-20', '个人贷款业务明示综合融资成本规定', ['citation citations']],
    ['2020-12-01', '2020-12-01', '合同法', []],
    ['2020-12-01', '2021-01-01', '合同法', ['citation citations']],
  ])('judges on %s what begins on %s by the law of that day: %s', async (today, validFrom, instrument, errors) => {
    clock.become(today);
    const report = await check({ validFrom, citations: [{ instrument }] });
    clock.become('2026-11-25');
    expect(rules(report)).toEqual(errors);
  });

  it('asks for what is missing, and warns of what is thin', async () => {
    const report = await check({
      title: '',
      answer: '',
      reviewBy: undefined,
      category: 'nowhere',
      wordings: [],
      citations: [],
      followUps: ['not-there'],
    });
    expect(rules(report).sort()).toEqual(['required answer', 'required category', 'required reviewBy', 'required title']);
    expect(rules(report, 'warning')).toEqual(['wordings wordings', 'citation citations', 'followUp followUps']);
  });

  it('names the entry that has the very words, and those that are near', async () => {
    const entry = live.find(({ _id }) => _id === 'eight-rights')!;
    const report = await check({ title: '金融消费者有哪些权利呀？', wordings: [entry.wordings[0]!, '八种权利', '消费者的权利'] });
    expect(report.duplicates).toContainEqual(expect.objectContaining({ same: true, question: entry.wordings[0] }));
    expect(report.duplicates.find(({ same }) => same)?.entry._id).toBe(entry._id);
    expect(report.passes).toBe(false);
  });

  it('stops a change that takes another entry’s question, or one that must find none', async () => {
    const robbed = live.find(({ _id }) => _id === 'right-know')!;
    const [taken, declined] = [robbed.wordings[0]!, parts.lexicon.declined[3]!.wordings[0]!];
    const near = (question: string): string[] => ['呀', '啊', '呗'].map((end) => question + end);
    const report = await check({ title: '银行要讲清楚什么？', wordings: [...near(taken), ...near(declined)] });
    expect(report.regression.drops.map(({ question }) => question).sort()).toEqual([taken, declined].sort());
    const lost = report.regression.drops.find(({ owner }) => owner === robbed._id);
    expect(lost?.before.matches[0]?.entry._id).toBe(robbed._id);
    expect(lost?.after.matches[0]?.entry.title).toBe('银行要讲清楚什么？');
    expect(report).toMatchObject({ passes: false, overridable: true });
    expect(report.regression.after).toBeLessThan(report.regression.before);
  });

  it('finds every drop that asking every question would find', async () => {
    for (const at of [3, 12]) {
      const [one, other] = [live[at]!, live[at + 8]!];
      const content = entryContent({
        title: `${one.title.slice(0, -1)}和${other.title}`,
        wordings: [one.wordings[0]!, other.wordings[1]!, one.wordings[1]!],
      });
      const report = await parts.gate.check(content, 'new-entry');
      expect(report.regression.drops.map(({ question }) => question).sort()).toEqual(
        everyDrop(parts, asIfApproved(content, 'new-entry', '2026-11-25')).sort(),
      );
    }
  });

  it('asks as a reader whom the change concerns: what is for elder mode or for WeChat takes questions there', async () => {
    const robbed = live.find(({ _id }) => _id === 'right-know')!;
    const wordings = ['呀', '啊', '呗'].map((end) => robbed.wordings[0]! + end);
    const audiences: Audience[] = [
      { ...EVERYONE, readers: 'elder' },
      { ...EVERYONE, channels: ['wechat'] },
    ];
    for (const audience of audiences) {
      const report = await check({ title: '银行要讲清楚什么？', wordings, audience });
      expect(report.regression.drops.map(({ question }) => question)).toEqual([robbed.wordings[0]]);
      expect(report.passes).toBe(false);
    }
  });

  it('is overridden with a written reason, which stays with the version', async () => {
    const { book } = parts;
    const before = await book.find('right-know');
    const content = { ...before.live!.content, wordings: ['八大权益', ...before.live!.content.wordings] };
    const saved = await saveDraft(book, { id: 'right-know', revision: before.revision, actor: 'lin', content });
    const submitted = await submitForReview(book, { id: 'right-know', revision: saved.revision, actor: 'lin' });
    const publish = (override?: string) =>
      publishEntry(parts, {
        id: 'right-know',
        revision: submitted.revision,
        actor: 'wang',
        override,
      });
    await expect(publish()).rejects.toMatchObject({ code: 'XB_FAQ_GATE', report: { passes: false } });
    const { record } = await publish('两条一起改，马上就发另一条');
    expect((await book.version('right-know', record.revision)).override).toBe('两条一起改，马上就发另一条');
  });
});

function everyDrop({ knowledge }: KnowledgeParts, candidate: FaqEntry): string[] {
  const trial = knowledge.trial([candidate]);
  return live
    .map((entry) => knowledge.anyEntry(entry._id)!)
    .flatMap((entry) =>
      questionsOf(entry).filter((question) => {
        const reader = readerOf(entry);
        const first = (ask: typeof trial): string | undefined => ask(question, reader).matches[0]?.entry._id;
        return first(knowledge.search) === entry._id && first(trial) !== entry._id;
      }),
    );
}

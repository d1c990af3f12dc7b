import { publishEntry } from '../../../src/knowledge/commands/publish-entry';
import { createEntry } from '../../../src/knowledge/commands/create-entry';
import { saveDraft } from '../../../src/knowledge/commands/save-draft';
import { submitForReview } from '../../../src/knowledge/commands/submit-for-review';
import type { GateReport } from '../../../src/knowledge/gate';
import type { KnowledgeParts } from '../../../src/knowledge/open-knowledge';
import { exportEntries } from '../../../src/knowledge/transfer/export-entries';
import { describeEachStore } from '../../tools/stores';
import { apply, check, complaints, contentAbout, openOffice, recordsOf, tsv, words } from './import-office';

const HEADS = ['编号', '标题', '类别', '其他问法', '答案'];
const passing = { passes: true } as GateReport;

describeEachStore('importing entries', (store) => {
  let office: KnowledgeParts;
  beforeEach(async () => (office = await openOffice(store)));
  afterEach(() => office.close());

  const rows = (count: number): string[][] =>
    Array.from({ length: count }, (_, at) => ['', `第${at}个问题怎么办`, '账户', `问法${at}`, `答案${at}。`]);

  it('makes drafts, never live answers, as versions of kind imported with their author', async () => {
    const { job, plan } = await check(
      office,
      tsv(HEADS, ['how-to-close', '怎么销户', '账户', '注销\n不要卡了', '带身份证到网点办理。']),
    );
    expect(plan).toMatchObject([{ row: 2, action: 'create', id: 'how-to-close', title: '怎么销户', problems: [] }]);
    expect(recordsOf(office)).toEqual([]);

    expect(await apply(office, job._id)).toMatchObject({ state: 'done', done: 1, failures: [] });
    const record = await office.book.find('how-to-close');
    expect(record).toMatchObject({
      status: 'draft',
      draft: { authors: ['lin'], content: { wordings: ['注销', '不要卡了'], category: 'account' } },
    });
    expect(record.live).toBeUndefined();
    expect(await office.book.versions('how-to-close')).toMatchObject([{ number: 1, kind: 'imported', actor: 'lin' }]);
  });

  it('changes what is named by id or title, names the fields, and leaves the same alone', async () => {
    await createEntry(office.book, { id: 'one', content: contentAbout('第一条'), actor: 'wang' });
    await createEntry(office.book, { id: 'two', content: contentAbout('第二条'), actor: 'wang' });
    const { job, plan } = await check(
      office,
      tsv(
        ['编号', '标题', '答案'],
        ['one', '第一条', '新的答案。'],
        ['', '第二条', '带身份证到网点办理。'],
        ['', '第三条', '答案。'],
      ),
    );
    expect(plan.map(({ row, action, id, changes }) => [row, action, id, action === 'change' ? changes : []])).toEqual([
      [2, 'change', 'one', ['answer']],
      [3, 'same', 'two', []],
      [4, 'create', expect.stringMatching(/^faq-/), []],
    ]);
    await apply(office, job._id);
    expect(await office.book.find('one')).toMatchObject({
      revision: 2,
      draft: { authors: ['wang', 'lin'], content: { answer: '新的答案。', wordings: ['第一条呢'] } },
    });
    expect((await office.book.find('two')).revision).toBe(1);
  });

  it('the same file again, or applied again, makes nothing twice', async () => {
    const file = tsv(HEADS, ...rows(150));
    const first = await check(office, file);
    const second = await check(office, file);
    await Promise.all([apply(office, first.job._id), apply(office, second.job._id, false, 'wang')]);
    await apply(office, first.job._id);
    expect(recordsOf(office)).toHaveLength(150);
    expect(recordsOf(office).every(({ revision }) => revision === 1)).toBe(true);
    expect((await check(office, file)).job.totals).toEqual({ create: 0, change: 0, same: 150, refuse: 0 });
  });

  it('of two importers who change the same entry, one is told', async () => {
    await createEntry(office.book, { id: 'one', content: contentAbout('第一条'), actor: 'wang' });
    const mine = await check(office, tsv(['编号', '标题', '答案'], ['one', '第一条', '我的。']));
    const theirs = await check(office, tsv(['编号', '标题', '答案'], ['one', '第一条', '他的。']), 'zhao');
    const ended = await Promise.all([apply(office, mine.job._id), apply(office, theirs.job._id, false, 'zhao')]);
    expect(ended.map(({ done }) => done).sort()).toEqual([0, 1]);
    expect(ended.flatMap(({ failures }) => failures)).toEqual([
      { row: 2, title: '第一条', problems: [{ field: '', message: words.rows.overtaken }] },
    ]);
    expect(await office.book.versions('one')).toHaveLength(2);
  });

  it('a publication between check and import stands, and the row says so', async () => {
    await createEntry(office.book, { id: 'one', content: contentAbout('第一条'), actor: 'wang' });
    const { job } = await check(office, tsv(['编号', '标题', '答案'], ['one', '第一条', '我的。']));
    await submitForReview(office.book, { id: 'one', revision: 1, actor: 'wang' });
    const gate = { check: () => Promise.resolve(passing) };
    await publishEntry({ ...office, gate }, { id: 'one', revision: 2, actor: 'zhao' });
    expect(await apply(office, job._id)).toMatchObject({ state: 'done', done: 0, failures: [{ row: 2 }] });
    expect(await office.book.find('one')).toMatchObject({
      status: 'published',
      live: { content: { answer: '带身份证到网点办理。' } },
    });
  });

  it('imports the good rows, or on request all or nothing', async () => {
    const file = tsv(HEADS, ...rows(3), ['', '坏的', '不存在的类别', '', '答案。']);
    const { job } = await check(office, file);
    expect(await apply(office, job._id, true)).toMatchObject({ state: 'failed', done: 0, failures: [{ row: 5 }, { row: 0 }] });
    expect(recordsOf(office)).toEqual([]);
    expect(await apply(office, job._id)).toMatchObject({ state: 'done', done: 3, failures: [{ row: 5 }] });
    expect(recordsOf(office)).toHaveLength(3);
  });

  it('all or nothing: someone who saves in the middle leads to everything being put back', async () => {
    const titles = Array.from({ length: 110 }, (_, at) => `第${at}条`);
    await Promise.all(
      titles.map((title, at) => createEntry(office.book, { id: `e-${at}`, content: contentAbout(title), actor: 'wang' })),
    );
    const { job } = await check(
      office,
      tsv(['编号', '标题', '答案'], ...titles.map((title, at) => [`e-${at}`, title, '新答案。'])),
    );
    const other = saveDraftOnce(office, 'e-105', '别人的答案。');
    const ended = await apply(office, job._id, true);
    await other;
    expect(ended).toMatchObject({ state: 'failed', done: 0 });
    const answers = recordsOf(office).map(({ draft }) => draft?.content.answer);
    expect(new Set(answers)).toEqual(new Set(['带身份证到网点办理。', '别人的答案。']));
  });

  it('stopped in the middle it says so, and goes on where it was after a restart', async () => {
    const { job } = await check(office, tsv(HEADS, ...rows(300)));
    await office.imports.apply(job._id, { actor: 'lin', allOrNothing: false, locale: 'zh-CN' });
    await office.close();
    office = await openOffice(store, 'reopen');
    const stopped = await office.imports.progress(job._id, 'zh-CN');
    expect(stopped).toMatchObject({ state: 'failed', total: 300 });
    expect(stopped.failures.at(-1)?.problems[0]?.message).toBe(words.rows.interrupted);

    expect(await apply(office, job._id)).toMatchObject({ state: 'done', done: 300, failures: [] });
    expect(recordsOf(office)).toHaveLength(300);
    expect(recordsOf(office).every(({ revision }) => revision === 1)).toBe(true);
  });

  it('all or nothing stopped in the middle says that it runs, and the next sweep takes it to its end, forwards or back', async () => {
    const titles = Array.from({ length: 250 }, (_, at) => `第${at}个问题怎么办`);
    const changes = tsv(HEADS, ...titles.map((title) => ['', title, '账户', '', '改过的答案。']));
    await apply(office, (await check(office, tsv(HEADS, ...rows(250)))).job._id);
    const answers = (): Set<string | undefined> => new Set(recordsOf(office).map(({ draft }) => draft?.content.answer));
    const former = answers();

    const stopInTheMiddle = async (): Promise<string> => {
      const { job } = await check(office, changes);
      await office.imports.apply(job._id, { actor: 'lin', allOrNothing: true, locale: 'zh-CN' });
      await office.close();
      office = await openOffice(store, 'reopen');
      expect((await office.imports.progress(job._id, 'zh-CN')).state).toBe('running');
      expect(answers().size).toBeGreaterThan(1);
      return job._id;
    };
    const sweep = async (id: string): Promise<string> => {
      await office.sweep();
      await office.imports.finished(id);
      return (await office.imports.progress(id, 'zh-CN')).state;
    };

    const back = await stopInTheMiddle();
    const content = contentAbout(titles[249]!, { answer: '别人先改的。' });
    await saveDraft(office.book, {
      id: recordsOf(office).find(({ draft }) => draft?.content.title === titles[249])!._id,
      revision: 1,
      actor: 'zhao',
      content,
    });
    expect(await sweep(back)).toBe('failed');
    expect([...answers()].sort()).toEqual(
      [...new Set([...former, '别人先改的。'])].filter((answer) => answer !== '答案249。').sort(),
    );

    const forth = await stopInTheMiddle();
    expect(await sweep(forth)).toBe('done');
    expect(answers()).toEqual(new Set(['改过的答案。']));
    expect(await sweep(forth)).toBe('done');
  });

  it('refuses a row of an old export whose entry has moved on', async () => {
    await createEntry(office.book, { id: 'one', content: contentAbout('第一条'), actor: 'wang' });
    const bytes = await exportEntries(recordsOf(office), 'tsv', { ...office, words });
    await saveDraft(office.book, {
      id: 'one',
      revision: 1,
      actor: 'zhao',
      content: contentAbout('第一条', { answer: '改过的。' }),
    });
    const { plan } = await check(office, { name: 'old.tsv', bytes });
    expect(plan).toMatchObject([{ action: 'refuse' }]);
    expect(complaints(plan)[0]).toContain('2 修订: 导出以后有人改过这条');
  });

  /** Saves as soon as the import has begun to write, before it comes to that row. */
  function saveDraftOnce({ book }: KnowledgeParts, id: string, answer: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const stop = book.subscribe(({ _id, revision }) => {
        if (_id !== 'e-0' || revision !== 2) return;
        stop();
        const content = contentAbout(`第${id.slice(2)}条`, { answer });
        saveDraft(book, { id, revision: 1, actor: 'zhao', content }).then(resolve, reject);
      });
    });
  }
});

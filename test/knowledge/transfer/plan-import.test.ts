import { loadCategories } from '../../../src/knowledge/categories';
import type { EntryContent } from '../../../src/knowledge/entry';
import type { EntryRecord } from '../../../src/knowledge/entry-record';
import { loadInstruments } from '../../../src/knowledge/instruments';
import { planImport } from '../../../src/knowledge/transfer/plan-import';
import { readImportFile } from '../../../src/knowledge/transfer/read-import-file';
import { complaints, contentAbout, tsv, words } from './import-office';

const context = { words, categories: loadCategories(), instruments: loadInstruments(), today: '2026-11-25' };
const HEADS = ['编号', '标题', '类别', '其他问法', '答案', '依据', '后续条目', '生效日', '失效日', '读者'];

function existing(id: string, title: string, changes: Partial<EntryContent> = {}): EntryRecord {
  const savedAt = new Date('2026-11-25T02:00:00Z');
  const content = contentAbout(title, changes);
  return {
    _id: id,
    revision: 1,
    status: 'draft',
    updatedAt: savedAt,
    draft: { content, status: 'draft', authors: ['lin'], savedAt },
  };
}

async function plan(records: readonly EntryRecord[], ...rows: Partial<Record<string, string>>[]) {
  const { name, bytes } = tsv(HEADS, ...rows.map((row) => HEADS.map((head) => row[head] ?? '')));
  return planImport(await readImportFile(name, bytes, words), { ...context, records });
}

const good = { 标题: '怎么销户', 类别: '账户', 答案: '带身份证。' };

describe('what an import would do', () => {
  it.each([
    [{ 标题: '' }, '2 标题: 没有填。'],
    [{ 标题: '长'.repeat(61) }, '2 标题: 有 61 个字，最多 60 个。'],
    [{ 答案: '' }, '2 答案: 没有填。'],
    [{ 答案: '见<a href="x">这里</a>' }, '2 答案: 含有网页代码“<a href="x">”，请改成纯文字。'],
    [{ 答案: '<script>alert(1)</script>' }, '2 答案: 含有网页代码“<script>”，请改成纯文字。'],
    [{ 其他问法: `注销\n${'长'.repeat(2000)}` }, '2 其他问法: 第 2 条有 2000 个字，最多 200 个。'],
    [{ 编号: '9号' }, '2 编号: 编号“9号”用不了：小写字母开头，3 到 61 个小写字母、数字或连字符。'],
    [{ 依据: '天下银行法 第1条' }, '2 依据: 依据登记册里没有“天下银行法”。'],
    [{ 依据: '《合同法》第1条' }, '2 依据: “合同法”已失效，现行的是“民法典”。'],
    [{ 后续条目: 'no-such' }, '2 后续条目: 没有编号或标题是“no-such”的条目。'],
    [{ 后续条目: '怎么销户' }, '2 后续条目: 后续条目不能是它自己。'],
    [{ 生效日: '2026-02-30' }, '2 生效日: “2026-02-30”不是日期，请写成 2026-01-31。'],
    [{ 生效日: '2026/3/1', 失效日: '2026年2月1日' }, '2 失效日: 失效日早于生效日。'],
    [{ 读者: '小孩' }, '2 读者: “小孩”用不了。可用：全部、适老、普通。'],
  ])('%j is refused with row, column and reason', async (changes, complaint) => {
    const planned = await plan([], { ...good, ...changes });
    expect(planned[0]?.action).toBe('refuse');
    expect(complaints(planned)).toEqual([complaint]);
  });

  it('refuses titles that are there twice, in the sheet or beside it', async () => {
    const planned = await plan(
      [existing('one', '第一条'), existing('two', '第二条')],
      { ...good, 编号: 'new-one' },
      { ...good, 编号: 'new-two' },
      { ...good, 编号: 'new-three', 标题: '第一条' },
      { ...good, 编号: 'two', 标题: '第一条' },
    );
    expect(planned.map(({ action }) => action)).toEqual(['create', 'refuse', 'refuse', 'refuse']);
    expect(complaints(planned)).toEqual([
      '3 标题: 和第 2 行是同一条。',
      '4 标题: 标题和条目 one 相同。',
      '5 标题: 和第 4 行是同一条。',
      '5 标题: 标题和条目 one 相同。',
    ]);
  });

  it('completes citations from the register and finds follow-ups by title, also of the same sheet', async () => {
    const [first] = await plan(
      [existing('fees', '销户要钱吗')],
      { ...good, 依据: '民法典第188条\n《存款保险条例》第5条', 后续条目: '销户要钱吗、要多久'.replace('、', '\n') },
      { ...good, 编号: 'how-long', 标题: '要多久' },
    );
    expect(first).toMatchObject({
      action: 'create',
      content: {
        followUps: ['fees', 'how-long'],
        citations: [
          { instrument: '民法典', article: '第188条', inForceFrom: '2021-01-01' },
          { instrument: '存款保险条例', article: '第5条', inForceFrom: '2015-05-01' },
        ],
      },
    });
  });

  it('an entry keeps what is wrong with it already: only what a row changes is looked at', async () => {
    const record = existing('one', '第一条', { answer: '见<b>这里</b>', citations: [{ instrument: '旧办法' }] });
    const { bytes } = tsv(['编号', '标题', '其他问法', '依据'], ['one', '第一条', '新问法', '《旧办法》']);
    const planned = planImport(await readImportFile('a.tsv', bytes, words), { ...context, records: [record] });
    expect(planned).toMatchObject([{ action: 'change', changes: ['wordings'], problems: [] }]);
  });
});

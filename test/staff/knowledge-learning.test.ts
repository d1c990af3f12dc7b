import type { z } from 'zod';
import { fits } from '../../src/platform/wechat-text';
import type { EntryView } from '../../src/staff/present-entry';
import type { FoundView } from '../../src/staff/present-gate';
import type { missGroup } from '../../src/staff/routes/knowledge-learning-schemas';
import { entryContent } from '../knowledge/tools';
import { describeEachStore } from '../tools/stores';
import { studioForEachTest } from './studio';

describeEachStore('The knowledge studio’s API: trying, and learning from what found nothing', (store) => {
  const studio = studioForEachTest(store);

  it('tries questions with an unsaved text, and shows what a consumer would read', async () => {
    const detail = '详细的说法。'.repeat(150);
    const content = entryContent({ detail, plain: '坏硬币，银行免费换。', followUps: ['fake-note'] });
    const { body } = await studio.lin.post<{ results: { found: FoundView; withContent: FoundView }[] }>('/api/knowledge/try', {
      questions: ['硬币坏了怎么换'],
      content,
    });
    expect(body.results[0]?.found.verdict).not.toBe('answer');
    expect(body.results[0]?.withContent.verdict).toBe('answer');
    expect(body.results[0]?.withContent.matches[0]?.title).toBe('破损的硬币能换吗？');
    const preview = (
      await studio.lin.post<{ short: object[]; wechat: { short: string[]; detail: string[] } }>('/api/knowledge/preview', {
        content,
      })
    ).body;
    expect(preview.short).toEqual([
      {
        text: expect.stringMatching(/^银行免费兑换.*\n依据：《人民币管理条例》第22条。本条更新于\d{4}-\d\d-\d\d。$/) as string,
        choices: ['详细', '有用', '没用', '假币怎么认'],
      },
    ]);
    expect(preview.wechat.detail).toHaveLength(2);
    for (const part of preview.wechat.detail) expect(fits(part)).toBe(true);
    // As WeChat sends it: the choices with their numbers.
    expect(preview.wechat.short).toEqual([
      expect.stringMatching(/\n1\. 详细\n2\. 有用\n3\. 没用\n4\. 假币怎么认\n回复数字或文字都可以。$/),
    ]);
  });

  it.each([
    ['elder mode', { channels: [], readers: 'elder', staffOnly: false }, { elder: true }],
    ['WeChat', { channels: ['wechat'], readers: 'all', staffOnly: false }, { channel: 'wechat' }],
    ['the desk', { channels: [], readers: 'all', staffOnly: true }, undefined],
  ] as const)('tries a text that is for %s as one of its readers, or as whoever is named', async (_where, audience, named) => {
    const verdict = async (more: object): Promise<string | undefined> => {
      const asked = { questions: ['硬币坏了怎么换'], content: entryContent({ audience }), ...more };
      const { body } = await studio.lin.post<{ results: { withContent: FoundView }[] }>('/api/knowledge/try', asked);
      return body.results[0]?.withContent.verdict;
    };
    expect(await verdict({})).toBe('answer');
    if (named) expect(await verdict(named)).toBe('answer');
    expect(await verdict({ channel: 'web', elder: false })).not.toBe('answer');
  });

  it('makes a draft of what consumers could not find', async () => {
    for (const [at, question] of ['保管箱怎么租', '怎么租保管箱', '保管箱怎么租'].entries())
      await studio.office.knowledge.feedback.missed(question, studio.office.clock.now(), `turn-${at}`);
    const groups = async () =>
      (await studio.lin.get<{ groups: z.infer<typeof missGroup>[] }>('/api/knowledge/misses')).body.groups;
    const [group] = await groups();
    expect(group).toMatchObject({ question: '保管箱怎么租', count: 3, examples: ['保管箱怎么租', '怎么租保管箱'] });
    const path = `/api/knowledge/misses/${group!.id}`;
    expect(await studio.lin.post<{ entry: EntryView }>(`${path}/draft`, { category: 'service' })).toMatchObject({
      status: 201,
      body: { entry: { title: '保管箱怎么租' } },
    });
    expect(await groups()).toEqual([]);
    expect((await studio.lin.post(`${path}/dismiss`)).code).toBe('XB_NO_MISSES');
  });

  it('gives registers to choose from', async () => {
    const { body } = await studio.lin.get<{
      categories: object[];
      instruments: { shortName: string; citedBy: number; successor?: string }[];
      limits: object;
    }>('/api/knowledge/registers');
    expect(body.categories).toContainEqual({ key: 'wealth', name: '理财', disclaimer: '理财非存款，产品有风险，投资须谨慎。' });
    expect(body.instruments.find(({ shortName }) => shortName === '合同法')).toMatchObject({ citedBy: 1, successor: '民法典' });
  });
});

import type { z } from 'zod';
import type { EntryContent } from '../../src/knowledge/entry';
import type { FaqEntry } from '../../src/knowledge/entry';
import { derivedId } from '../../src/platform/ids';
import { fits } from '../../src/platform/wechat-text';
import { auditCollection } from '../../src/staff/audit';
import type { EntryView, VersionSummary } from '../../src/staff/present-entry';
import type { FoundView, GateReportView } from '../../src/staff/present-gate';
import type { missGroup } from '../../src/staff/routes/knowledge-learning-schemas';
import type { listAnswer } from '../../src/staff/routes/knowledge-views';
import { entryAbout, entryContent } from '../knowledge/tools';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { Office } from './office';

type List = z.infer<typeof listAnswer>;

const seeds: FaqEntry[] = [
  entryAbout('假币怎么认', ['怎么分辨假币', '假钞怎么看', '真假币区别'], { _id: 'fake-note', followUps: ['old-note'] }),
  entryAbout('旧版纸币还能用吗', ['第四套人民币能花吗', '老版钱还能用么', '旧钞票'], {
    _id: 'old-note',
    citations: [{ instrument: '合同法' }],
  }),
];

let office: Office;
let lin: Browser;
let wang: Browser;

describeEachStore('The knowledge studio’s API', (store) => {
  beforeEach(async () => {
    office = await Office.open(store, seeds);
    lin = await office.colleague('lin', 'educator', ['education']);
    wang = await office.colleague('wang', 'supervisor');
  });
  afterEach(() => office.close());

  it('carries a text from draft to answer, each by whom it may', async () => {
    const created = await lin.post<{ entry: EntryView }>('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    expect(created).toMatchObject({
      status: 201,
      body: { entry: { id: 'coin', revision: 1, status: 'draft', draftStatus: 'draft' } },
    });
    expect(created.body.entry.draft?.authors).toEqual([{ id: expect.any(String) as string, name: 'lin先生' }]);
    // The register's own words for what was cited.
    expect(created.body.entry.draft?.content.citations[0]).toEqual({
      instrument: '人民币管理条例',
      article: '第22条',
      ...inForce,
    });
    const { body: submitted } = await lin.post<{ entry: EntryView }>('/api/knowledge/entries/coin/submit', { revision: 1 });
    expect(submitted.entry).toMatchObject({
      draftStatus: 'in_review',
      ownWork: true,
      permissions: { publish: false, edit: true },
    });
    expect(await lin.post('/api/knowledge/entries/coin/publish', { revision: 2 })).toMatchObject({
      status: 403,
      code: 'XB_OWN_WORK',
    });
    const published = await wang.post<{ entry: EntryView; report: GateReportView }>('/api/knowledge/entries/coin/publish', {
      revision: 2,
      reason: '核对过了',
    });
    expect(published).toMatchObject({
      status: 200,
      body: { entry: { status: 'published', live: { version: 3, approver: { name: 'wang先生' } } }, report: { passes: true } },
    });
    const agent = await office.colleague('zhou', 'agent', ['complaints']);
    const search = await agent.get<{ verdict: string; matches: object[] }>(
      `/api/knowledge/search?query=${encodeURIComponent('硬币坏了怎么换')}`,
    );
    expect(search.body.verdict).toBe('answer');
    expect(search.body.matches[0]).toMatchObject({ id: 'coin', source: '《人民币管理条例》第22条', staffOnly: false });
    const actions = (await office.database.collection(auditCollection).find({}).toArray()).map(
      ({ action, detail }) => `${action} ${detail ?? ''}`,
    );
    expect(actions).toContain('entry_published v3');
  });

  it('answers a stale save with the other text, and loses neither', async () => {
    const zhao = await office.colleague('zhao', 'educator', ['education']);
    await lin.post('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    const put = (browser: Browser, revision: number, answer: string) =>
      browser.call<{ entry: EntryView }>('PUT', '/api/knowledge/entries/coin/draft', {
        revision,
        content: entryContent({ answer }),
      });
    expect((await put(zhao, 1, '赵写的文字，先保存了。')).status).toBe(200);
    const stale = await put(lin, 1, '林写的文字，还在页面上。');
    expect(stale).toMatchObject({
      status: 409,
      code: 'XB_FAQ_STALE',
      body: { entry: { revision: 2, draft: { content: { answer: '赵写的文字，先保存了。' } } } },
    });
    expect((await put(lin, 2, '林和赵的文字，合在一起。')).body.entry.draft?.authors.map(({ name }) => name)).toEqual([
      'lin先生',
      'zhao先生',
    ]);
  });

  it('shows the gate’s report where it refuses, and takes a written reason', async () => {
    const content = entryContent({ title: '假币怎么辨认呀', wordings: ['怎么分辨假币呀', '怎么分辨假币啊', '怎么分辨假币呗'] });
    const dry = await lin.post<{ report: GateReportView }>('/api/knowledge/check', { content });
    expect(dry.body.report.regression.drops).toMatchObject([
      { question: '怎么分辨假币', owner: 'fake-note', after: { matches: [{ title: '假币怎么辨认呀' }, { id: 'fake-note' }] } },
    ]);
    await lin.post('/api/knowledge/entries', { content, id: 'again' });
    await lin.post('/api/knowledge/entries/again/submit', { revision: 1 });
    const refused = await wang.post<{ report: GateReportView }>('/api/knowledge/entries/again/publish', { revision: 2 });
    expect(refused).toMatchObject({ status: 422, code: 'XB_FAQ_GATE', body: { report: { passes: false, overridable: true } } });
    // What the approver decides on: which question is lost, and to whom.
    expect(refused.body.report.regression.drops).toMatchObject([
      { question: '怎么分辨假币', owner: 'fake-note', after: { matches: [{ id: 'again' }, { id: 'fake-note' }] } },
    ]);
    expect((await lin.get<{ entry: EntryView }>('/api/knowledge/entries/again')).body.entry.status).toBe('in_review');
    expect((await wang.post('/api/knowledge/entries/again/publish', { revision: 2, override: { reason: '短' } })).code).toBe(
      'XB_INVALID',
    );
    const taken = await wang.post('/api/knowledge/entries/again/publish', {
      revision: 2,
      override: { reason: '旧的一条今天就下线，由这条接替' },
    });
    expect(taken.status).toBe(200);
    const { body } = await wang.get<{ versions: VersionSummary[] }>('/api/knowledge/entries/again/versions');
    expect(body.versions[0]).toMatchObject({
      kind: 'published',
      override: '旧的一条今天就下线，由这条接替',
      actor: { name: 'wang先生' },
    });
    const audited = await office.database.collection(auditCollection).find({ action: 'entry_override' }).toArray();
    // Who, which version, and a hash that pins the words of the reason.
    expect(audited).toMatchObject([
      {
        subject: 'again',
        actor: body.versions[0]?.actor.id,
        detail: `v3 ${derivedId('why', '旧的一条今天就下线，由这条接替')}`,
      },
    ]);
    expect((await office.staff.audit.verify()).brokenAt).toBeUndefined();
  });

  it('names who wrote the draft beside whoever wrote what is live', async () => {
    const { body } = await wang.get<{ entry: EntryView }>('/api/knowledge/entries/fake-note');
    const content = { ...body.entry.live!.content, answer: '先看水印，再摸凹凸。' };
    await lin.call('PUT', '/api/knowledge/entries/fake-note/draft', { revision: body.entry.revision, content });
    const [line] = (await wang.get<List>('/api/knowledge/entries?status=draft')).body.entries;
    expect(line).toMatchObject({ id: 'fake-note', author: body.entry.author, draftAuthor: { name: 'lin先生' } });
    expect(body.entry.draftAuthor).toBeUndefined();
  });

  it('lists, filters, sorts and counts', async () => {
    await lin.post('/api/knowledge/entries', { content: entryContent({ validTo: '2099-01-01' }), id: 'coin' });
    const list = async (query: string): Promise<List> => (await lin.get<List>(`/api/knowledge/entries?${query}`)).body;
    const ids = async (query: string): Promise<string[]> => (await list(query)).entries.map(({ id }) => id);
    expect((await list('')).counts).toEqual({ draft: 1, in_review: 0, scheduled: 0, published: 2, expired: 0, withdrawn: 0 });
    expect(await ids('status=draft')).toEqual(['coin']);
    expect(await ids(`query=${encodeURIComponent('第四套')}`)).toEqual(['old-note']);
    expect(await ids(`instrument=${encodeURIComponent('合同法')}`)).toEqual(['old-note']);
    expect(await ids('staleCitations=true')).toEqual(['old-note']);
    expect((await list('staleCitations=true')).entries[0]?.citationsToReview).toEqual(['合同法']);
    // What is being written behind a live text counts as well.
    const { body } = await lin.get<{ entry: EntryView }>('/api/knowledge/entries/fake-note');
    const content = { ...body.entry.live!.content, citations: [{ instrument: '合同法' }] };
    await lin.call('PUT', '/api/knowledge/entries/fake-note/draft', { revision: body.entry.revision, content });
    expect(await ids('staleCitations=true')).toEqual(['fake-note', 'old-note']);
    expect(await ids(`instrument=${encodeURIComponent('合同法')}`)).toEqual(['fake-note', 'old-note']);
    expect(await ids('unusedFor=30')).toEqual(['fake-note', 'old-note']);
    await office.knowledge.feedback.answered({ entryId: 'fake-note', version: 1 }, office.clock.now(), 'turn');
    expect(await ids('unusedFor=30')).toEqual(['old-note']);
    expect((await ids('sort=hits'))[0]).toBe('fake-note');
    expect(await list('size=1&page=2&sort=title&order=asc')).toMatchObject({ total: 3, page: 2, size: 1 });
    expect((await lin.get('/api/knowledge/entries?size=1000')).code).toBe('XB_INVALID');
  });

  it('compares versions word by word and restores them', async () => {
    await lin.post('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    await lin.call('PUT', '/api/knowledge/entries/coin/draft', {
      revision: 1,
      content: entryContent({ answer: '银行免费兑换残缺、污损的纸币。' }),
    });
    const { body } = await wang.get<{ changes: { field: string; pieces: { kind: string; text: string }[] }[] }>(
      '/api/knowledge/entries/coin/compare?from=1&to=draft',
    );
    expect(body.changes.map(({ field }) => field)).toEqual(['answer']);
    const side = (kind: string): string =>
      body.changes[0]!.pieces.filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect([side('added'), side('removed')]).toEqual([entryContent().answer, '银行免费兑换残缺、污损的纸币。']);
    const restored = await lin.post<{ entry: EntryView }>('/api/knowledge/entries/coin/restore', {
      revision: 2,
      version: 1,
      reason: '还是原来的好',
    });
    expect(restored.body.entry.draft?.content.answer).toBe(entryContent().answer);
    const whole = await wang.get<{ version: { content: EntryContent } }>('/api/knowledge/entries/coin/versions/2');
    expect(whole.body.version.content.answer).toBe('银行免费兑换残缺、污损的纸币。');
    expect((await wang.get('/api/knowledge/entries/coin/versions/9')).code).toBe('XB_NO_VERSION');
  });

  it('shows a save that was gone on from only when all are asked for', async () => {
    await lin.post('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    for (const revision of [1, 2, 3])
      await lin.call('PUT', '/api/knowledge/entries/coin/draft', {
        revision,
        content: entryContent({ answer: `写到第${revision}遍的文字，越写越短。` }),
      });
    const numbers = async (query: string): Promise<number[]> =>
      (await lin.get<{ versions: VersionSummary[] }>(`/api/knowledge/entries/coin/versions${query}`)).body.versions.map(
        ({ number }) => number,
      );
    expect(await numbers('')).toEqual([4, 1]);
    expect(await numbers('?all=true')).toEqual([4, 3, 2, 1]);
  });

  it('says who else has the editor open', async () => {
    const zhao = await office.colleague('zhao', 'educator', ['education']);
    const path = '/api/knowledge/entries/fake-note/presence';
    const others = async (browser: Browser): Promise<string[]> =>
      (await browser.call<{ others: { name: string }[] }>('PUT', path)).body.others.map(({ name }) => name);
    expect(await others(lin)).toEqual([]);
    expect(await others(zhao)).toEqual(['lin先生']);
    office.clock.advance(30);
    expect(await others(lin)).toEqual(['zhao先生']);
    office.clock.advance(30);
    expect(await others(lin)).toEqual([]);
    await lin.call('DELETE', path);
    expect(await others(zhao)).toEqual([]);
  });

  it('tries questions with an unsaved text, and shows what a consumer would read', async () => {
    const detail = '详细的说法。'.repeat(150);
    const content = entryContent({ detail, plain: '坏硬币，银行免费换。', followUps: ['fake-note'] });
    const { body } = await lin.post<{ results: { found: FoundView; withContent: FoundView }[] }>('/api/knowledge/try', {
      questions: ['硬币坏了怎么换'],
      content,
    });
    expect(body.results[0]?.found.verdict).not.toBe('answer');
    expect(body.results[0]?.withContent.verdict).toBe('answer');
    expect(body.results[0]?.withContent.matches[0]?.title).toBe('破损的硬币能换吗？');
    const preview = (
      await lin.post<{ short: object[]; wechat: { short: string[]; detail: string[] } }>('/api/knowledge/preview', { content })
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
      const { body } = await lin.post<{ results: { withContent: FoundView }[] }>('/api/knowledge/try', asked);
      return body.results[0]?.withContent.verdict;
    };
    expect(await verdict({})).toBe('answer');
    if (named) expect(await verdict(named)).toBe('answer');
    expect(await verdict({ channel: 'web', elder: false })).not.toBe('answer');
  });

  it('makes a draft of what consumers could not find', async () => {
    for (const [at, question] of ['保管箱怎么租', '怎么租保管箱', '保管箱怎么租'].entries())
      await office.knowledge.feedback.missed(question, office.clock.now(), `turn-${at}`);
    const groups = async () => (await lin.get<{ groups: z.infer<typeof missGroup>[] }>('/api/knowledge/misses')).body.groups;
    const [group] = await groups();
    expect(group).toMatchObject({ question: '保管箱怎么租', count: 3, examples: ['保管箱怎么租', '怎么租保管箱'] });
    const path = `/api/knowledge/misses/${group!.id}`;
    expect(await lin.post<{ entry: EntryView }>(`${path}/draft`, { category: 'service' })).toMatchObject({
      status: 201,
      body: { entry: { title: '保管箱怎么租' } },
    });
    expect(await groups()).toEqual([]);
    expect((await lin.post(`${path}/dismiss`)).code).toBe('XB_NO_MISSES');
  });

  it.each([
    ['a wording of 2,000 characters', { wordings: ['长'.repeat(2000)] }, /wordings\.0/],
    ['sixty-one wordings', { wordings: Array.from({ length: 61 }, (_, at) => `问法${at}`) }, /wordings/],
    ['a line break in the title', { title: '一\n二' }, /title/],
    ['a hidden control character', { answer: '看不见的\u0008字' }, /answer/],
    ['a day that is none', { validFrom: '2026-02-30' }, /validFrom/],
    ['a field of its own', { owner: 'me' }, /content|owner|key/i],
  ])('refuses %s and names the field', async (_what, changes, message) => {
    const { status, body } = await lin.post<{ error: { message: string } }>('/api/knowledge/entries', {
      content: { ...entryContent(), ...changes },
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  it('gives registers to choose from', async () => {
    const { body } = await lin.get<{
      categories: object[];
      instruments: { shortName: string; citedBy: number; successor?: string }[];
      limits: object;
    }>('/api/knowledge/registers');
    expect(body.categories).toContainEqual({ key: 'wealth', name: '理财', disclaimer: '理财非存款，产品有风险，投资须谨慎。' });
    expect(body.instruments.find(({ shortName }) => shortName === '合同法')).toMatchObject({ citedBy: 1, successor: '民法典' });
  });
});

const inForce = { inForceFrom: '2000-05-01' };

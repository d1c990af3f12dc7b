import type { z } from 'zod';
import { derivedId } from '../../src/platform/ids';
import { auditCollection } from '../../src/staff/audit';
import type { EntryView, VersionSummary } from '../../src/staff/present-entry';
import type { GateReportView } from '../../src/staff/present-gate';
import type { listAnswer } from '../../src/staff/routes/knowledge-views';
import { entryContent } from '../knowledge/tools';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { studioForEachTest } from './studio';

type List = z.infer<typeof listAnswer>;

describeEachStore('The knowledge studio’s API: from draft to answer', (store) => {
  const studio = studioForEachTest(store);

  it('carries a text from draft to answer, each by whom it may', async () => {
    const created = await studio.lin.post<{ entry: EntryView }>('/api/knowledge/entries', {
      content: entryContent(),
      id: 'coin',
    });
    expect(created).toMatchObject({
      status: 201,
      body: { entry: { id: 'coin', revision: 1, status: 'draft', draftStatus: 'draft' } },
    });
    expect(created.body.entry.draft?.authors).toEqual([{ id: expect.any(String) as string, name: 'lin先生' }]);
    // The register's own words for what was cited.
    expect(created.body.entry.draft?.content.citations[0]).toEqual({
      instrument: '人民币管理条例',
      article: '第22条',
      inForceFrom: '2000-05-01',
    });
    const { body: submitted } = await studio.lin.post<{ entry: EntryView }>('/api/knowledge/entries/coin/submit', {
      revision: 1,
    });
    expect(submitted.entry).toMatchObject({
      draftStatus: 'in_review',
      ownWork: true,
      permissions: { publish: false, edit: true },
    });
    expect(await studio.lin.post('/api/knowledge/entries/coin/publish', { revision: 2 })).toMatchObject({
      status: 403,
      code: 'XB_OWN_WORK',
    });
    const published = await studio.wang.post<{ entry: EntryView; report: GateReportView }>(
      '/api/knowledge/entries/coin/publish',
      {
        revision: 2,
        reason: '核对过了',
      },
    );
    expect(published).toMatchObject({
      status: 200,
      body: { entry: { status: 'published', live: { version: 3, approver: { name: 'wang先生' } } }, report: { passes: true } },
    });
    const agent = await studio.office.colleague('zhou', 'agent', ['complaints']);
    const search = await agent.get<{ verdict: string; matches: object[] }>(
      `/api/knowledge/search?query=${encodeURIComponent('硬币坏了怎么换')}`,
    );
    expect(search.body.verdict).toBe('answer');
    expect(search.body.matches[0]).toMatchObject({ id: 'coin', source: '《人民币管理条例》第22条', staffOnly: false });
    const actions = (await studio.office.database.collection(auditCollection).find({}).toArray()).map(
      ({ action, detail }) => `${action} ${detail ?? ''}`,
    );
    expect(actions).toContain('entry_published v3');
  });

  it('answers a stale save with the other text, and loses neither', async () => {
    const zhao = await studio.office.colleague('zhao', 'educator', ['education']);
    await studio.lin.post('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    const put = (browser: Browser, revision: number, answer: string) =>
      browser.call<{ entry: EntryView }>('PUT', '/api/knowledge/entries/coin/draft', {
        revision,
        content: entryContent({ answer }),
      });
    expect((await put(zhao, 1, '赵写的文字，先保存了。')).status).toBe(200);
    const stale = await put(studio.lin, 1, '林写的文字，还在页面上。');
    expect(stale).toMatchObject({
      status: 409,
      code: 'XB_FAQ_STALE',
      body: { entry: { revision: 2, draft: { content: { answer: '赵写的文字，先保存了。' } } } },
    });
    expect((await put(studio.lin, 2, '林和赵的文字，合在一起。')).body.entry.draft?.authors.map(({ name }) => name)).toEqual([
      'lin先生',
      'zhao先生',
    ]);
  });

  it('shows the gate’s report where it refuses, and takes a written reason', async () => {
    const content = entryContent({ title: '假币怎么辨认呀', wordings: ['怎么分辨假币呀', '怎么分辨假币啊', '怎么分辨假币呗'] });
    const dry = await studio.lin.post<{ report: GateReportView }>('/api/knowledge/check', { content });
    expect(dry.body.report.regression.drops).toMatchObject([
      { question: '怎么分辨假币', owner: 'fake-note', after: { matches: [{ title: '假币怎么辨认呀' }, { id: 'fake-note' }] } },
    ]);
    await studio.lin.post('/api/knowledge/entries', { content, id: 'again' });
    await studio.lin.post('/api/knowledge/entries/again/submit', { revision: 1 });
    const refused = await studio.wang.post<{ report: GateReportView }>('/api/knowledge/entries/again/publish', { revision: 2 });
    expect(refused).toMatchObject({ status: 422, code: 'XB_FAQ_GATE', body: { report: { passes: false, overridable: true } } });
    // What the approver decides on: which question is lost, and to whom.
    expect(refused.body.report.regression.drops).toMatchObject([
      { question: '怎么分辨假币', owner: 'fake-note', after: { matches: [{ id: 'again' }, { id: 'fake-note' }] } },
    ]);
    expect((await studio.lin.get<{ entry: EntryView }>('/api/knowledge/entries/again')).body.entry.status).toBe('in_review');
    expect(
      (await studio.wang.post('/api/knowledge/entries/again/publish', { revision: 2, override: { reason: '短' } })).code,
    ).toBe('XB_INVALID');
    const taken = await studio.wang.post('/api/knowledge/entries/again/publish', {
      revision: 2,
      override: { reason: '旧的一条今天就下线，由这条接替' },
    });
    expect(taken.status).toBe(200);
    const { body } = await studio.wang.get<{ versions: VersionSummary[] }>('/api/knowledge/entries/again/versions');
    expect(body.versions[0]).toMatchObject({
      kind: 'published',
      override: '旧的一条今天就下线，由这条接替',
      actor: { name: 'wang先生' },
    });
    const audited = await studio.office.database.collection(auditCollection).find({ action: 'entry_override' }).toArray();
    // Who, which version, and a hash that pins the words of the reason.
    expect(audited).toMatchObject([
      {
        subject: 'again',
        actor: body.versions[0]?.actor.id,
        detail: `v3 ${derivedId('why', '旧的一条今天就下线，由这条接替')}`,
      },
    ]);
    expect((await studio.office.staff.audit.verify()).brokenAt).toBeUndefined();
  });

  it('names who wrote the draft beside whoever wrote what is live', async () => {
    const { body } = await studio.wang.get<{ entry: EntryView }>('/api/knowledge/entries/fake-note');
    const content = { ...body.entry.live!.content, answer: '先看水印，再摸凹凸。' };
    await studio.lin.call('PUT', '/api/knowledge/entries/fake-note/draft', { revision: body.entry.revision, content });
    const [line] = (await studio.wang.get<List>('/api/knowledge/entries?status=draft')).body.entries;
    expect(line).toMatchObject({ id: 'fake-note', author: body.entry.author, draftAuthor: { name: 'lin先生' } });
    expect(body.entry.draftAuthor).toBeUndefined();
  });
});

import type { z } from 'zod';
import type { EntryContent } from '../../src/knowledge/entry';
import type { EntryView, VersionSummary } from '../../src/staff/present-entry';
import type { listAnswer } from '../../src/staff/routes/knowledge-views';
import { entryContent } from '../knowledge/tools';
import { describeEachStore } from '../tools/stores';
import type { Browser } from './browser';
import { studioForEachTest } from './studio';

type List = z.infer<typeof listAnswer>;

describeEachStore('The knowledge studio’s API: entries and their versions', (store) => {
  const studio = studioForEachTest(store);

  it('lists, filters, sorts and counts', async () => {
    await studio.lin.post('/api/knowledge/entries', { content: entryContent({ validTo: '2099-01-01' }), id: 'coin' });
    const list = async (query: string): Promise<List> => (await studio.lin.get<List>(`/api/knowledge/entries?${query}`)).body;
    const ids = async (query: string): Promise<string[]> => (await list(query)).entries.map(({ id }) => id);
    expect((await list('')).counts).toEqual({ draft: 1, in_review: 0, scheduled: 0, published: 2, expired: 0, withdrawn: 0 });
    expect(await ids('status=draft')).toEqual(['coin']);
    expect(await ids(`query=${encodeURIComponent('第四套')}`)).toEqual(['old-note']);
    expect(await ids(`instrument=${encodeURIComponent('合同法')}`)).toEqual(['old-note']);
    expect(await ids('staleCitations=true')).toEqual(['old-note']);
    expect((await list('staleCitations=true')).entries[0]?.citationsToReview).toEqual(['合同法']);
    // What is being written behind a live text counts as well.
    const { body } = await studio.lin.get<{ entry: EntryView }>('/api/knowledge/entries/fake-note');
    const content = { ...body.entry.live!.content, citations: [{ instrument: '合同法' }] };
    await studio.lin.call('PUT', '/api/knowledge/entries/fake-note/draft', { revision: body.entry.revision, content });
    expect(await ids('staleCitations=true')).toEqual(['fake-note', 'old-note']);
    expect(await ids(`instrument=${encodeURIComponent('合同法')}`)).toEqual(['fake-note', 'old-note']);
    expect(await ids('unusedFor=30')).toEqual(['fake-note', 'old-note']);
    await studio.office.knowledge.feedback.answered({ entryId: 'fake-note', version: 1 }, studio.office.clock.now(), 'turn');
    expect(await ids('unusedFor=30')).toEqual(['old-note']);
    expect((await ids('sort=hits'))[0]).toBe('fake-note');
    expect(await list('size=1&page=2&sort=title&order=asc')).toMatchObject({ total: 3, page: 2, size: 1 });
    expect((await studio.lin.get('/api/knowledge/entries?size=1000')).code).toBe('XB_INVALID');
  });

  it('compares versions word by word and restores them', async () => {
    await studio.lin.post('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    await studio.lin.call('PUT', '/api/knowledge/entries/coin/draft', {
      revision: 1,
      content: entryContent({ answer: '银行免费兑换残缺、污损的纸币。' }),
    });
    const { body } = await studio.wang.get<{ changes: { field: string; pieces: { kind: string; text: string }[] }[] }>(
      '/api/knowledge/entries/coin/compare?from=1&to=draft',
    );
    expect(body.changes.map(({ field }) => field)).toEqual(['answer']);
    const side = (kind: string): string =>
      body.changes[0]!.pieces.filter((piece) => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect([side('added'), side('removed')]).toEqual([entryContent().answer, '银行免费兑换残缺、污损的纸币。']);
    const restored = await studio.lin.post<{ entry: EntryView }>('/api/knowledge/entries/coin/restore', {
      revision: 2,
      version: 1,
      reason: '还是原来的好',
    });
    expect(restored.body.entry.draft?.content.answer).toBe(entryContent().answer);
    const whole = await studio.wang.get<{ version: { content: EntryContent } }>('/api/knowledge/entries/coin/versions/2');
    expect(whole.body.version.content.answer).toBe('银行免费兑换残缺、污损的纸币。');
    expect((await studio.wang.get('/api/knowledge/entries/coin/versions/9')).code).toBe('XB_NO_VERSION');
  });

  it('shows a save that was gone on from only when all are asked for', async () => {
    await studio.lin.post('/api/knowledge/entries', { content: entryContent(), id: 'coin' });
    for (const revision of [1, 2, 3])
      await studio.lin.call('PUT', '/api/knowledge/entries/coin/draft', {
        revision,
        content: entryContent({ answer: `写到第${revision}遍的文字，越写越短。` }),
      });
    const numbers = async (query: string): Promise<number[]> =>
      (await studio.lin.get<{ versions: VersionSummary[] }>(`/api/knowledge/entries/coin/versions${query}`)).body.versions.map(
        ({ number }) => number,
      );
    expect(await numbers('')).toEqual([4, 1]);
    expect(await numbers('?all=true')).toEqual([4, 3, 2, 1]);
  });

  it('says who else has the editor open', async () => {
    const zhao = await studio.office.colleague('zhao', 'educator', ['education']);
    const path = '/api/knowledge/entries/fake-note/presence';
    const others = async (browser: Browser): Promise<string[]> =>
      (await browser.call<{ others: { name: string }[] }>('PUT', path)).body.others.map(({ name }) => name);
    expect(await others(studio.lin)).toEqual([]);
    expect(await others(zhao)).toEqual(['lin先生']);
    studio.office.clock.advance({ seconds: 30 });
    expect(await others(studio.lin)).toEqual(['zhao先生']);
    studio.office.clock.advance({ seconds: 30 });
    expect(await others(studio.lin)).toEqual([]);
    await studio.lin.call('DELETE', path);
    expect(await others(zhao)).toEqual([]);
  });

  it.each([
    ['a wording of 2,000 characters', { wordings: ['长'.repeat(2000)] }, /wordings\.0/],
    ['sixty-one wordings', { wordings: Array.from({ length: 61 }, (_, at) => `问法${at}`) }, /wordings/],
    ['a line break in the title', { title: '一\n二' }, /title/],
    ['a hidden control character', { answer: '看不见的\u0008字' }, /answer/],
    ['a day that is none', { validFrom: '2026-02-30' }, /validFrom/],
    ['a field of its own', { owner: 'me' }, /content|owner|key/i],
  ])('refuses %s and names the field', async (_what, changes, message) => {
    const { status, body } = await studio.lin.post<{ error: { message: string } }>('/api/knowledge/entries', {
      content: { ...entryContent(), ...changes },
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });
});

import { createEntry } from '../../src/knowledge/commands/create-entry';
import { discardDraft } from '../../src/knowledge/commands/discard-draft';
import { followCalendar } from '../../src/knowledge/commands/follow-calendar';
import { publishEntry } from '../../src/knowledge/commands/publish-entry';
import { restoreVersion } from '../../src/knowledge/commands/restore-version';
import { returnForChanges } from '../../src/knowledge/commands/return-for-changes';
import { saveDraft } from '../../src/knowledge/commands/save-draft';
import { submitForReview } from '../../src/knowledge/commands/submit-for-review';
import { withdrawEntry } from '../../src/knowledge/commands/withdraw-entry';
import { StaleEntryError } from '../../src/knowledge/entry-book';
import { faqEntriesCollection, faqVersionsCollection } from '../../src/knowledge/entry-record';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import type { Database } from '../../src/storage/database';
import { describeEachStore } from '../tools/stores';
import { Day, WEB, emptyStore, openOver, published } from './open';
import { entryContent } from './tools';

const QUESTION = '硬币坏了怎么换';

describeEachStore('the life of an entry', (store) => {
  let clock: Day;
  let database: Database;
  let parts: KnowledgeParts;
  beforeEach(async () => {
    clock = new Day();
    database = await emptyStore(store, clock);
    parts = await openOver(database, clock);
  });
  afterEach(() => parts.close());

  const answer = (): string | undefined => {
    const { verdict, matches } = parts.knowledge.search(QUESTION, WEB);
    return verdict === 'answer' ? matches[0]?.entry.answer : undefined;
  };

  it('reaches consumers when someone else approves it, word for word', async () => {
    const { _id } = await createEntry(parts.book, { content: entryContent(), actor: 'lin' });
    expect(answer()).toBeUndefined();
    await submitForReview(parts.book, { id: _id, revision: 1, actor: 'lin' });
    expect(answer()).toBeUndefined();
    await expect(publishEntry(parts, { id: _id, revision: 2, actor: 'lin' })).rejects.toMatchObject({
      code: 'XB_OWN_WORK',
    });
    const { record } = await publishEntry(parts, { id: _id, revision: 2, actor: 'wang' });
    expect(answer()).toBe(entryContent().answer);
    expect(record).toMatchObject({
      status: 'published',
      live: { version: 3, author: 'lin', approver: 'wang', versionDate: '2026-11-25' },
    });
    expect(parts.knowledge.search(QUESTION, WEB).matches[0]?.entry).toMatchObject({ _id, version: 3 });
  });

  it('keeps what is live while a newer text is written, reviewed, sent back and approved', async () => {
    const { _id } = await published(parts, entryContent());
    const newer = entryContent({ answer: '银行免费兑换破损硬币，请到任一网点。' });
    await saveDraft(parts.book, { id: _id, revision: 3, actor: 'zhao', content: newer });
    await submitForReview(parts.book, { id: _id, revision: 4, actor: 'zhao' });
    const back = await returnForChanges(parts.book, { id: _id, revision: 5, actor: 'wang', reason: '请写明网点' });
    expect(back.draft).toMatchObject({ status: 'draft', returned: { by: 'wang', reason: '请写明网点' } });
    await submitForReview(parts.book, { id: _id, revision: 6, actor: 'zhao' });
    expect(answer()).toBe(entryContent().answer);
    await publishEntry(parts, { id: _id, revision: 7, actor: 'wang' });
    expect(answer()).toBe(newer.answer);
  });

  it('refuses a stale save and gives the other text back; the same text again changes nothing', async () => {
    const { _id } = await createEntry(parts.book, { content: entryContent(), actor: 'lin' });
    const mine = entryContent({ answer: '我的文字，还没保存的那一版。' });
    const theirs = entryContent({ answer: '别人先保存的文字，也不能丢。' });
    const saved = await saveDraft(parts.book, { id: _id, revision: 1, actor: 'zhao', content: theirs });
    expect(await saveDraft(parts.book, { id: _id, revision: 2, actor: 'zhao', content: theirs })).toEqual(saved);
    const refused = await saveDraft(parts.book, { id: _id, revision: 1, actor: 'lin', content: mine }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(StaleEntryError);
    expect((refused as StaleEntryError).record.draft?.content.answer).toBe(theirs.answer);
  });

  it('makes an author of whoever writes on it: an approver who edits cannot approve', async () => {
    const { _id } = await createEntry(parts.book, { content: entryContent(), actor: 'lin' });
    await submitForReview(parts.book, { id: _id, revision: 1, actor: 'lin' });
    const edited = await saveDraft(parts.book, {
      id: _id,
      revision: 2,
      actor: 'wang',
      content: entryContent({ answer: '银行免费兑换破损的硬币。' }),
    });
    expect(edited.draft).toMatchObject({ status: 'draft', authors: ['lin', 'wang'] });
    await submitForReview(parts.book, { id: _id, revision: 3, actor: 'wang' });
    await expect(publishEntry(parts, { id: _id, revision: 4, actor: 'wang' })).rejects.toMatchObject({
      code: 'XB_OWN_WORK',
    });
    // Nor by having an earlier text of one's own restored by a colleague.
    await restoreVersion(parts.book, { id: _id, revision: 4, actor: 'zhao', version: 1 });
    await submitForReview(parts.book, { id: _id, revision: 5, actor: 'zhao' });
    await expect(publishEntry(parts, { id: _id, revision: 6, actor: 'lin' })).rejects.toMatchObject({
      code: 'XB_OWN_WORK',
    });
  });

  it('goes live on its first day and ends after its last, of itself', async () => {
    const content = entryContent({ validFrom: '2026-12-01', validTo: '2026-12-31' });
    const { _id, status, next } = await published(parts, content);
    expect({ status, next: next?.version }).toEqual({ status: 'draft', next: 3 });
    clock.become('2026-11-30');
    expect(await followCalendar(parts.book)).toBe(0);
    clock.become('2026-12-01');
    const other = await openOver(database, clock);
    await Promise.all([followCalendar(parts.book), followCalendar(other.book)]);
    await parts.book.load(); // where the other one did it, this one hears of it
    expect(answer()).toBe(content.answer);
    clock.become('2026-12-31');
    expect(answer()).toBe(content.answer);
    clock.become('2027-01-01');
    expect(answer()).toBeUndefined();
    await Promise.all([followCalendar(parts.book), followCalendar(other.book)]);
    await other.close();
    expect(await parts.book.find(_id)).toMatchObject({
      status: 'expired',
      revision: 5,
      ended: { how: 'expired', approved: { approver: 'wang' } },
    });
    const kinds = (await parts.book.versions(_id)).map(({ kind }) => kind);
    expect(kinds).toEqual(['expired', 'went_live', 'scheduled', 'submitted', 'created']);
  });

  it('keeps the version that is live until the next one’s first day', async () => {
    const { _id } = await published(parts, entryContent());
    const newer = entryContent({ answer: '新年起，破损硬币到任一网点免费兑换。', validFrom: '2027-01-01' });
    await saveDraft(parts.book, { id: _id, revision: 3, actor: 'lin', content: newer });
    await submitForReview(parts.book, { id: _id, revision: 4, actor: 'lin' });
    await publishEntry(parts, { id: _id, revision: 5, actor: 'wang' });
    expect(answer()).toBe(entryContent().answer);
    clock.become('2027-01-01');
    await parts.sweep();
    expect(answer()).toBe(newer.answer);
  });

  it('is withdrawn at once, and comes back only through a new approval', async () => {
    const { _id } = await published(parts, entryContent());
    await withdrawEntry(parts.book, { id: _id, revision: 3, actor: 'wang', reason: '办法变了' });
    expect(answer()).toBeUndefined();
    await expect(withdrawEntry(parts.book, { id: _id, revision: 4, actor: 'wang', reason: '再来' })).rejects.toMatchObject({
      code: 'XB_FAQ_STATE',
    });
    const restored = await restoreVersion(parts.book, { id: _id, revision: 4, actor: 'lin', version: 3 });
    expect(restored).toMatchObject({ status: 'withdrawn', draft: { status: 'draft' } });
    expect(answer()).toBeUndefined();
    await discardDraft(parts.book, { id: _id, revision: 5, actor: 'lin' });
    expect((await parts.book.find(_id)).draft).toBeUndefined();
  });

  it('keeps every change with its author, time, reason, content and what differs', async () => {
    const { _id } = await published(parts, entryContent());
    await saveDraft(parts.book, {
      id: _id,
      revision: 3,
      actor: 'zhao',
      reason: '改得更白',
      content: entryContent({ answer: '破损硬币，银行免费换。' }),
    });
    const [latest, ...older] = await parts.book.versions(_id);
    expect(latest).toMatchObject({
      number: 4,
      actor: 'zhao',
      kind: 'saved',
      reason: '改得更白',
      changed: ['answer'],
      at: clock.now(),
    });
    expect(older.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(older.at(-1)?.content).toEqual(entryContent());
  });

  it('is published once by two who approve at the same moment', async () => {
    const { _id } = await createEntry(parts.book, { content: entryContent(), actor: 'lin' });
    await submitForReview(parts.book, { id: _id, revision: 1, actor: 'lin' });
    const outcomes = await Promise.allSettled(
      ['wang', 'zhao'].map((actor) => publishEntry(parts, { id: _id, revision: 2, actor })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await parts.book.versions(_id)).filter(({ kind }) => kind === 'published')).toHaveLength(1);
  });

  it('of two that answer the same, approved at the same moment in two processes, the second is judged with the first in sight', async () => {
    const elsewhere = await openOver(database, clock);
    const pairs = [
      { at: parts, id: 'coin', actor: 'wang' },
      { at: elsewhere, id: 'coin-too', actor: 'zhao' },
    ];
    for (const { at, id } of pairs) {
      await createEntry(at.book, { id, content: entryContent(), actor: 'lin' });
      await submitForReview(at.book, { id, revision: 1, actor: 'lin' });
    }
    const outcomes = await Promise.allSettled(pairs.map(({ at, id, actor }) => publishEntry(at, { id, revision: 2, actor })));
    await elsewhere.close();
    const [first, second] = outcomes[0]?.status === 'fulfilled' ? pairs : pairs.toReversed();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'XB_FAQ_GATE', report: { passes: false, duplicates: [{ entry: { _id: first!.id }, same: true }] } },
    });
    expect(await parts.book.find(second!.id)).toMatchObject({ revision: 2, status: 'in_review' });
  });

  it('what is approved for a later day is in sight: nobody takes its words, or its questions, before it is live', async () => {
    await published(parts, entryContent({ validFrom: '2026-12-01' }), 'coin');
    const same = await parts.gate.check(entryContent({ title: '硬币坏了去哪换？' }), 'coin-too');
    expect(same).toMatchObject({ passes: false, duplicates: [{ entry: { _id: 'coin' }, same: true }] });

    const wordings = ['呀', '啊', '呗'].map((end) => QUESTION + end);
    const near = await parts.gate.check(entryContent({ title: '外币硬币怎么办？', wordings }), 'foreign');
    expect(near.regression.drops).toMatchObject([{ question: QUESTION, owner: 'coin' }]);
    expect(near.passes).toBe(false);

    const unlike = entryContent({
      title: '存单丢了能代办挂失吗？',
      wordings: ['替家人挂失存单', '存单代挂失', '帮老人挂失存单'],
    });
    expect((await parts.gate.check(unlike, 'slip')).passes).toBe(true);
    expect((await parts.gate.check(entryContent(), 'coin')).passes).toBe(true);
  });

  it('is published in the middle of a bulk change of others', async () => {
    const bulk = Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        createEntry(parts.book, {
          content: entryContent({ title: `第${at}种纪念币怎么预约？`, wordings: [`纪念币${at}`] }),
          actor: 'import',
        }),
      ),
    );
    await published(parts, entryContent());
    expect(answer()).toBe(entryContent().answer);
    expect(await bulk).toHaveLength(60);
  });

  it('finishes a change whose process was killed before its version was kept', async () => {
    const { _id } = await createEntry(parts.book, { content: entryContent(), actor: 'lin' });
    const [version] = await parts.book.versions(_id);
    await database.collection(faqVersionsCollection).deleteOne({ _id: version!._id });
    await database.collection(faqEntriesCollection).updateOne({ _id }, { $set: { pending: version } });
    await parts.sweep();
    expect(await parts.book.versions(_id)).toEqual([version]);
    expect(await parts.book.find(_id)).not.toHaveProperty('pending');
  });
});

import { saveDraft } from '../../src/knowledge/commands/save-draft';
import { loadFaqEntries } from '../../src/knowledge/load-content';
import type { Database } from '../../src/storage/database';
import { describeEachStore } from '../tools/stores';
import { Day, WEB, emptyStore, openOver } from './open';
import { entryAbout, entryContent } from './tools';

const coin = entryAbout('破损硬币能换吗', ['硬币坏了怎么换'], { _id: 'coin' });
const unconfirmed = entryAbout('纪念币能换吗', ['纪念币怎么换'], { _id: 'medal', status: 'draft', needsConfirmation: true });

describeEachStore('the seed', (store) => {
  const clock = new Day();
  let database: Database;
  beforeEach(async () => {
    database = await emptyStore(store, clock);
  });

  it('is the content folder, whole, with a first version of each entry', async () => {
    const seeds = loadFaqEntries();
    const { book, knowledge } = await openOver(database, clock, { seeds });
    expect([...book.all()]).toHaveLength(seeds.length);
    const entry = seeds.find(({ status }) => status === 'published')!;
    expect(knowledge.entry(entry._id, WEB)).toMatchObject(entry);
    expect(await book.versions(entry._id)).toMatchObject([
      { number: 1, kind: 'imported', actor: entry.author, approver: entry.approver },
    ]);
  });

  it('is laid once by two processes that start together', async () => {
    const seeds = [coin, unconfirmed];
    const [one, other] = await Promise.all([openOver(database, clock, { seeds }), openOver(database, clock, { seeds })]);
    for (const { book } of [one, other])
      expect([...book.all()].map(({ _id, revision }) => [_id, revision]).sort()).toEqual([
        ['coin', 1],
        ['medal', 1],
      ]);
    expect(await one.book.versions('coin')).toHaveLength(1);
  });

  it('leaves what still needs confirmation a draft', async () => {
    const { book, knowledge } = await openOver(database, clock, { seeds: [unconfirmed] });
    expect(await book.find('medal')).toMatchObject({ status: 'draft', draft: { status: 'draft' } });
    expect(knowledge.search('纪念币怎么换', WEB).verdict).toBe('none');
  });

  it('renews what nobody has touched and never what the bank has edited', async () => {
    const first = await openOver(database, clock, {
      seeds: [coin, { ...coin, _id: 'note', title: '破损纸币能换吗', wordings: ['纸币坏了怎么换'] }],
    });
    await saveDraft(first.book, { id: 'note', revision: 1, actor: 'lin', content: entryContent({ title: '破损纸币能换吗' }) });
    const seeds = [coin, { ...coin, _id: 'note', title: '破损纸币能换吗', wordings: ['纸币坏了怎么换'] }].map((seed) => ({
      ...seed,
      answer: '新的种子文字，写得更清楚。',
    }));
    const { book } = await openOver(database, clock, { seeds });
    expect(await book.find('coin')).toMatchObject({
      revision: 2,
      live: { version: 2, content: { answer: '新的种子文字，写得更清楚。' } },
    });
    expect(await book.find('note')).toMatchObject({ revision: 2, live: { version: 1, content: { answer: coin.answer } } });
    const again = await openOver(database, clock, { seeds });
    expect((await again.book.find('coin')).revision).toBe(2);
  });
});

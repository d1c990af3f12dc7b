import { draftFromMisses } from '../../src/knowledge/commands/draft-from-misses';
import { groupMisses } from '../../src/knowledge/miss-groups';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import { knowledgeStatistics } from '../../src/knowledge/statistics';
import { describeEachStore } from '../tools/stores';
import { Day, emptyStore, openOver, published } from './open';
import { entryContent } from './tools';

const given = { entryId: 'coin', version: 3 };

describeEachStore('what consumers tell', (store) => {
  let clock: Day;
  let parts: KnowledgeParts;
  beforeEach(async () => {
    clock = new Day();
    parts = await openOver(await emptyStore(store, clock), clock);
  });
  afterEach(() => parts.close());

  it('counts each answer and judgement once, however often its turn is repeated', async () => {
    const { feedback } = parts;
    await published(parts, entryContent(), 'coin');
    await published(
      parts,
      entryContent({ title: '纪念币怎么预约？', wordings: ['预约纪念币', '纪念币去哪里领', '纪念币能领几枚'] }),
      'medal',
    );
    clock.become('2026-11-26');
    const at = clock.now();
    for (let repetition = 0; repetition < 3; repetition++) {
      await feedback.answered(given, at, 'turn-1');
      await feedback.answered(given, at, 'turn-2');
      await feedback.rated(given, false, at, 'turn-3');
      await feedback.explained(given, 'unclear', at, 'turn-4');
      await feedback.missed('今年端午放几天', at, 'turn-5');
    }
    expect(await knowledgeStatistics(parts, 1)).toEqual({
      answered: 2,
      missed: 1,
      useful: 0,
      useless: 1,
      entries: [
        {
          id: 'coin',
          title: '破损的硬币能换吗？',
          hits: 2,
          useful: 0,
          useless: 1,
          reasons: { unclear: 1 },
          lastHitOn: '2026-11-26',
        },
      ],
      unused: [{ id: 'medal', title: '纪念币怎么预约？', publishedOn: '2026-11-25' }],
      daily: [{ day: '2026-11-26', answered: 2, missed: 1 }],
    });
  });

  it('groups what was not found by what it asks, the most asked first, and makes a draft of a group once', async () => {
    const { feedback, book } = parts;
    const asked = ['保管箱怎么租', '保管箱怎么租', '怎么租保管箱', '租保管箱怎么收费', '今年端午放几天'];
    for (const [at, question] of asked.entries()) await feedback.missed(question, clock.now(), `turn-${at}`);
    const groups = await groupMisses(await feedback.openMisses(new Date(0), 100), parts);
    expect(groups.map(({ question, count }) => [question, count])).toEqual([
      ['保管箱怎么租', expect.any(Number)],
      ['今年端午放几天', 1],
    ]);
    expect(groups[0]!.questions).toContain('怎么租保管箱');

    const record = await draftFromMisses(parts, groups[0], { category: 'service', actor: 'lin' });
    expect(record).toMatchObject({
      status: 'draft',
      draft: { content: { title: '保管箱怎么租', category: 'service', answer: '' } },
    });
    expect(record.draft?.content.wordings).toEqual(groups[0]!.questions);
    const left = await groupMisses(await feedback.openMisses(new Date(0), 100), parts);
    expect(left.map(({ question }) => question)).toEqual(['今年端午放几天']);
    expect([...book.all()]).toHaveLength(1);
    await expect(draftFromMisses(parts, groups[0], { category: 'service', actor: 'zhao' })).rejects.toMatchObject({
      code: 'XB_NO_MISSES',
    });
    await expect(draftFromMisses(parts, undefined, { category: 'service', actor: 'lin' })).rejects.toMatchObject({
      code: 'XB_NO_MISSES',
    });
  });

  it('makes one draft of a group that two take at the same moment, and loses no group whose draft was not made', async () => {
    const { feedback, book } = parts;
    for (const question of ['保管箱怎么租', '怎么租保管箱']) await feedback.missed(question, clock.now(), question);
    const groups = async () => groupMisses(await feedback.openMisses(new Date(0), 100), parts);
    const [group] = await groups();
    // A process that ended between the claim and the entry.
    await feedback.claim(group!.missIds, 'never-made');
    expect(await groups()).toEqual([]);
    clock.become('2026-11-26');
    expect(await groups()).toEqual([group]);

    const outcomes = await Promise.allSettled(
      ['lin', 'zhao'].map((actor) => draftFromMisses(parts, group, { category: 'service', actor })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'XB_NO_MISSES' } });
    expect([...book.all()]).toHaveLength(1);
    expect(await feedback.dismiss(group!.missIds)).toBe(0);
    clock.become('2026-11-27');
    expect(await groups()).toEqual([]);
  });
});

import { QuestionVectors, heardVectorsCollection } from '../../src/bot/question-vectors';
import type { Services } from '../../src/bot/services';
import type { SearchOptions } from '../../src/knowledge/search';
import { systemClock } from '../../src/platform/clock';
import type { Database } from '../../src/storage/database';
import { describeEachStore } from '../tools/stores';

const WEB = { channel: 'web', elder: false } as const;

describeEachStore('The vectors of a message', (store) => {
  it('are heard again when the turn is repeated, also after a restart and when there were none', async () => {
    const answers = [[Float32Array.of(0.6, 0.8), Float32Array.of(1, 0)], undefined];
    let asked = 0;
    const open = (database: Database): QuestionVectors =>
      new QuestionVectors({
        vectors: { complete: true, ask: () => Promise.resolve(answers[asked++]) },
        heard: database.collection(heardVectorsCollection),
        clock: systemClock,
      });
    const first = open(await store.open([heardVectorsCollection]));
    const before = [await searched(first, 'm1'), await searched(first, 'm2')];
    expect(before[0]).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(1, 0), undefined]);
    expect(before[1]).toEqual([undefined, undefined, undefined]);

    const again = open(await store.reopen([heardVectorsCollection]));
    expect([await searched(again, 'm1'), await searched(again, 'm2')]).toEqual(before);
    expect(asked).toBe(2);
  });
});

/** What the search is handed for the two questions of a message, and for another text. */
async function searched(vectors: QuestionVectors, turnId: string): Promise<(Float32Array | undefined)[]> {
  const handed: (Float32Array | undefined)[] = [];
  const search = (_question: string, _reader: unknown, options?: SearchOptions) => {
    handed.push(options?.vector);
    return { verdict: 'none' as const, matches: [] };
  };
  const services = { faq: { search } } as unknown as Services;
  const { faq } = await vectors.servicesFor(turnId, ['年费多少', '怎么销户'], services);
  for (const question of ['年费多少', '怎么销户', '别的']) faq.search(question, WEB);
  return handed;
}

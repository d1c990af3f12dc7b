import { SecondOpinions, heardOpinionsCollection } from '../../src/bot/second-opinions';
import { systemClock } from '../../src/platform/clock';
import type { Opinion } from '../../src/understanding/second-opinion';
import { createUnderstand } from '../../src/understanding/understand';
import { describeEachStore } from '../tools/stores';

const own = createUnderstand()('这事办得让人寒心', { now: new Date() });
const intents = [{ name: 'human', coarse: 'human_agent', urgency: 'P2', route: 'human' }] as const;

describeEachStore('A second opinion that was heard', (store) => {
  it('is heard again when the turn is repeated, also after a restart and when it was none', async () => {
    const answers: Opinion[] = [{ negative: 0.9, names: ['李小红'], label: { category: 'human_agent', confidence: 0.9 } }, {}];
    let asked = 0;
    const compared: string[] = [];
    const open = (heard: Awaited<ReturnType<typeof store.open>>): SecondOpinions =>
      new SecondOpinions({
        secondOpinion: { ask: () => Promise.resolve(answers[asked++] ?? { negative: 1 }), close: () => undefined },
        heard: heard.collection(heardOpinionsCollection),
        intents,
        clock: systemClock,
        onCompared: (outcome) => compared.push(outcome),
      });
    const first = open(await store.open([heardOpinionsCollection]));
    const before = [await first.about('m1', own.text, 'zh-CN', own), await first.about('m2', own.text, 'zh-CN', own)];
    expect(before[0]).toMatchObject({ names: ['李小红'], understanding: { coarse: 'human_agent' } });
    expect(before[1]).toEqual({ names: [], understanding: own });

    const again = open(await store.reopen([heardOpinionsCollection]));
    expect([await again.about('m1', own.text, 'zh-CN', own), await again.about('m2', own.text, 'zh-CN', own)]).toEqual(before);
    expect(asked).toBe(2);
    expect(compared).toEqual(['disagreed']);
  });
});

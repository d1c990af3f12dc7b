import { UnclearBook } from '../../src/labelling/unclear-book';
import { unclearUtterancesCollection } from '../../src/labelling/unclear-utterance';
import type { UnclearUtterance } from '../../src/labelling/unclear-utterance';
import { readConfig } from '../../src/config/config';
import { collections } from '../../src/collections';
import { openStore } from '../../src/storage/open-store';
import { createUnderstand } from '../../src/understanding/understand';
import { startAppUnderTest } from '../tools/app-under-test';
import { Consumer } from '../tools/consumer';
import { unclearSentence } from '../tools/unclear-sentence';

const understand = createUnderstand();
const now = new Date('2026-11-25T02:00:00Z');
const unclear = unclearSentence(understand);
const { intent, coarse, score } = understand(unclear, { now });

/** What is kept after a consumer said this, one sentence behind the other. */
async function keptAfter(...said: string[]): Promise<{ kept: UnclearUtterance[]; heard: string[][] }> {
  const app = await startAppUnderTest('embedded');
  const consumer = await Consumer.arrive(app.url);
  const heard: string[][] = [];
  for (const one of said) heard.push((await consumer.say(one)).map(({ text }) => text ?? ''));
  await app.app.stop();
  const database = await openStore(readConfig(app.environment));
  await database.prepare(collections);
  const book = new UnclearBook(database.collection(unclearUtterancesCollection));
  const { groups } = await book.list('open', { skip: 0, limit: 50 });
  await database.close();
  return { kept: groups.flatMap(({ utterances }) => utterances), heard };
}

describe('what is kept for labelling', () => {
  it('is every sentence below the threshold, masked, with how it was taken', async () => {
    const { kept } = await keptAfter(unclear, '转人工');
    expect(kept).toMatchObject([
      { text: unclear.replace('13800138000', '138****8000'), reason: 'unsure', times: 1, predicted: { intent, coarse, score } },
    ]);
  });

  it('is what the consumer says was taken wrongly; the bot asks what was meant', async () => {
    const { kept, heard } = await keptAfter('信用卡年费怎么免', '我不是这个意思');
    expect(kept).toMatchObject([{ text: '信用卡年费怎么免', reason: 'rejected', predicted: { coarse: 'faq' } }]);
    expect(heard[1]).toHaveLength(1);
    expect(heard[1]![0]).toMatch(/没|再|换/);
  });

  it('is nothing of what is understood, and nothing of the answers to a form', async () => {
    const { kept } = await keptAfter('你好', '我要投诉', '嗯那个这个吧', '不是这个意思', '取消');
    expect(kept).toEqual([]);
  });
});

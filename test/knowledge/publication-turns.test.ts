import { setTimeout as wait } from 'node:timers/promises';
import { PublicationTurns, publicationTurnsCollection } from '../../src/knowledge/publication-turns';
import { knowledgeCollections } from '../../src/knowledge/open-knowledge';
import { describeEachStore } from '../tools/stores';
import { Day, openOver } from './open';

const PROCESSES = 3;
const TIMES = 15;

describeEachStore('turns to publish', (store) => {
  it('come to everyone who wants them again and again, one at a time', async () => {
    const clock = new Day(); // a turn that nobody gives back would never end
    const database = await store.open(knowledgeCollections, clock);
    const { book, close } = await openOver(database, clock);
    let [inside, most, done] = [0, 0, 0];
    const process = async (): Promise<void> => {
      const turns = new PublicationTurns(database.collection(publicationTurnsCollection), book, clock);
      for (let time = 0; time < TIMES; time++)
        await turns.take('coin', async (beforeWriting) => {
          most = Math.max(most, ++inside);
          await wait(Math.random() * 60);
          await beforeWriting();
          inside--;
          done++;
        });
    };
    await Promise.all(Array.from({ length: PROCESSES }, process));
    expect({ most, done }).toEqual({ most: 1, done: PROCESSES * TIMES });
    await close();
  });
});

import fc from 'fast-check';
import { isOutbound } from '../../../src/channels/carrier';
import { messagesCollection } from '../../../src/conversations/message';
import type { TurnHandler } from '../../../src/conversations/turn';
import { systemClock } from '../../../src/platform/clock';
import { describeEachStore } from '../../tools/stores';
import type { Phone } from '../../tools/wechat-platform/phone';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import { quiet } from './crowd';
import { Workbench, benchCollections } from './workbench';

const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000_000);
const RUNS = 4;
/** So long that no two of them go as one. */
const FILLER = '。'.repeat(520);
/** The channel holds an answer in doubt for as long as WeChat may still ask again. */
const DOUBT_MS = 21_000;

/** Says as many things as it is told to. */
const talkative: TurnHandler = ({ message }) => {
  const count = Number(message.activity.text ?? 0);
  const replies = Array.from({ length: count }, (_, n) => ({ type: 'message', text: `【${message._id}/${n}】${FILLER}` }));
  return Promise.resolve({ state: {}, replies, effects: [] });
};

describeEachStore('A bot that says more than WeChat lets it', (store) => {
  it('is heard whole, once and in order, and never asks for more than the quota has', async () => {
    const consumer = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
    const rate = fc.constantFrom(0, 0.05, 0.1, 0.2);
    const property = fc.asyncProperty(fc.array(consumer, { minLength: 1, maxLength: 8 }), fc.nat(1_000_000), rate, tryOut);
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    process.stdout.write(`soak, ${store.kind}, seed ${SEED}: ${RUNS} crowds of a talkative bot\n`);
  }, 900_000);

  async function tryOut(crowd: readonly number[][], seed: number, faults: number): Promise<void> {
    const database = await store.open(benchCollections);
    const platform = await WechatPlatform.start({ secondMs: 500 });
    const open = async (): Promise<Workbench> => {
      const settings = platform.settings();
      const opened = await Workbench.open({ database, clock: systemClock, settings, handle: talkative, place: 'here:1' });
      await platform.connect(opened.url);
      return opened;
    };
    let bench = await open();
    try {
      platform.faults.random(seed, faults);
      const phones = crowd.map((_, n) => platform.phone(`consumer-${n}`));
      const retried = await Promise.all(phones.map((phone, n) => asksFor(phone, crowd[n]!)));
      platform.faults.clear();
      await bench.close();
      bench = await open();
      await quiet(platform, DOUBT_MS);
      // What waits for want of quota goes when the consumer writes again.
      for (let times = 0; times < 6; times++) {
        await Promise.all(phones.map((phone) => phone.says('0')));
        await quiet(platform, 500);
      }
      const lines = await database
        .collection(messagesCollection)
        .find({}, { sort: { seq: 1 } })
        .toArray();
      const owed = lines.filter(isOutbound).map(({ activity }) => idOf(activity.text ?? ''));
      expect(owed.length).toBeGreaterThan(0);
      for (const [n, phone] of phones.entries()) {
        const heard = phone.history.bubbles.filter(({ from }) => from === 'account').map(({ text }) => idOf(text));
        const turns = new Set(heard.map((id) => id.split('/')[0]));
        const told = owed.filter((id) => turns.has(id.split('/')[0]));
        // Of an answer that WeChat lost after its last try nobody can know.
        const lost = phone.history.bubbles.some(({ from }) => from === 'platform');
        const expected = lost ? told.filter((id) => heard.includes(id)) : told;
        // An answer to a push that got lost comes with WeChat's retry, behind what went by customer service meanwhile.
        expect(retried[n] ? heard.sort() : heard).toEqual(retried[n] ? expected.sort() : expected);
      }
      const refused = [45015, 45047].map((code) => platform.server.answers.get(`/cgi-bin/message/custom/send ${code}`) ?? 0);
      expect(refused).toEqual([0, 0]);
    } finally {
      await bench.close();
      await platform.close();
    }
  }
});

/** @returns whether WeChat had to ask again for anything */
async function asksFor(phone: Phone, counts: readonly number[]): Promise<boolean> {
  const deliveries = [await phone.follows()];
  for (const count of counts) deliveries.push(await phone.says(String(count)));
  return deliveries.some(({ tries }) => tries.length > 1);
}

function idOf(text: string): string {
  return /【(.+?)】/.exec(text)?.[1] ?? text;
}

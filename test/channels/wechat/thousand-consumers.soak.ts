import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/platform/clock';
import { describeEachStoreKind, environmentFor, startAppUnderTest } from '../../tools/app-under-test';
import { ServerProcess, freePort } from '../../tools/server-process';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import { SAYINGS, complaintsAbout, quiet, say, visit } from './crowd';
import type { Plan, Visitor } from './crowd';

/** How many come in the run with kills, how many at a time, and how often the server is killed meanwhile. */
const CONSUMERS = 400;
const AT_A_TIME = 100;
const KILLS = 4;
/** How often the property is tried with a smaller crowd. */
const RUNS = 6;
/** Menu messages are no passive replies: what offers a choice goes over the customer-service interface, where most can go wrong. */
const MENUS = { XIAOBAO_WECHAT_MENU_MESSAGES: 'true' };
/** WeChat's second in real milliseconds: five of them are what it waits for an answer. */
const SECOND_MS = 300;
/** The channel holds an answer in doubt for as long as WeChat may still ask again. */
const DOUBT_MS = 21_000;

const step = fc.record({ saying: fc.nat(SAYINGS.length - 1), waits: fc.boolean() });
const crowd = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 });

describeEachStoreKind('Many consumers at once', (store) => {
  it('each see every reply once and in order, whatever goes wrong between WeChat and us', async () => {
    const platform = await WechatPlatform.start({ secondMs: SECOND_MS });
    let run = 0;
    const property = fc.asyncProperty(
      crowd,
      fc.nat(1_000_000),
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      async (plans, seed, rate) => {
        const round = ++run;
        platform.server.answers.clear();
        const server = await startAppUnderTest(store, { ...platform.settings(), ...MENUS }, systemClock);
        try {
          await platform.connect(`${server.url}/wechat/callback`);
          platform.faults.random(seed, rate);
          const visitors = await Promise.all(plans.map((plan, n) => visit(platform, `${round}-${n}`, plan)));
          platform.faults.clear();
          // What waits for its next try is tried at once after a restart.
          await server.restart();
          await platform.connect(`${server.url}/wechat/callback`);
          await lastWords(platform, visitors);
          await server.app.stop();
          expect(await complaintsAbout(server.environment, platform, visitors)).toEqual([]);
        } finally {
          await server.stop();
        }
      },
    );
    try {
      await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: 200_000, endOnFailure: false });
    } finally {
      await platform.close();
    }
  }, 300_000);

  it(`are served by a server that is killed ${KILLS} times`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-crowd-'));
    const platform = await WechatPlatform.start({ secondMs: SECOND_MS });
    const PORT = String(await freePort());
    const environment = { ...environmentFor(store, folder), ...platform.settings(), ...MENUS, PORT, NODE_ENV: 'development' };
    let server = await ServerProcess.start(environment);
    try {
      await platform.connect(`${server.url}/wechat/callback`);
      platform.faults.random(20_261_127, 0.05);
      const visitors: Visitor[] = [];
      let next = 0;
      const serveOneAfterTheOther = async (): Promise<void> => {
        while (next < CONSUMERS) {
          const n = next++;
          visitors.push(await visit(platform, `consumer-${n}`, planOf(n)));
        }
      };
      const all = Promise.all(Array.from({ length: AT_A_TIME }, serveOneAfterTheOther));
      for (let kill = 1; kill <= KILLS; kill++) {
        while (visitors.length < (kill * CONSUMERS) / (KILLS + 1)) await new Promise((resolve) => setTimeout(resolve, 5));
        await server.kill();
        server = await ServerProcess.start(environment);
      }
      await all;
      platform.faults.clear();
      await quiet(platform, DOUBT_MS);
      await server.stop();
      server = await ServerProcess.start(environment);
      await lastWords(platform, visitors);
      await server.stop();
      expect(await complaintsAbout(environment, platform, visitors)).toEqual([]);
    } finally {
      await server.kill();
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 400_000);
});

/** Everybody says something once more, so that whatever was held back for want of quota comes too. */
async function lastWords(platform: WechatPlatform, visitors: readonly Visitor[]): Promise<void> {
  await quiet(platform);
  for (let from = 0; from < visitors.length; from += AT_A_TIME)
    await Promise.all(visitors.slice(from, from + AT_A_TIME).map((visitor) => say(visitor, '谢谢')));
  // Long enough for a send in doubt to be looked up.
  await quiet(platform, DOUBT_MS);
}

/** Two or three sayings, different from one to the next and the same in every run. */
function planOf(n: number): Plan {
  const length = 2 + (n % 2);
  return Array.from({ length }, (_, k) => ({ saying: (n * 7 + k * 3) % SAYINGS.length, waits: (n + k) % 3 !== 0 }));
}

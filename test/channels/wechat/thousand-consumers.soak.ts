import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/platform/clock';
import { describeEachStoreKind, environmentFor, startAppUnderTest } from '../../tools/app-under-test';
import { freePort } from '../../tools/free-port';
import { ServerProcess } from '../../tools/server-process';
import { WechatPlatform } from '../../tools/wechat-platform/platform';
import { SAYINGS, complaintsAbout, figuresOf, quiet, say, visit } from './crowd';
import type { Plan, Visitor } from './crowd';

/** Repeat a run with `SOAK_SEED=<the seed it printed> npm run soak`. */
const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000_000);
const CONSUMERS = 1000;
const KILLS = 6;
/** How many write at the same time: SecantusDB is one Python process, and with more of them each answer comes later than WeChat waits. */
const AT_A_TIME = { embedded: 60, mongodb: 12 } as const;
/** How often the property is tried with a smaller crowd. */
const RUNS = 6;
/** Menu messages are no passive replies: what offers a choice goes over the customer-service interface, where most can go wrong. */
const MENUS = { XIAOBAO_WECHAT_MENU_MESSAGES: 'true' };
/** The channel holds an answer in doubt for as long as WeChat may still ask again. */
const DOUBT_MS = 21_000;
const FAULTS = 0.05;

const step = fc.record({ saying: fc.nat(SAYINGS.length - 1), waits: fc.boolean() });
const plan: fc.Arbitrary<Plan> = fc.array(step, { minLength: 1, maxLength: 3 });
/** The share of requests that go wrong. A number drawn from a range is mostly next to nothing. */
const rate = fc.constantFrom(0, 0.1, 0.2, 0.3);
const crowd = fc.array(plan, { minLength: 1, maxLength: 25 });

describeEachStoreKind('Many consumers at once', (store) => {
  it('each see every reply once and in order, whatever goes wrong between WeChat and us', async () => {
    const platform = await WechatPlatform.start();
    let run = 0;
    const property = fc.asyncProperty(crowd, fc.nat(1_000_000), rate, async (plans, seed, faults) => {
      const round = ++run;
      platform.server.answers.clear();
      const server = await startAppUnderTest(store, { ...platform.settings(), ...MENUS }, systemClock);
      try {
        await platform.connect(`${server.url}/wechat/callback`);
        platform.faults.random(seed, faults);
        const visitors = await Promise.all(plans.map((one, n) => visit(platform, `${round}-${n}`, one)));
        platform.faults.clear();
        // What waits for its next try is tried at once after a restart.
        await server.restart();
        await platform.connect(`${server.url}/wechat/callback`);
        await lastWords(platform, visitors, visitors.length);
        await server.app.stop();
        tell(`${store}, round ${round}, faults ${faults}: ${figuresOf(platform, visitors)}`);
        expect(await complaintsAbout(server.environment, platform, visitors)).toEqual([]);
      } finally {
        await server.stop();
      }
    });
    try {
      await fc.assert(property, { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 240_000, endOnFailure: false });
    } finally {
      await platform.close();
    }
  }, 900_000);

  it('are a thousand, served by a server that is killed again and again', async () => {
    expect(await serveWithKills(store)).toEqual([]);
  }, 3_600_000);
});

/** @returns what went wrong, one line each */
async function serveWithKills(store: keyof typeof AT_A_TIME): Promise<string[]> {
  const atATime = AT_A_TIME[store];
  const plans = fc.sample(plan, { seed: SEED, numRuns: CONSUMERS });
  const killedAt = fc.sample(fc.nat(CONSUMERS - 1), { seed: SEED, numRuns: KILLS }).sort((a, b) => a - b);
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-crowd-'));
  const platform = await WechatPlatform.start();
  const PORT = String(await freePort());
  const environment = {
    ...environmentFor(store, folder),
    ...platform.settings(),
    ...MENUS,
    PORT,
    NODE_ENV: 'development',
  };
  let server = await ServerProcess.start(environment);
  try {
    await platform.connect(`${server.url}/wechat/callback`);
    platform.faults.random(SEED, FAULTS);
    const visitors: Visitor[] = [];
    let next = 0;
    const serveOneAfterTheOther = async (): Promise<void> => {
      while (next < CONSUMERS) {
        const n = next++;
        visitors.push(await visit(platform, `consumer-${n}`, plans[n]!));
      }
    };
    const all = Promise.all(Array.from({ length: atATime }, serveOneAfterTheOther));
    for (const served of killedAt) {
      while (visitors.length < served) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.kill();
      server = await ServerProcess.start(environment);
    }
    await all;
    platform.faults.clear();
    await quiet(platform, DOUBT_MS);
    await server.stop();
    server = await ServerProcess.start(environment);
    await lastWords(platform, visitors, atATime);
    // A store under this load may have put off what is tried again only after a minute, or at once after a restart.
    await server.stop();
    server = await ServerProcess.start(environment);
    await quiet(platform, DOUBT_MS);
    await server.stop();
    tell(`${store}, ${KILLS} kills: ${figuresOf(platform, visitors)}`);
    return await complaintsAbout(environment, platform, visitors);
  } finally {
    await server.kill();
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everybody says something once more, so that whatever was held back for want of quota comes too. */
async function lastWords(platform: WechatPlatform, visitors: readonly Visitor[], atATime: number): Promise<void> {
  await quiet(platform);
  for (let from = 0; from < visitors.length; from += atATime)
    await Promise.all(visitors.slice(from, from + atATime).map((visitor) => say(visitor, '谢谢')));
  // Long enough for a send in doubt to be looked up.
  await quiet(platform, DOUBT_MS);
}

function tell(figures: string): void {
  process.stdout.write(`soak, seed ${SEED}: ${figures}\n`);
}

import { addMonths } from 'date-fns/addMonths';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startApp } from '../app';
import { collections } from '../collections';
import type { App } from '../app';
import { listeningAt } from '../config/addresses';
import { readConfig } from '../config/config';
import { ConfigError } from '../config/config-error';
import type { Config } from '../config/config';
import { explain } from '../explain-error';
import type { Clock } from '../platform/clock';
import { oneTimePassword } from '../staff/password';
import { openStore } from '../storage/open-store';
import { DEMO_STAFF, addDemoStaff } from './accounts';
import { DemoWechat } from './demo-wechat';
import { MovingClock } from './moving-clock';
import { createScene, tellAll } from './scene';
import { STORIES } from './stories';

/** A folder of its own within the data folder, so that a demonstration never touches what `start` keeps. */
const FOLDER = 'demo';
const PASSWORD_FILE = 'password.txt';

/** `npm run demo [-- --keep]`: the program with staff, cases and conversations, in `./data/demo`; fresh unless kept. */
export function main(args: string[]): void {
  void run(args).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(error instanceof ConfigError ? 2 : 1);
  });
}

async function run(args: string[]): Promise<void> {
  const strange = args.find((one) => one !== '--keep');
  if (strange) throw new ConfigError(`"${strange}" is not understood: the demo takes --keep, or nothing.`);
  const settings = readConfig({ XIAOBAO_LOG_LEVEL: 'warn', ...process.env, MONGODB_URI: undefined });
  if (settings.production)
    throw new ConfigError('The demo has accounts that everybody knows: it does not run with NODE_ENV=production.');
  const address = await ownAddress(settings); // before the folder of an earlier demo is emptied
  const dataDir = join(settings.dataDir, FOLDER);
  const kept = args.includes('--keep') && existsSync(join(dataDir, PASSWORD_FILE));
  const clock = new MovingClock(kept ? new Date() : addMonths(new Date(), -1));
  const wechat = await DemoWechat.open(clock);
  const config: Config = { ...settings, ...address, dataDir, wechat: wechat.config() };
  const password = kept ? readFileSync(join(config.dataDir, PASSWORD_FILE), 'utf8') : await beginAfresh(config, clock);
  const app = await startApp(config, clock);
  const scene = createScene(app.url, password, clock);
  if (!kept) {
    process.stdout.write('Telling the stories of the last weeks …\n');
    await tellAll(STORIES, scene);
  }
  const leave = (await scene.colleague('chenjing')).sitDown();
  await wechat.connect(app.url);
  introduce(app, wechat, password);
  stopOnSignal(async () => {
    leave();
    await app.stop();
    await wechat.close();
  });
}

/**
 * A port that is free, and the address by which this machine's browser opens the pages whose links the phone shows. A server that
 * listens everywhere has no address of its own to tell: there XIAOBAO_PUBLIC_URL names one, or the pages stay away.
 * @throws EADDRINUSE
 */
async function ownAddress({ port, host, publicUrl }: Config): Promise<Pick<Config, 'port' | 'publicUrl'>> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  const free = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, 'close');
  const everywhere = host === '0.0.0.0' || host === '::';
  return { port: free, publicUrl: publicUrl ?? (everywhere ? undefined : listeningAt(host, free)) };
}

/** Empties the folder and hires the staff. @returns the password that all of them share */
async function beginAfresh(config: Config, clock: Clock): Promise<string> {
  await (await openStore(config)).close(); // refuses while another demo holds the folder
  rmSync(config.dataDir, { recursive: true, force: true });
  const database = await openStore(config);
  try {
    await database.prepare(collections);
    const password = oneTimePassword();
    await addDemoStaff(database, clock, password);
    writeFileSync(join(config.dataDir, PASSWORD_FILE), password, { mode: 0o600 });
    return password;
  } finally {
    await database.close();
  }
}

function introduce(app: App, wechat: DemoWechat, password: string): void {
  const people = DEMO_STAFF.map(({ username, displayName, role, skills }) => {
    const posts = skills.length > 0 ? ` (${skills.join(', ')})` : '';
    return `  ${username.padEnd(10)} ${displayName}  ${role}${posts}\n`;
  });
  process.stdout.write(
    `\nConsumer page  ${app.url}/\nStaff console  ${app.url}/console/\nWeChat phone   ${wechat.url}\n\n` +
      `Sign in as one of these, with the password  ${password}\n${people.join('')}\nCtrl-C stops the demo.\n`,
  );
}

/** A second signal does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

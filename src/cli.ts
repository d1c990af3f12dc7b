import { parseArgs } from 'node:util';
import { readConfig } from './config/config';
import { ConfigError } from './config/config-error';
import { explain } from './explain-error';
import { systemClock } from './platform/clock';
import { WECHAT_COMMANDS, runWechatCommand } from './wechat-command';

const USAGE = `xiaobao <command>

  start       serve the consumer page, the console and the channels
  doctor      check the configuration, the store, the port and the content
  understand  [--report] reads JSON lines {"text", "at"?, "coarse"?} and writes what each one means
  labels      export | import: what people said that sentences mean, as JSON lines {"text", "intent"}
  train       [--labels FILE] a new model from content and labels, unless it is worse; --revert goes back
  staff add   --username NAME --name "DISPLAY NAME" --role admin|supervisor|agent|educator [--skills complaints,legal,education]
  faq import  FILE [--dry-run] [--all-or-nothing]     entries from .xlsx, .tsv, .csv or .qna, as drafts
  faq export  [--format xlsx|tsv|csv] [--out FILE]    every entry, to be edited and imported again
  faq test    FILE      questions with the entry they should find: TSV, or JSON lines {"question","entry"}
  faq search  --pool FILE      JSON lines {"query"} in, the pool's nearest "text" lines out
  wechat doctor            check the WeChat account: credentials, callback, key, quota, templates, menu
  wechat menu [--publish]  show the menu of content/wechat/menu.json beside the published one; publish it
  wechat qrcode --scene faq_ID [--out FILE.svg|FILE.png]
                           make a permanent code for a poster that opens this entry

Settings come from the environment; .env.example explains each.
`;

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 not understood or badly configured.
 * Each command loads what it needs when it runs, so that the small ones start at once.
 */
export function main(args: string[]): void {
  void run(args).then(
    (code) => {
      if (code !== undefined) process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${explain(error)}\n`);
      process.exit(error instanceof ConfigError ? 2 : 1);
    },
  );
}

async function run([command, ...rest]: string[]): Promise<number | undefined> {
  switch (command) {
    case 'start':
      return start();
    case 'doctor':
      return (await import('./doctor.js')).diagnose(readConfig(process.env), (line) => process.stdout.write(`${line}\n`));
    case 'understand':
      return understand(rest);
    case 'labels':
      if (rest[0] === 'export') return exportAll();
      if (rest[0] === 'import') return importAll();
      break;
    case 'train':
      return train(rest);
    case 'staff':
      if (rest[0] === 'add') return addStaff(rest.slice(1));
      break;
    case 'faq': {
      const { runFaqCommand } = await import('./faq-command.js');
      const code = await runFaqCommand(rest);
      if (code !== undefined) return code;
      break;
    }
    case 'wechat': {
      const what = WECHAT_COMMANDS.find((one) => one === rest[0]);
      if (what) return runWechatCommand(readConfig(process.env), what, rest.slice(1), print);
      break;
    }
    case undefined:
    case 'help':
    case '--help':
      process.stdout.write(USAGE);
      return 0;
  }
  process.stderr.write(`"${[command, ...rest].join(' ')}" is not a command.\n\n${USAGE}`);
  return 2;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Serves until SIGINT or SIGTERM; a second signal does not wait. */
async function start(): Promise<undefined> {
  const { startApp } = await import('./app.js');
  const app = await startApp(readConfig(process.env));
  process.stdout.write(`Consumer page  ${app.url}/\nStaff console  ${app.url}/console/\n`);
  if (app.firstAdministrator) {
    const { username, oneTimePassword } = app.firstAdministrator;
    process.stdout.write(
      `First sign-in  ${username} / ${oneTimePassword}  (one-time password: choose your own when you sign in)\n`,
    );
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return undefined;
}

async function understand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { report: { type: 'boolean', default: false } } });
  const { dataDir } = readConfig(process.env);
  const { understandStream } = await import('./understand-command.js');
  const streams = { input: process.stdin, output: process.stdout, remarks: process.stderr };
  await understandStream(streams, { dataDir, report: values.report, now: systemClock.now() });
  return 0;
}

async function exportAll(): Promise<number> {
  const { exportLabels } = await import('./labels-command.js');
  await exportLabels(readConfig(process.env), process.stdout);
  return 0;
}

async function importAll(): Promise<number> {
  const { importLabelFile } = await import('./labels-command.js');
  const { imported, errors, wrong } = await importLabelFile(readConfig(process.env), process.stdin);
  for (const { line, problem } of errors) process.stderr.write(`line ${line}: ${problem}\n`);
  process.stdout.write(`${imported} labels taken over, ${wrong} rows wrong.\n`);
  return wrong > 0 ? 1 : 0;
}

async function train(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { labels: { type: 'string' }, revert: { type: 'boolean', default: false } } });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const config = readConfig(process.env);
  const { revertTraining, trainWithLabels } = await import('./train-command.js');
  return values.revert ? revertTraining(config, print) : trainWithLabels(config, values.labels, print);
}

async function addStaff(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { username: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, skills: { type: 'string' } },
  });
  const { addStaffMember } = await import('./staff-command.js');
  const added = await addStaffMember(readConfig(process.env), values);
  process.stdout.write(`Added ${added.username}. One-time password: ${added.oneTimePassword}\n`);
  return 0;
}

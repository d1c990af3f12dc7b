import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { collections } from './collections';
import { loadDeadlineRules } from './complaints/deadlines';
import type { Config } from './config/config';
import { loadFaqEntries } from './knowledge/load-content';
import { modelInUse } from './labelling/trained-model';
import { Calendar } from './platform/calendar';
import { projectRoot } from './platform/project-root';
import { dayOf } from './platform/shanghai';
import { runChecks } from './run-checks';
import type { Check } from './run-checks';
import { openStore } from './storage/open-store';
import { createUnderstand } from './understanding/understand';

/** Checks what a start needs, one line each. @returns 0 when all is well, 1 otherwise. The configuration itself was read before. */
export async function diagnose(config: Config, print: (line: string) => void): Promise<number> {
  const checks: Check[] = [
    {
      name: 'configuration',
      run: () =>
        `${config.production ? 'production' : 'development'}, ${config.mongo ? 'MongoDB' : `embedded store in ${config.dataDir}`}`,
    },
    { name: 'store', run: () => checkStore(config) },
    { name: 'port', run: () => checkPort(config) },
    { name: 'pages', run: checkPages },
    {
      name: 'content: FAQ',
      run: () => `${loadFaqEntries().filter((entry) => entry.status === 'published').length} published entries`,
    },
    { name: 'content: rules', run: () => `${loadDeadlineRules().length} deadlines` },
    { name: 'content: calendar', run: checkCalendar },
    { name: 'content: understanding', run: () => checkUnderstanding(config) },
  ];
  return runChecks(checks, print);
}

function checkUnderstanding({ dataDir }: Config): string {
  const { artefact, facts, concern } = modelInUse(dataDir);
  createUnderstand(artefact);
  if (concern === 'unusable') throw new Error('The trained model does not fit this program any more: run xiaobao train.');
  if (!facts) return 'as built';
  return `trained with ${facts.labels} labels${concern ? '; content has changed since: run xiaobao train' : ''}`;
}

async function checkStore(config: Config): Promise<string> {
  const database = await openStore(config);
  try {
    await database.prepare(collections);
    await database.ping();
    return 'opens and answers';
  } finally {
    await database.close();
  }
}

function checkPort({ port, host }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new Error(`${host}:${port} is in use; set PORT to another one, or stop the program that holds it`)),
    );
    probe.listen(port, host, () => probe.close(() => resolve(`${host}:${port} is free`)));
  });
}

function checkPages(): string {
  const missing = ['widget/widget.js', 'widget/index.html', 'console/index.html'].filter(
    (file) => !existsSync(join(projectRoot, 'dist', 'web', file)),
  );
  if (missing.length > 0) throw new Error(`not built: ${missing.join(', ')}; run npm run build`);
  return 'built';
}

function checkCalendar(): string {
  const today = dayOf(new Date());
  if (!Calendar.load().verified(today))
    throw new Error(`content/calendar.json has no year ${today.slice(0, 4)}; add its holidays`);
  return `knows ${today.slice(0, 4)}`;
}

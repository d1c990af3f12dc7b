import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';
import { createUnderstand } from '../src/understanding/understand';
import { evaluateCost } from './cost';
import { evaluateIntents } from './intents';
import { evaluateSafety } from './safety';
import { evaluateSlots } from './slots';
import { evaluateSpecifications } from './specifications';

/*
 * `npm run eval`: how well and how fast messages are understood, into docs/understanding.md. What stands there below NOTES is written by
 * hand and kept. `-- --misses` lists what of the public specifications is read otherwise; never what of the messages is.
 */
const NOTES = '<!-- Below this line by hand: npm run eval keeps it. -->';
const path = join(projectRoot, 'docs', 'understanding.md');
const showMisses = process.argv.includes('--misses');
const understand = createUnderstand();

const sections: [title: string, body: () => string][] = [
  ['Intents', () => evaluateIntents(understand)],
  ['Dangers', () => evaluateSafety(understand)],
  ['What stands in a message', evaluateSlots],
  [
    'The specifications of Recognizers-Text',
    () => evaluateSpecifications((miss) => showMisses && process.stderr.write(`${miss}\n`)),
  ],
  ['Cost', () => evaluateCost(understand)],
];

const written = sections.map(([title, body]) => `## ${title}\n\n${body()}`);
const text = `# Understanding, measured

Written by \`npm run eval\` on messages of others (\`../shared/data/dev\`, not in the repository), which nothing was trained on. Some settings were
chosen while looking at the figures of the intents and of the search (below the line says which): take those for an upper bound.

${written.join('\n\n')}

${NOTES}
${notes()}`;
writeFileSync(path, text);
process.stdout.write(text);

function notes(): string {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const at = before.indexOf(NOTES);
  return at < 0 ? '' : before.slice(at + NOTES.length + 1);
}

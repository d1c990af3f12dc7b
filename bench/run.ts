import { cpus } from 'node:os';
import { writeReport } from '../eval/report';
import { measurePublication } from './publication';
import { measureSearch } from './search-speed';
import { measureTurns } from './turns';
import { measureWechat } from './wechat';

/* `npm run bench`: what things cost, each beside something else in the same run, into docs/benchmarks.md. */
async function main(): Promise<void> {
  writeReport({
    command: 'npm run bench',
    file: 'benchmarks.md',
    title: 'Benchmarks',
    introduction: `Written by \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}).`,
    sections: [
      ['Turns', await measureTurns()],
      ['WeChat callbacks', await measureWechat()],
      ['Knowledge search', measureSearch()],
      ['Publish to answer', await measurePublication()],
    ],
  });
}

void main();

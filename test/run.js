'use strict';
/*
 * `npm test`: builds and, meanwhile, checks types, style and import directions; then runs every test that this machine can run.
 * Building mostly trains, on one core, so the checks cost little more than nothing beside it.
 */
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const tsc = 'node_modules/typescript/bin/tsc';
const BUILD = [['build', ['bin/build.js']]];
const CHECKS = [
  ['types', [tsc, '-p', 'test/tsconfig.json']],
  ['types of the pages', [tsc, '-p', 'web/tsconfig.json']],
  ['types of the bench', [tsc, '-p', 'bench/tsconfig.json', '--noEmit']],
  ['types of the evaluation', [tsc, '-p', 'eval/tsconfig.json', '--noEmit']],
  ['lint and import directions', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
];
const TESTS = [['tests', ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)]]];

/** One step after the other; what a step says comes whole, where others run beside it. */
async function inTurn(steps, alone) {
  for (const [name, command] of steps) {
    if (alone) console.log(`── ${name}`);
    const { code, said } = await run(command, alone);
    if (!alone) process.stdout.write(`── ${name}\n${said}`);
    if (code === 0) continue;
    console.error(`── ${name}: failed`);
    process.exit(code || 1);
  }
}

function run(command, alone) {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['inherit', ...(alone ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

void Promise.all([inTurn(BUILD, false), inTurn(CHECKS, false)]).then(() => inTurn(TESTS, true));

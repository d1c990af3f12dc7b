'use strict';
/*
 * `npm test`: builds, then runs every test that this machine can run; beside both it checks types, style and import directions.
 * A check that fails is told at once, and fails the whole when the tests are through.
 */
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const tsc = 'node_modules/typescript/bin/tsc';
const BUILD = [['build', ['bin/build.js']]];
const CHECKS = [
  ['types, of the bench and the evaluation too', [tsc, '-p', 'test/tsconfig.json']],
  ['types of the pages', [tsc, '-p', 'web/tsconfig.json']],
  ['lint and import directions', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
];
const TESTS = [['tests', ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)]]];

/** One step after the other, up to the first that fails; what a step says comes whole, where others run beside it. */
async function inTurn(steps, told) {
  for (const [name, command] of steps) {
    if (told === 'as it comes') console.log(`── ${name}`);
    const { code, said } = await run(command, told === 'as it comes');
    if (told === 'whole') process.stdout.write(`── ${name}\n${said}`);
    if (code === 0) continue;
    console.error(`── ${name}: failed`);
    return false;
  }
  return true;
}

function run(command, shown) {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['inherit', ...(shown ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

void (async () => {
  const checks = inTurn(CHECKS, 'whole');
  const tested = (await inTurn(BUILD, 'whole')) && (await inTurn(TESTS, 'as it comes'));
  process.exit((await checks) && tested ? 0 : 1);
})();

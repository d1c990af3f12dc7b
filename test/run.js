'use strict';
/* `npm test`: builds, checks types, style and import directions, then runs every test that this machine can run. */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const STEPS = [
  ['build', ['bin/build.js']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'test/tsconfig.json']],
  ['types of the bench', ['node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.json', '--noEmit']],
  ['types of the pages', ['node_modules/typescript/bin/tsc', '-p', 'web/tsconfig.json']],
  ['lint and import directions', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['tests', ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)]],
];

for (const [name, command] of STEPS) {
  console.log(`── ${name}`);
  try {
    execFileSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  } catch (error) {
    console.error(`── ${name}: failed`);
    process.exit(error.status || 1);
  }
}

'use strict';
/* `npm run eval`: builds the program and the evaluation, then measures and writes docs/understanding.md. */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { buildIfNeeded } = require('../bin/build');

const root = join(__dirname, '..');
const run = (...command) => execFileSync(process.execPath, command, { cwd: root, stdio: 'inherit' });

buildIfNeeded();
run('node_modules/typescript/bin/tsc', '-p', 'eval/tsconfig.json');
run('dist/eval/run.js', ...process.argv.slice(2));

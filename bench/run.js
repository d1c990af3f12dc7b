'use strict';
/* `npm run bench`: builds the program and the benchmarks, then measures. */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { buildIfNeeded } = require('../bin/build');

const root = join(__dirname, '..');
const run = (...command) => execFileSync(process.execPath, command, { cwd: root, stdio: 'inherit' });

buildIfNeeded();
run('node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.json');
run('dist/bench/run.js');

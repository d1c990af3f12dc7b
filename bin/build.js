'use strict';
/* Builds the parts of `dist/` whose sources are newer: the program (tsc), the trained understanding, the widget, the secure pages, the console and the simulator's phone (vite). */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const tool = (path) => join(root, 'node_modules', path);
/** Vite announces how a later version will read its configuration: nothing that whoever builds this can act on. */
const ENVIRONMENT = { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' };
const PARTS = [
  {
    name: 'program',
    sources: ['src', 'dialogs', 'locales', 'test/tools/wechat-platform', 'tsconfig.json'],
    command: [tool('typescript/bin/tsc'), '-p', 'tsconfig.json'],
  },
  {
    // The trainer is part of the program, so it comes after it.
    name: 'understanding',
    sources: [
      'content/intents',
      'content/vectors',
      'content/safety-rules.json',
      'content/dictionaries',
      'src/understanding/model',
      'src/understanding/training',
      'src/platform/sentence-vector.ts',
      'src/understanding/normalise.ts',
      'src/understanding/safety.ts',
    ],
    command: [join(root, 'dist/src/understanding/training/train.js')],
  },
  {
    name: 'widget',
    sources: ['web/widget', 'web/tokens.css', 'locales/widget'],
    command: [tool('vite/bin/vite.js'), 'build', '--config', 'web/widget/vite.config.mts', '--logLevel', 'warn'],
  },
  {
    name: 'secure-pages',
    sources: ['web/h5', 'web/tokens.css'],
    command: [tool('vite/bin/vite.js'), 'build', '--config', 'web/h5/vite.config.mts', '--logLevel', 'warn'],
  },
  {
    name: 'console',
    sources: ['web/console', 'web/tokens.css', 'locales/console'],
    command: [tool('vite/bin/vite.js'), 'build', '--config', 'web/console/vite.config.mts', '--logLevel', 'warn'],
  },
  {
    name: 'phone',
    sources: ['test/tools/wechat-platform/page', 'web/tokens.css'],
    command: [
      ...[tool('vite/bin/vite.js'), 'build', '--config', 'test/tools/wechat-platform/page/vite.config.mts'],
      ...['--logLevel', 'warn'],
    ],
  },
];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stats.mtimeMs);
}

/** Builds every part that is missing or stale; says which. An installation without sources is taken as it is. */
function buildIfNeeded() {
  for (const { name, sources, command } of PARTS) {
    const stamp = join(root, 'dist', `.built-${name}`);
    const changed = Math.max(...sources.map((source) => newest(join(root, source))));
    if (changed === 0 || (existsSync(stamp) && statSync(stamp).mtimeMs >= changed)) continue;
    process.stderr.write(`Building the ${name} …\n`);
    const { status } = spawnSync(process.execPath, command, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: ENVIRONMENT,
    });
    if (status !== 0) {
      process.stderr.write(`The ${name} could not be built; the lines above say why.\n`);
      process.exit(1);
    }
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, '');
  }
}

module.exports = { buildIfNeeded };

if (require.main === module) buildIfNeeded();

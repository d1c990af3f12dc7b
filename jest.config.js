const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 90_000,
  // Hot loops look up Math at every step, which a sandbox makes ten times slower.
  sandboxInjectedGlobals: ['Math', 'Number'],
  // Most tests wait, for servers and browsers of their own: a worker a core leaves a third of the time unused.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  globalSetup: '<rootDir>/test/tools/start-stores.ts',
  globalTeardown: '<rootDir>/test/tools/stop-stores.ts',
  reporters: ['default', '<rootDir>/test/tools/not-run-reporter.js', '<rootDir>/test/tools/closing-line-reporter.js'],
};

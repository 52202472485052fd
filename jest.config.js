import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  injectGlobals: false,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts', '!src/main.ts'],
  workerIdleMemoryLimit: '512MB',
  // A limit for what hangs. What is only slow, on a machine that has other work, must not fail.
  testTimeout: 60_000,
  // Two even on two cores, where Jest would take one: many tests wait for a process or a browser.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // How many `test.concurrent` of a file go at once: each is a bot process or an engine of its own.
  maxConcurrency: 3,
  testSequencer: '<rootDir>/tests/support/longest-first.js',
};

import { defineConfig } from 'vitest/config';

/** Tests that put something in the place of a module: each has its modules for itself. */
const ALONE = ['test/tables/lock-release.test.ts', 'test/plan/shard.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/random-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default'],
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // Files share the modules that they import: loading these anew for each took a third of the time.
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});

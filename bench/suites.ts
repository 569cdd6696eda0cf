import type { Suite, SuiteName } from './suite.ts';

const SUITES: Readonly<Record<SuiteName, () => Promise<Suite>>> = {
  normals: async () => (await import('./normals.ts')).normalsSuite(),
  functions: async () => (await import('./functions.ts')).functionsSuite(),
  kernel: async () => (await import('./kernel.ts')).kernelSuite(),
  oracle: async () => (await import('./oracle.ts')).oracleSuite(),
  pool: async () => (await import('./pool.ts')).poolSuite(),
  run: async () => (await import('./whole-run.ts')).wholeRunSuite(),
};

/** A suite with its cases prepared; loads only what it needs. */
export function loadSuite(name: SuiteName): Promise<Suite> {
  return SUITES[name]();
}

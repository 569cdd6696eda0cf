import { availableParallelism } from 'node:os';
import { runExperiment } from '../src/run/run-experiment.ts';
import type { Plan } from '../src/plan/plan.ts';
import { STREAM_SCHEME } from '../src/streams/scheme.ts';
import type { Suite } from './suite.ts';

/** One large cell of cos(k·z), m = 10: 3.4e7 draws. */
const PLAN: Plan = {
  version: 1,
  scheme: STREAM_SCHEME,
  name: 'pool',
  seed: 'bench',
  integrands: [{ name: 'cos', formula: 'cos(k*z)', class: 'custom', parameters: { k: [0.7] } }],
  mu: [0.3],
  sigma: [0.8],
  m: [10],
  trials: 3_355_443,
  components: ['mu', 'sigma'],
  estimators: ['score', 'pathwise'],
};

/** The same plan on 1, 2, 4, … workers up to the cores of the machine; starting the pool is part of it. */
export function poolSuite(): Suite {
  const cores = availableParallelism();
  const sizes = [1, 2, 4, 8, 16, 32, 64].filter((workers) => workers <= cores);
  return {
    name: 'pool',
    pace: 'slow',
    cases: sizes.map((workers) => ({
      name: `workers=${workers}`,
      draws: PLAN.trials * PLAN.m[0]!,
      run: () => countRows(workers),
    })),
  };
}

async function countRows(workers: number): Promise<number> {
  let trials = 0;
  for await (const row of runExperiment(PLAN, { workers })) trials += Number(row.trials);
  return trials;
}

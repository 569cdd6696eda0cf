/**
 * How often the 95 % intervals of a variance ratio hold the true ratio, by simulation: the figures behind
 * TRIALS_PER_KURTOSIS (src/statistics/quality.ts). Takes about 20 minutes; the short form is in
 * test/statistics/coverage.test.ts.
 *
 * usage: node scripts/coverage-study.ts [FACTOR]      repetitions times FACTOR; needs Node >= 22.18
 */
import { coverage, type CoverageStudy } from '../test/statistics/coverage.ts';
import { fast, fourth, growth, square } from '../test/statistics/examples.ts';

const factor = Number(process.argv[2] ?? '1');

type Case = Omit<CoverageStudy, 'seed'>;

/** Every example at sizes from far too few trials on, and at the edge of quality `ok`: 400 trials a kurtosis. */
const cases: readonly Case[] = [
  ...[square, fast, fourth, growth].flatMap((example) => [
    { example, component: 'mu' as const, trials: 16, m: 1, repetitions: 4000 },
    { example, component: 'mu' as const, trials: 100, m: 1, repetitions: 4000 },
    { example, component: 'mu' as const, trials: 100, m: 10, repetitions: 2000 },
    { example, component: 'mu' as const, trials: 1100, m: 1, repetitions: 3000 },
    { example, component: 'mu' as const, trials: 4096, m: 1, repetitions: 2000 },
    { example, component: 'sigma' as const, trials: 4096, m: 1, repetitions: 2000 },
    { example, component: 'mu' as const, trials: 4096, m: 10, repetitions: 800 },
    { example, component: 'mu' as const, trials: 65536, m: 1, repetitions: 600 },
  ]),
  { example: fast, component: 'mu', trials: 1800, m: 1, repetitions: 4000 },
  { example: fast, component: 'mu', trials: 1210, m: 100, repetitions: 500 },
  { example: square, component: 'mu', trials: 10720, m: 1, repetitions: 3000 },
  { example: square, component: 'mu', trials: 2152, m: 10, repetitions: 2000 },
  { example: square, component: 'mu', trials: 1296, m: 100, repetitions: 500 },
  { example: fourth, component: 'mu', trials: 17700, m: 10, repetitions: 1000 },
  { example: fourth, component: 'mu', trials: 166000, m: 1, repetitions: 1000 },
  { example: growth, component: 'mu', trials: 36600, m: 10, repetitions: 600 },
  { example: growth, component: 'mu', trials: 355000, m: 1, repetitions: 600 },
];

console.log(
  'example,component,trials,m,kurtosis,trials_per_kurtosis,repetitions,covered,low,high,draws_covered,half_width',
);
for (const [i, study] of cases.entries()) {
  const repetitions = Math.ceil(study.repetitions * factor);
  const found = coverage({ ...study, repetitions, seed: 1000 + i });
  const share = (count: number) => (count / repetitions).toFixed(3);
  console.log(
    [
      study.example.name,
      study.component,
      study.trials,
      study.m,
      found.kurtosis.toFixed(1),
      (study.trials / found.kurtosis).toFixed(1),
      repetitions,
      share(found.covering),
      share(found.below),
      share(found.above),
      share(found.drawsCovering),
      found.halfWidth.toFixed(3),
    ].join(),
  );
}

#!/usr/bin/env node
// Measured against exact by phi: are the z scores of rows by one name of phi standard normal, and do the 95 % intervals of whole
// gradients hold the exact ratio in 93 to 97 %? More than 2,000 rows a seed, two seeds. `npm run check:phi-coverage [-- SEED …]`;
// some minutes.
import { planExperiment, runExperiment } from '../dist/src/index.js';

const seeds = process.argv.length > 2 ? process.argv.slice(2) : ['one', 'two'];

const plan = (seed) =>
  planExperiment({
    ...{ version: 1, name: 'phi-coverage', seed, m: 10, trials: 20_000 },
    integrands: [
      { name: 'wave', formula: 'sin(2*z) + 0.3*z' },
      { name: 'knows', formula: 'a*z^2 + tanh(b*z) + sin(mu)' },
      {
        name: 'elbo',
        formula: '-z^2/2 - (2 - z)^2/2 - log(2*pi) - lognormpdf((z - mu)/sigma) + log(sigma)',
      },
    ],
    phi: {
      a: { linear: { from: 0.2, to: 1.6, count: 19 } },
      b: { linear: { from: -0.7, to: 0.5, count: 19 } },
    },
    ...{ mu: 'a + 0.3*b', sigma: 'exp(b)', components: ['a', 'b', 'total'] },
    estimators: ['score', 'pathwise'],
  });

let failed = false;
function judge(text, isGood) {
  failed ||= !isGood;
  console.log(`${text}${isGood ? '' : '  WRONG'}`);
}

for (const seed of seeds) {
  const scores = [];
  let [held, intervals] = [0, 0];
  for await (const row of runExperiment(plan(seed))) {
    if (row.ci_quality !== 'ok') continue;
    if (row.component !== 'total') {
      if (row.z_score !== null) scores.push(row.z_score);
      continue;
    }
    intervals += 1;
    const ratio = row.variance_ratio_exact;
    if (row.variance_ratio_low <= ratio && ratio <= row.variance_ratio_high) held += 1;
  }
  // The rows of one cell share their draws: a and b count as one.
  const cells = scores.length / 2;
  const sum = (list) => list.reduce((all, each) => all + each, 0);
  const mean = sum(scores) / scores.length;
  const square = sum(scores.map((z) => z * z)) / scores.length;
  judge(
    `seed ${seed}: ${scores.length} z scores, mean ${mean.toFixed(3)}, mean square ${square.toFixed(3)}`,
    Math.abs(mean) < 4 / Math.sqrt(cells) && Math.abs(square - 1) < 4 * Math.sqrt(2 / cells),
  );
  judge(
    `seed ${seed}: ${held} of ${intervals} intervals of whole gradients hold the exact ratio (${((100 * held) / intervals).toFixed(1)} %)`,
    held >= 0.93 * intervals && held <= 0.97 * intervals,
  );
}
process.exitCode = failed ? 1 : 0;

#!/usr/bin/env node
// Files of 25 kinds of estimators that numpy made, each held against each other by `gradvar ratio`: wherever it names a winner,
// that is the one with the smaller exact variance. `npm run check:ratio-kinds` needs Python with numpy; a minute.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureRatio } from '../dist/src/ratio/measure-ratio.js';
import { gradvar, inFolder, verdict } from '../test/fixtures/runs.mjs';

const ROWS = [300, 3000, 30_000];
const script = fileURLToPath(new URL('check-ratio/kinds.py', import.meta.url));
const { expect, end } = verdict();

/** Whether the exact variances tell which is the less noisy: four of their standard errors apart. */
function exactWinner(truth, one, two) {
  const [a, b] = [truth[one], truth[two]];
  const apart = a.variance - b.variance;
  if (Math.abs(apart) <= 4 * Math.hypot(a.error, b.error)) return null;
  return apart < 0 ? one : two;
}

await inFolder('ratio-kinds', async (folder) => {
  for (const [i, rows] of ROWS.entries()) {
    execFileSync('python3', [script, folder, String(rows), String(17 + i)], { stdio: 'inherit' });
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    const kinds = Object.keys(truth);
    const tally = { decided: 0, wrong: 0, open: 0 };
    for (const [k, one] of kinds.entries()) {
      for (const two of kinds.slice(k + 1)) {
        const paths = [one, two].map((kind) => join(folder, `${kind}.npy`));
        const question = { paths, columns: [], keys: [], names: null, pairing: 'auto', m: 4, alpha: 0.001 };
        const [row] = measureRatio(question).rows;
        if (row.winner !== one && row.winner !== two) {
          tally.open += 1;
          continue;
        }
        const right = exactWinner(truth, one, two);
        tally.decided += 1;
        if (right === null || right === row.winner) continue;
        tally.wrong += 1;
        console.log(
          `  ${rows} rows: ${row.winner} for ${right}, ratio ${row.variance_ratio}, ${row.ci_quality}`,
        );
      }
    }
    const pairs = (kinds.length * (kinds.length - 1)) / 2;
    console.log(
      `${rows} rows: of ${pairs} pairs of ${kinds.length} kinds ${tally.decided} decided, ${tally.wrong} wrongly`,
    );
    expect(kinds.length === 25, `${kinds.length} kinds, expected 25`);
    expect(tally.wrong <= 0.025 * pairs, `${tally.wrong} of ${pairs} winners are wrong at ${rows} rows`);
    if (rows >= 3000) expect(tally.wrong === 0, `${tally.wrong} winners are wrong at ${rows} rows`);
  }
  const told = await gradvar(['ratio', join(folder, 'score.npy'), join(folder, 'pathwise.npy'), '--m', '4']);
  expect(told.code === 0 && told.stdout.includes('pathwise'), 'the command says the same');
});

end('winners of 25 kinds of estimators');

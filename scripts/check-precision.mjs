#!/usr/bin/env node
// Do the intervals at which cells of a plan with a precision end cover the exact ratio as often as they say? Every cell of a
// grid with streams of its own, followed to its end by the code that runs do it with: once with its exact values, and once
// as if nothing exact were known. `npm run check:precision [-- SEEDS [RATIO]]`: 1152 cells a seed, which take about a minute;
// `thin` instead of both: only those of one draw a trial.
import { planExperiment } from '../dist/src/index.js';
import { cellCourses } from '../dist/src/coordinator/cell-course.js';
import { cells, pointOfCell } from '../dist/src/grid/cells.js';
import { looks } from '../dist/src/grid/looks.js';
import { loadKernel } from '../dist/workers/kernel/wasm-kernel.js';
import { runBatch } from '../dist/workers/run-batch.js';

const isThin = process.argv[2] === 'thin';
const seeds = isThin ? 1 : Number(process.argv[2] ?? 1);
const ratio = isThin ? 0.03 : Number(process.argv[3] ?? 0.02);
const STATED = 0.95;
const ALLOWED = 0.02;
const kernel = loadKernel();

const planOf = (seed) =>
  planExperiment({
    version: 1,
    name: 'precision-coverage',
    seed: `precision-coverage-${seed}`,
    integrands: [
      'square',
      'sin10',
      'relu',
      { name: 'cosine', params: { k: [0.5, 1, 2] } },
      { name: 'bend', formula: 'tanh(z) + 0.3*z' },
      { name: 'wobble', formula: 'sin(3*z) + 0.1*z^2' },
      { name: 'growth', formula: 'exp(0.5*z)' },
    ],
    mu: { linear: { from: -1, to: 1.5, count: isThin ? 6 : 8 } },
    sigma: { geometric: { from: 0.4, to: 1.2, count: isThin ? 5 : 6 } },
    m: isThin ? [1] : [1, 10, 100],
    precision: { ratio, max_trials: isThin ? 500_000 : 2_000_000 },
  });

/** Blocks and exact values of one cell, computed when first asked for. */
function sourceOf(plan, { index, formula, parameters, mu, sigma, m }) {
  const asked = { estimators: plan.estimators, components: plan.components, m: plan.m };
  const batch = { index: 0, seed: plan.seed, asked, integrands: [{ formula, parameters }], nanoseconds: 0 };
  const place = { slot: 0, mu, sigma };
  const point = pointOfCell(plan, index);
  const blocks = [];
  return {
    exact: runBatch(kernel, { ...batch, points: [{ point, ...place }], runs: [] }).points[0],
    block(first) {
      const run = { cell: index, ...place, m, trials: plan.trials, first, count: 1 };
      return (blocks[first] ??= runBatch(kernel, { ...batch, points: [], runs: [run] }).runs[0].sums);
    },
  };
}

function follow(courseOf, cell, held) {
  const course = courseOf(cell, { ...held, failure: () => undefined });
  for (;;) {
    const { done, value } = course.next();
    if (done === true) return value.rows;
  }
}

/** What was counted under some heading. */
const tallies = new Map();
function count(heading, covers, score) {
  const tally = tallies.get(heading) ?? { runs: 0, covering: 0, scores: 0, squares: 0 };
  tally.runs += 1;
  tally.covering += covers ? 1 : 0;
  if (score !== null) {
    tally.scores += 1;
    tally.squares += score * score;
  }
  tallies.set(heading, tally);
}

const reasons = new Map();
const cellsRun = { all: 0 };
for (let seed = 1; seed <= seeds; seed += 1) {
  const plan = planOf(seed);
  const courseOf = cellCourses(plan);
  for (const cell of cells(plan)) {
    cellsRun.all += 1;
    const source = sourceOf(plan, cell);
    const known = follow(courseOf, cell, { block: source.block, exact: () => source.exact });
    const failed = { kind: 'failed', point: source.exact.point, reason: 'nothing exact is known' };
    const unknown = follow(courseOf, cell, { block: source.block, exact: () => failed });
    for (const [arm, rows] of [
      ['exact values known', known],
      ['not known', unknown],
    ]) {
      for (const [i, row] of rows.entries()) {
        const key = `${arm}: ${row.stopped}`;
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
        const { variance_ratio_low: low, variance_ratio_high: high } = row;
        const truth = known[i].variance_ratio_exact;
        // Constants have no interval, and those without sampling error are no test of a stop.
        if (row.stopped !== 'ratio' || truth === null) continue;
        const covers = low <= truth && truth <= high;
        const look = looks(plan.trials, cell.m).findIndex(({ trials }) => trials === row.trials);
        count(`${arm}, all`, covers, row.z_score);
        count(`${arm}, m = ${row.m}`, covers, row.z_score);
        count(`${arm}, d/d${row.component}`, covers, row.z_score);
        count(`${arm}, ended at ${look === 0 ? 'the first look' : 'a later look'}`, covers, row.z_score);
      }
    }
  }
}

console.log(`${cellsRun.all} cells to a relative half width of ${ratio}`);
for (const [key, rows] of [...reasons].sort()) console.log(`  ${key.padEnd(40)} ${rows} rows`);
let isGood = true;
for (const [heading, { runs, covering, scores, squares }] of [...tallies].sort()) {
  const share = covering / runs;
  const error = Math.sqrt((STATED * (1 - STATED)) / runs);
  // Parts of the whole are small: they may be off by three of their standard errors more.
  const slack = heading.endsWith(', all') ? 0 : 3 * error;
  const isWithin = Math.abs(share - STATED) <= ALLOWED + slack;
  isGood &&= isWithin;
  const text = `${(100 * share).toFixed(1)} % of ${runs} intervals cover (standard error ${(100 * error).toFixed(1)})`;
  const score = scores === 0 ? '' : `, mean squared z score ${(squares / scores).toFixed(3)}`;
  console.log(`${isWithin ? '  ' : 'X '}${heading.padEnd(44)} ${text}${score}`);
}
console.log(`${isGood ? 'ok' : 'FAILED'}: within 2 points of 95 %`);
process.exitCode = isGood ? 0 : 1;

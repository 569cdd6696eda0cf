#!/usr/bin/env node
// Do the intervals at which cells of a plan with a precision end cover the exact ratio as often as they say? Every cell of a
// grid with streams of its own, followed to its end by the code that runs do it with: once with its exact values, and once
// as if nothing exact were known. `npm run check:precision [-- SEEDS [RATIO]]`: 1728 cells a seed, which take about a minute;
// `thin` instead of both: some of those of one draw a trial.
import { planExperiment } from '../dist/src/index.js';
import { measuredCourses } from '../dist/src/run/cell-course.js';
import { startMerge } from '../dist/src/tables/merge-blocks.js';
import { rowMaker } from '../dist/src/tables/rows.js';
import { cells, pointOfCell } from '../dist/src/plan/cells.js';
import { looks } from '../dist/src/plan/looks.js';
import { rowPlanOf } from '../dist/src/plan/asked.js';
import { batchIntegrand } from '../dist/src/plan/batches.js';
import { guidePointOf } from '../dist/src/plan/cell.js';
import { runBatch } from '../dist/workers/run-batch.js';
import { createWorkerTools } from '../dist/workers/worker-tools.js';

const isThin = process.argv[2] === 'thin';
const seeds = isThin ? 1 : Number(process.argv[2] ?? 1);
const ratio = isThin ? 0.03 : Number(process.argv[3] ?? 0.02);
const STATED = 0.95;
const ALLOWED = 0.02;
const tools = createWorkerTools();

/** Heavier tails cannot be known as well with as many trials. */
const grids = [
  {
    name: 'light tails',
    ratio,
    integrands: [
      'square',
      'sin10',
      'relu',
      { name: 'cosine', params: { k: [0.5, 1, 2] } },
      { name: 'bend', formula: 'tanh(z) + 0.3*z' },
      { name: 'wobble', formula: 'sin(3*z) + 0.1*z^2' },
      { name: 'growth', formula: 'exp(0.5*z)' },
    ],
  },
  {
    name: 'heavier tails',
    ratio: 7 * ratio,
    integrands: [
      { name: 'exponential', formula: 'exp(z)' },
      { name: 'third', formula: 'z^3' },
      { name: 'fourth', formula: 'z^4' },
    ],
  },
];

const planOf = (seed, grid) =>
  planExperiment({
    version: 1,
    name: 'precision-coverage',
    seed: `precision-coverage-${seed}`,
    integrands: grid.integrands,
    mu: { linear: { from: -1, to: 1.5, count: isThin ? 5 : 8 } },
    sigma: { geometric: { from: 0.4, to: 1.2, count: isThin ? 4 : 6 } },
    m: isThin ? [1] : [1, 10, 100],
    precision: { ratio: grid.ratio, max_trials: isThin ? 500_000 : 2_000_000 },
  });

/** Blocks and exact values of one cell, computed when first asked for. */
function sourceOf(plan, cell) {
  const { index, m } = cell;
  const guidePoint = guidePointOf(cell);
  const batch = {
    index: 0,
    seed: plan.seed,
    ...rowPlanOf(plan),
    gridTag: null,
    integrands: [batchIntegrand({ ...cell, index: cell.integrand }, guidePoint)],
    wholes: [],
    nanoseconds: 0,
  };
  const place = { slot: 0, guidePoint };
  const point = pointOfCell(plan, index);
  const blocks = [];
  return {
    exact: runBatch(tools, { ...batch, points: [{ point, ...place }], runs: [] }).points[0],
    block(first) {
      const run = { cell: index, ...place, m, trials: plan.trials, first, count: 1 };
      return (blocks[first] ??= runBatch(tools, {
        ...batch,
        points: [],
        runs: [run],
      }).runs[0].sums);
    },
  };
}

function follow(plan, courses, cell, { exact, block }) {
  const moments = (look) => {
    const merge = startMerge(plan, cell, look.trials);
    while (merge.next() < look.blocks) merge.add(block(merge.next()));
    return merge.moments();
  };
  const course = courses.start(cell, { exact, moments, failure: () => undefined });
  for (;;) {
    const { done, value } = course.next();
    if (done === true) return rowMaker(rowPlanOf(plan))(value);
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
let cellsRun = 0;

function followCell(plan, courses, cell, grid) {
  cellsRun += 1;
  const { exact, block } = sourceOf(plan, cell);
  const failed = { kind: 'failed', point: exact.point, reason: 'nothing exact is known' };
  const known = follow(plan, courses, cell, { block, exact: () => exact });
  const unknown = follow(plan, courses, cell, { block, exact: () => failed });
  for (const [arm, rows] of Object.entries({ 'exact values known': known, 'not known': unknown })) {
    for (const [i, row] of rows.entries()) {
      const key = `${grid.name}, ${arm}: ${row.stopped}`;
      reasons.set(key, (reasons.get(key) ?? 0) + 1);
      if (row.stopped !== 'ratio') continue;
      const truth = known[i].variance_ratio_exact;
      const covers = row.variance_ratio_low <= truth && truth <= row.variance_ratio_high;
      const isFirst = row.trials === looks(plan.trials, cell.m)[0].trials;
      for (const part of [
        'all',
        grid.name,
        `m = ${row.m}`,
        `d/d${row.component}`,
        isFirst ? 'ended at the first look' : 'ended at a later look',
      ]) {
        count(`${arm}, ${part}`, covers, row.z_score);
      }
    }
  }
}

for (let seed = 1; seed <= seeds; seed += 1) {
  for (const grid of grids) {
    const plan = planOf(seed, grid);
    const courses = measuredCourses(plan);
    for (const cell of cells(plan)) followCell(plan, courses, cell, grid);
  }
}

console.log(`${cellsRun} cells to a relative half width of ${ratio}, ${7 * ratio} with heavier tails`);
for (const [key, rows] of [...reasons].sort()) console.log(`  ${key.padEnd(46)} ${rows} rows`);
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
  console.log(`${isWithin ? '  ' : 'X '}${heading.padEnd(46)} ${text}${score}`);
}
console.log(`${isGood ? 'ok' : 'FAILED'}: within 2 points of 95 %`);
process.exitCode = isGood ? 0 : 1;

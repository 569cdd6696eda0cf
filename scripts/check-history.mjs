#!/usr/bin/env node
// `gradvar history` over 60 nights with a seed each. In this process, with the code that runs do it with: 200 series without
// a change, and 200 with heavier tails, alarm no more often than stated (up to three standard errors of such a count); of
// those whose score estimator has 3 % more variance from night 40 on, each is found within 5 nights. With real commands:
// the same once, by a gradvar with that fault in it.
// And of writers at once none loses a line, also where one is killed. `npm run check:history [-- SERIES]`; some minutes.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendLine, readHistory } from '../dist/src/history/history-file.js';
import { collectEvidence } from '../dist/src/history/evidence.js';
import { sequentialTest } from '../dist/src/history/sequential-test.js';
import { planExperiment } from '../dist/src/index.js';
import { cells, pointOfCell } from '../dist/src/plan/cells.js';
import { measuredCourses } from '../dist/src/run/cell-course.js';
import { rowPlanOf } from '../dist/src/plan/asked.js';
import { startMerge } from '../dist/src/tables/merge-blocks.js';
import { rowMaker } from '../dist/src/tables/rows.js';
import { batchIntegrand } from '../dist/src/plan/batches.js';
import { guidePointOf } from '../dist/src/plan/cell.js';
import { runBatch } from '../dist/workers/run-batch.js';
import { createWorkerTools } from '../dist/workers/worker-tools.js';
import { CLI, fixture, gradvar, inFolder, pause, verdict, writeConfig } from '../test/fixtures/runs.mjs';

const series = Number(process.argv[2] ?? 200);
const NIGHTS = 60;
const CHANGED = 40;
const WITHIN = 5;
const CHANGE = 1.03;
const LEVELS = [0.01, 0.05];
const root = fileURLToPath(new URL('..', import.meta.url));
const { expect, end } = verdict();
const tools = createWorkerTools();

const LIGHT = {
  integrands: ['sin10', 'tanh10', { name: 'cosine', params: { k: [1, 2] } }],
  mu: [0.5, 1],
  sigma: [0.5, 1],
  m: [1],
  trials: 4000,
  components: ['mu', 'sigma'],
};
/** Kurtosis from 9 on; m = 1, so that it is that of an estimate. */
const HEAVIER = { ...LIGHT, integrands: ['square', 'exp'], mu: [1], trials: 40_000 };

/** A plan night by night: the exact values, which no seed changes, are computed once. */
function nightsOf(grid) {
  const exact = new Map();
  return (seed) => {
    const plan = planExperiment({ version: 1, name: 'nights', seed, ...grid });
    const courses = measuredCourses(plan);
    const rowsOf = rowMaker(rowPlanOf(plan));
    return [...cells(plan)].flatMap((cell) => {
      const { index, m } = cell;
      const guidePoint = guidePointOf(cell);
      const batch = {
        index: 0,
        seed,
        ...rowPlanOf(plan),
        gridTag: null,
        integrands: [batchIntegrand({ ...cell, index: cell.integrand }, guidePoint)],
        wholes: [],
        nanoseconds: 0,
      };
      const place = { slot: 0, guidePoint };
      const run = (points, runs) => runBatch(tools, { ...batch, points, runs });
      if (!exact.has(index))
        exact.set(index, run([{ point: pointOfCell(plan, index), ...place }], []).points[0]);
      const block = (first) =>
        run([], [{ cell: index, ...place, m, trials: plan.trials, first, count: 1 }]).runs[0].sums;
      const moments = (look) => {
        const merge = startMerge(plan, cell, look.trials);
        while (merge.next() < look.blocks) merge.add(block(merge.next()));
        return merge.moments();
      };
      const course = courses.start(cell, {
        exact: () => exact.get(index),
        moments,
        failure: () => undefined,
      });
      for (;;) {
        const { done, value } = course.next();
        if (done) return rowsOf(value);
      }
    });
  };
}

function evidenceOf(rows, factor) {
  const collector = collectEvidence();
  // A row shows its columns by getters or not: a copy may be changed.
  for (const row of rows) collector.add({ ...row, variance_1: row.variance_1 * factor });
  return collector.result();
}

/** The first alarm of a series at each level, as a night from 1; undefined for none. */
function firstAlarms(nights) {
  return LEVELS.map((alpha) => {
    const seen = sequentialTest(nights, alpha).alarms.map((alarm) => alarm.seen + 1);
    return seen.length === 0 ? undefined : Math.min(...seen);
  });
}

function studyNull(name, grid, count) {
  const night = nightsOf(grid);
  const falseAlarms = LEVELS.map(() => 0);
  const delays = [];
  for (let s = 0; s < count; s += 1) {
    const rows = Array.from({ length: NIGHTS }, (_, i) => night(`${name}-${s}-${i}`));
    const nights = rows.map((each) => evidenceOf(each, 1));
    firstAlarms(nights).forEach((seen, i) => (falseAlarms[i] += seen === undefined ? 0 : 1));
    const changed = nights.map((each, i) => (i + 1 < CHANGED ? each : evidenceOf(rows[i], CHANGE)));
    const [seen] = firstAlarms(changed);
    delays.push(seen === undefined ? Infinity : seen - CHANGED + 1);
  }
  LEVELS.forEach((alpha, i) => {
    console.log(`${name}: ${falseAlarms[i]} of ${count} series without a change alarm at ${alpha}`);
    const most = alpha * count + 3 * Math.sqrt(alpha * (1 - alpha) * count);
    expect(falseAlarms[i] <= most, `${name}: ${falseAlarms[i]} of ${count} alarm, stated ${alpha}`);
  });
  const found = delays.filter((delay) => delay >= 1 && delay <= WITHIN).length;
  const early = delays.filter((delay) => delay < 1).length;
  console.log(
    `${name}: a change of 3 % found within ${WITHIN} nights in ${found} of ${count - early} series`,
  );
  return found / Math.max(1, count - early);
}

const light = studyNull('light', LIGHT, series);
expect(light >= 0.99, `a change of 3 % was found in time in ${light} of the series`);

studyNull('heavier tails', HEAVIER, series);

/** The same gradvar, whose score estimator has 3 % more variance than it should. */
function faultyProgram(folder) {
  const copy = join(folder, 'faulty');
  mkdirSync(copy);
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const chunks = join(copy, 'dist/src/chunks');
  const files = [
    ...readdirSync(chunks).map((name) => join(chunks, name)),
    join(copy, 'dist/workers/batch.worker.js'),
  ];
  const scale = /scale:\s*((\w+)\.form\(\{[^}]*\}\)\.scale)/;
  const guilty = files.filter((file) => scale.test(readFileSync(file, 'utf8')));
  expect(
    guilty.length === 2,
    `the scale of an estimator stands in ${guilty.length} bundles, expected the main thread's and the worker's`,
  );
  for (const file of guilty) {
    const text = readFileSync(file, 'utf8');
    const fault = `scale: $1 * ($2.name === 'score' ? ${Math.sqrt(CHANGE)} : 1)`;
    writeFileSync(file, text.replace(scale, fault));
  }
  return join(copy, 'dist/src/cli.js');
}

async function night(cli, config, folder, i) {
  const [day, commit] = [new Date(Date.UTC(2026, 0, i)).toISOString().slice(0, 10), `c${i}`];
  const out = join(folder, `night-${i}`);
  const file = join(folder, 'history.ndjson');
  const call = (args) => gradvar(args, { cli });
  const done = [
    await call(['run', config, '--seed', day, '--out', out, '--quiet']),
    await call(['history', 'add', out, '--file', file, '--commit', commit]),
    await call(['history', 'check', '--file', file]),
  ];
  return { codes: done.map(({ code }) => code), told: done[2].stdout };
}

await inFolder('history', async (folder) => {
  const config = writeConfig(folder, LIGHT);
  const faulty = faultyProgram(folder);
  let found;
  for (let i = 1; i < CHANGED + WITHIN && found === undefined; i += 1) {
    const { codes, told } = await night(i < CHANGED ? CLI : faulty, config, folder, i);
    expect(codes[0] === 0 && codes[1] === 0, `night ${i}: run and add ended with ${codes}`);
    if (codes[2] !== 0) found = { i, told };
  }
  const line = found?.told.split('\n').find((each) => each.includes('variance of score over all')) ?? '';
  console.log(`real runs: found in night ${found?.i}: ${line.trim()}`);
  expect(
    found !== undefined && found.i >= CHANGED,
    `found in night ${found?.i}, changed in night ${CHANGED}`,
  );
  expect(/since [\d-]+, commit c\d+/.test(line), `no run is named: ${line}`);
});

const startScript = (script, file, line, name) =>
  spawn(process.execPath, [script, JSON.stringify(line), file, name], { stdio: 'inherit' });
const ended = (child) => new Promise((resolve) => child.on('close', resolve));

/** Writers of one file, started at one moment: real commands, and loops in processes of their own. */
await inFolder('history-writers', async (folder) => {
  const config = writeConfig(folder, { ...LIGHT, trials: 100 });
  const file = join(folder, 'history.ndjson');
  const outs = Array.from({ length: 8 }, (_, i) => join(folder, `out-${i}`));
  for (const [i, out] of outs.entries())
    await gradvar(['run', config, '--seed', `s${i}`, '--out', out, '--quiet']);
  const together = () => ({
    node: ['--import', fixture('wait-until.mjs')],
    env: { GRADVAR_TEST_UNTIL: String(Date.now() + 600) },
  });
  for (let i = 0; i < outs.length; i += 2) {
    const two = outs
      .slice(i, i + 2)
      .map((out) => gradvar(['history', 'add', out, '--file', file], together()));
    for (const { code } of await Promise.all(two)) expect(code === 0, `history add ended with ${code}`);
  }
  const { lines } = await readHistory(file);
  expect(
    new Set(lines.map(({ seed }) => seed)).size === outs.length,
    `${lines.length} of ${outs.length} lines`,
  );
  const [first] = lines;

  const EACH = 300;
  const script = join(folder, 'writer.mjs');
  writeFileSync(
    script,
    `import { appendLine } from ${JSON.stringify(join(root, 'dist/src/history/history-file.js'))};
const line = JSON.parse(process.argv[2]);
const id = (i) => (process.argv[4] + String(i)).padStart(64, '0');
for (let i = 0; i < ${EACH}; i += 1) appendLine(process.argv[3], { ...line, id: id(i) });`,
  );
  const busy = join(folder, 'busy.ndjson');
  const writers = ['a', 'b', 'c'].map((name) => ended(startScript(script, busy, first, name)));
  const victim = startScript(script, busy, first, 'd');
  // Not before it has begun to write.
  while (!existsSync(busy) || !readFileSync(busy, 'utf8').includes('d0"')) await pause(5);
  victim.kill('SIGKILL');
  for (const code of await Promise.all(writers)) expect(code === 0, `a writer ended with ${code}`);
  const all = await readHistory(busy);
  const of = (name) => all.lines.filter(({ id }) => id.replace(/^0+/, '').startsWith(name)).length;
  for (const name of ['a', 'b', 'c']) expect(of(name) === EACH, `${of(name)} of ${EACH} lines of ${name}`);
  appendLine(busy, { ...first, id: 'e'.repeat(64) });
  expect((await readHistory(busy)).lines.length === all.lines.length + 1, 'a line after a kill is lost');
  console.log(`writers: ${EACH} lines each of three, ${of('d')} of one that was killed`);
});

end(`${series} series of ${NIGHTS} nights, real runs with a fault, writers at once`);

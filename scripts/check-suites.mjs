#!/usr/bin/env node
// 400 suites of 200 right files each at alpha 0.05: at most 5 % alarm. And 20 wrong files among 200: each is rejected by its
// name, and no other. `npm run check:suites [-- SUITES]`; some minutes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lawBook } from '../dist/src/check/law-book.js';
import { loadSuite } from '../dist/src/config/suite.js';
import { runSuite } from '../dist/src/suite/run-suite.js';
import { inFolder, uniforms, verdict } from '../test/fixtures/runs.mjs';

const SUITES = Number(process.argv[2] ?? 400);
const FILES = 200;
const WRONG = 20;
const ALPHA = 0.05;
const { expect, end } = verdict();

/** The estimate of one draw by each claim: Z = mu + sigma·e. */
const at = (mu, sigma, r) => ({ mu, sigma, r });
const square = at(1, 1, { formula: 'z^2', value: (z) => z * z, derivative: (z) => 2 * z });
const wave = at(0.5, 1, {
  formula: 'sin(2*z)',
  value: (z) => Math.sin(2 * z),
  derivative: (z) => 2 * Math.cos(2 * z),
});
const ramp = at(0, 0.5, { formula: 'max(z,0)', value: (z) => Math.max(z, 0), derivative: (z) => +(z > 0) });
const growth = at(0, 0.5, { formula: 'exp(z)', value: Math.exp, derivative: Math.exp });
const KINDS = [square, wave, ramp, growth].flatMap(({ mu, sigma, r }) =>
  [1, 10].flatMap((m) => [
    { mu, sigma, m, r, estimator: 'score', component: 'mu', of: (e, z) => (r.value(z) * e) / sigma },
    { mu, sigma, m, r, estimator: 'pathwise', component: 'sigma', of: (e, z) => r.derivative(z) * e },
  ]),
);

/** What is wrong with a file: of the estimate, and where the rows are made. */
const FAULTS = [(x) => 2 * x, (x) => x / 2, (x) => -x, (x) => x + 0.5, (x) => 1.3 * x - 0.4];

function normalsOf(seed) {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function npy(values) {
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': (${values.length},), }`;
  const header = `${dictionary.padEnd(117)}\n`;
  const head = Buffer.alloc(10);
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, Buffer.from(header), Buffer.from(values.buffer)]);
}

function rowsOf({ mu, sigma, m, of }, rows, normal, fault = (x) => x) {
  return Float64Array.from({ length: rows }, () => {
    let sum = 0;
    for (let i = 0; i < m; i += 1) {
      const e = normal();
      sum += of(e, mu + sigma * e);
    }
    return fault(sum / m);
  });
}

const laws = lawBook();

/** Writes the files of a suite and runs it; which of them were rejected. */
function suiteIn(folder, seed, rows, wrong) {
  const normal = normalsOf(seed);
  const claims = Array.from({ length: FILES }, (_, i) => {
    const kind = KINDS[i % KINDS.length];
    const fault = i < wrong ? FAULTS[i % FAULTS.length] : undefined;
    writeFileSync(join(folder, `${i}.npy`), npy(rowsOf(kind, rows, normal, fault)));
    const { mu, sigma, m, estimator, component, r } = kind;
    return { file: `${i}.npy`, formula: r.formula, mu, sigma, m, estimator, component };
  });
  const path = join(folder, 'suite.yaml');
  writeFileSync(path, JSON.stringify({ version: 1, alpha: ALPHA, inconclusive: 'pass', claims }));
  const result = runSuite(loadSuite(path), laws);
  const rejected = result.claims
    .filter(({ outcome }) => outcome === 'rejected')
    .map(({ name }) => parseInt(name));
  return { rejected, exitCode: result.exitCode };
}

await inFolder('suites', (folder) => {
  let alarms = 0;
  for (let s = 1; s <= SUITES; s += 1) alarms += suiteIn(folder, 7919 * s, 200, 0).exitCode === 20;
  console.log(`${alarms} of ${SUITES} suites of ${FILES} right files alarm at alpha ${ALPHA}`);
  expect(alarms <= ALPHA * SUITES, `${alarms} of ${SUITES} suites alarm`);
  for (let s = 1; s <= 5; s += 1) {
    const { rejected, exitCode } = suiteIn(folder, 104_729 * s, 6000, WRONG);
    const missed = Array.from({ length: WRONG }, (_, i) => i).filter((i) => !rejected.includes(i));
    const innocent = rejected.filter((i) => i >= WRONG);
    console.log(
      `${WRONG} wrong ones among ${FILES}: ${rejected.length - innocent.length} named, ${innocent.length} right ones`,
    );
    expect(missed.length === 0 && exitCode === 20, `missed ${missed}`);
    expect(innocent.length === 0, `rejected right files ${innocent}`);
  }
});

end(`${SUITES} suites of ${FILES} files, and wrong ones among them`);

#!/usr/bin/env node
// Do all kernels give the same bits? The portable one and the native one of each width that this machine has, over the
// catalogue at 20 points, random formulas, the channels of every estimator, several coordinates, m from 1 to 4097, odd numbers
// of trials, and arguments outside of every ordinary domain; then summary.csv of every config by either.
// `npm run check:native [-- FORMULAS = 500 | thin]`
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../dist/src/integrands/catalogue.js';
import { GradvarError } from '../dist/src/errors.js';
import { estimators } from '../dist/src/estimators/registry.js';
import { FUNCTION_NAMES, OPERATIONS } from '../dist/src/formula/operations/table.js';
import { blockSumsOnKernel } from '../dist/workers/block-sums.js';
import { openNative } from '../dist/workers/kernel/native/native-file.js';
import { nativeKernel } from '../dist/workers/kernel/native/native-kernel.js';
import { loadPortableKernel } from '../dist/workers/kernel/wasm/wasm-kernel.js';
import { prepareIntegrand } from '../dist/workers/prepared.js';
import { gradvar, inFolder, sha256, verdict } from '../test/fixtures/runs.mjs';

const isThin = process.argv[2] === 'thin';
const formulas = isThin ? 40 : Number(process.argv[2] ?? 500);
const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { expect, end } = verdict();

const opened = openNative(here('dist/native'), `${process.platform}-${process.arch}`);
if (opened.kind === 'none') {
  console.log(`there is no native kernel to check: ${opened.reason}`);
  process.exit(1);
}
const widths = [256, 512].filter((width) => width <= opened.addon.widest);
const portable = loadPortableKernel();
const natives = widths.map((width) => nativeKernel(opened.addon, loadPortableKernel(), width));

let state = 20261201;
/** The same numbers in every run. */
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
}
const oneOf = (list) => list[Math.floor(random() * list.length)];

/** Random formulas as they are written. */
function formula(depth) {
  if (depth === 0 || random() < 0.15)
    return random() < 0.6
      ? 'z'
      : String(oneOf([0, 0.5, 1, 2, 3, 0.1, 10, 1e-3, 1e3, Math.round(random() * 64) / 8]));
  if (random() < 0.45)
    return `(${formula(depth - 1)}${oneOf(['+', '-', '*', '/', '^'])}${formula(depth - 1)})`;
  const name = oneOf(FUNCTION_NAMES);
  return `${name}(${Array.from({ length: OPERATIONS[name].arity }, () => formula(depth - 1)).join(', ')})`;
}

const ASKED = { estimators: ['score', 'pathwise'], components: ['mu', 'sigma'], moves: {}, knowsPhi: false };
const plain = (text, parameters = {}) => ({ formula: text, parameters, known: {}, dimension: 1 });
let compared = 0;

/** Compares blocks of an integrand by every kernel; what cannot be prepared is nothing to compare. */
function compare(label, integrand, asked, [mu, sigma], sizes) {
  let prepared;
  try {
    prepared = prepareIntegrand(integrand, asked);
  } catch (error) {
    if (error instanceof GradvarError) return;
    throw error;
  }
  for (const [m, trials] of sizes) {
    const task = { key: [m, trials, 3, 4], block: trials % 5, trials, m, mu, sigma };
    const of = (kernel) => blockSumsOnKernel(kernel, prepared, { mu, sigma, guided: null }, m)(task);
    const expected = of(portable);
    for (const kernel of natives) {
      const found = of(kernel);
      compared += 1;
      const i = expected.findIndex((x, k) => !Object.is(x, found[k]));
      if (i >= 0)
        expect(
          false,
          `${kernel.name}: ${label} at (${mu}, ${sigma}), m ${m}, ${trials} trials: ${found[i]}, not ${expected[i]}`,
        );
    }
  }
}

const MS = [1, 2, 3, 5, 7, 10, 63, 64, 65, 100, 1000, 4097];
const sizesOf = (count, ms = MS) =>
  Array.from({ length: count }, () => {
    const m = oneOf(ms);
    return [m, 1 + Math.floor((random() * 4000) / m) + Math.floor(random() * 20)];
  });
const PLACES = Array.from({ length: isThin ? 3 : 20 }, (_, i) => [
  4 * random() - 2,
  [1e-3, 0.3, 1, 2.5, 8, 40, 1e4, 1e150][i % 8] * (0.5 + random()),
]);

for (const { name, formula: text, parameters } of catalogue)
  for (const place of PLACES) compare(name, plain(text, parameters), ASKED, place, sizesOf(3));
console.log(`catalogue: ${compared} blocks`);

for (let i = 0; i < formulas; i += 1) {
  const text = formula(1 + (i % 4));
  compare(text, plain(text), ASKED, oneOf(PLACES), sizesOf(4));
}
console.log(`and ${formulas} random formulas: ${compared} blocks`);

const all = { ...ASKED, estimators: estimators.map(({ name }) => name) };
for (const text of ['z^2', 'exp(z)', 'sin(10*z)', 'tanh(z) + step(z - 0.2)', 'log(z)', '3'])
  for (const place of PLACES.slice(0, 8))
    compare(
      `every estimator of ${text}`,
      plain(text),
      all,
      place,
      sizesOf(isThin ? 2 : 8, [2, 4, 10, 64, 66, 1000, 4096]),
    );
console.log(`and every estimator: ${compared} blocks`);

for (const text of [
  'sum(z^2)',
  'exp(-sum(z^2))*sum(z)',
  'sum(log(z)) + step(sum(z))',
  'sum(1) + max(sum(z), mean(exp(z)))',
])
  for (const dimension of [2, 3, 17, 100])
    for (const place of PLACES.slice(0, 5))
      compare(`${text} of ${dimension}`, { ...plain(text), dimension }, ASKED, place, sizesOf(2));
console.log(
  `and several coordinates: ${compared} blocks, by ${natives.map(({ name }) => name).join(' and ')}`,
);

/** Arguments of every function where it is ordinary, where it is not, and on the edges. */
for (const name of FUNCTION_NAMES) {
  const rest = OPERATIONS[name].arity === 1 ? '' : OPERATIONS[name].arity === 2 ? ', 0.7' : ', -0.5, 2';
  for (const inner of ['z', '-z', '1e3*z', '1e6*z', '1e-310*z', '1/z', 'z^9', 'exp(z)', 'log(z)', '0*z'])
    for (const sigma of [0.5, 30, 1e5])
      compare(`${name}(${inner})`, plain(`${name}(${inner}${rest})`), ASKED, [0.1, sigma], sizesOf(1));
}
console.log(`and arguments outside: ${compared} blocks`);

if (!isThin) {
  await inFolder('native', async (folder) => {
    for (const config of readdirSync(here('configs'))) {
      const sums = [];
      for (const kernel of ['portable', 'native']) {
        const out = join(folder, `${config}-${kernel}`);
        const { code, stderr } = await gradvar(['run', here(`configs/${config}`), '--out', out, '--quiet'], {
          env: { GRADVAR_KERNEL: kernel },
        });
        expect(code === 0, `${config} by ${kernel} ended with ${code}: ${stderr}`);
        sums.push(sha256(join(out, 'summary.csv')));
      }
      expect(sums[1] === sums[0], `summary.csv of ${config} depends on the kernel`);
      console.log(`${sums[0].slice(0, 12)} ${config}`);
    }
  });
}
end(
  `${compared} blocks of ${natives.map(({ name }) => name).join(' and ')} have the bits of the portable kernel`,
);

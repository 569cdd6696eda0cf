// How often the 95 % intervals of `gradvar ratio` hold the true ratio, how often the wrong estimator wins, and how often
// means that are the same are said to differ; by simulation, on pairs from the same draws and from draws of their own.
// usage: node scripts/check-ratio.mjs [PAIRS]      pairs of files a case, 2000 if not given; needs a build
import { ratioRows } from '../dist/src/ratio/ratio-rows.js';
import { readPair } from '../dist/src/ratio/row-pairs.js';

const PAIRS = Number(process.argv[2] ?? '2000');
const ALPHA = 0.01;
/** Variance of the second estimator over that of the first. */
const SECOND = 1.3225;

/** A generator of normals of its own for each pair: sfc32 (Doty-Humphrey) and Box-Muller. */
function normals(seed) {
  let [a, b, c, counter] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1];
  const bits = () => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  const uniform = () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6) + 0.5) / 2 ** 53;
  let spare = null;
  for (let i = 0; i < 20; i += 1) uniform();
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** Functions of a normal with mean 0 and variance 1, and their kurtosis. */
const LOGNORMAL = { mean: Math.exp(0.5), variance: Math.exp(1) * (Math.exp(1) - 1) };
const LAWS = {
  normal: { of: (e) => e, kurtosis: 3 },
  square: { of: (e) => (e * e - 1) / Math.SQRT2, kurtosis: 15 },
  cube: { of: (e) => (e * e * e) / Math.sqrt(15), kurtosis: 46.2 },
  fourth: { of: (e) => (e ** 4 - 3) / Math.sqrt(96), kurtosis: 207 },
  lognormal: { of: (e) => (Math.exp(e) - LOGNORMAL.mean) / Math.sqrt(LOGNORMAL.variance), kurtosis: 113.9 },
};

const CASES = [
  ['normal', 'normal'],
  ['square', 'normal'],
  ['cube', 'square'],
  ['lognormal', 'cube'],
];
const SIZES = [200, 1000, 5000, 20_000, 100_000];

function pairOf(first, second, draws, rows, seed) {
  const normal = normals(seed);
  const [a, b] = [new Float64Array(rows), new Float64Array(rows)];
  for (let i = 0; i < rows; i += 1) {
    const e = normal();
    a[i] = LAWS[first].of(e);
    b[i] = Math.sqrt(SECOND) * LAWS[second].of(draws === 'same' ? 0.8 * e + 0.6 * normal() : normal());
  }
  const pair = readPair([[a, b]], 1, draws === 'same' ? 'paired' : 'independent', ['a', 'b']);
  return ratioRows(pair, { names: ['a', 'b'], parameters: ['x'], m: 1, alpha: ALPHA })[0];
}

let failures = 0;
console.log(
  'first,second,draws,rows,kurtosis,pairs,covered,trusted,covered_if_trusted,right,wrong,means_differ',
);
for (const [first, second] of CASES) {
  for (const draws of ['same', 'own']) {
    for (const rows of SIZES) {
      const tally = { covered: 0, trusted: 0, both: 0, right: 0, wrong: 0, differ: 0 };
      for (let i = 0; i < PAIRS; i += 1) {
        const row = pairOf(first, second, draws, rows, 1 + i + 100_003 * rows);
        const isCovered = row.variance_ratio_low <= 1 / SECOND && 1 / SECOND <= row.variance_ratio_high;
        const isTrusted = row.ci_quality === 'ok';
        tally.covered += isCovered;
        tally.trusted += isTrusted;
        tally.both += isCovered && isTrusted;
        tally.right += row.winner === 'a';
        tally.wrong += row.winner === 'b';
        tally.differ += row.status === 'means_differ';
      }
      const share = (count, of) => (of === 0 ? '' : (count / of).toFixed(3));
      const kurtosis = Math.max(LAWS[first].kurtosis, LAWS[second].kurtosis);
      const numbers = [tally.covered, tally.trusted].map((count) => share(count, PAIRS));
      const trusted = share(tally.both, tally.trusted);
      const rest = [tally.right, tally.wrong, tally.differ].map((count) => share(count, PAIRS));
      console.log([first, second, draws, rows, kurtosis, PAIRS, ...numbers, trusted, ...rest].join());
      // Four standard errors of the simulation beside what is stated: there are eighty figures.
      const slack = 4 * Math.sqrt((0.95 * 0.05) / Math.max(1, tally.trusted));
      const isSmall = tally.trusted < PAIRS / 2;
      if (!isSmall && Math.abs(tally.both / tally.trusted - 0.95) > 0.02 + slack) failures += 1;
      if (tally.wrong / PAIRS > 0.025 + 4 * Math.sqrt(0.025 / PAIRS)) failures += 1;
    }
  }
}
console.log(failures === 0 ? 'ok' : `${failures} figures are not what is stated`);
process.exitCode = failures === 0 ? 0 : 1;

// Exact values of random formulas against a quadrature of its own: narrow jumps, edges of growth, clips, sums of
// exponentials
// and other kinds on which rules about growth, breaks and overflow decide. None may be certified wrong.
//
// usage: node scripts/check-exact-random.mjs [COUNT = 1000] [MODULE]
// MODULE exports compileIntegrand and exactOracle
import { KINDS, createPicker } from './check-exact-random/formulas.mjs';
import { momentsOf } from './check-exact-random/quadrature.mjs';

const count = Number(process.argv[2] ?? 1000);
const own = process.argv[3];
const { compileIntegrand } = await import(own ?? '../dist/src/integrands/compile.js');
const { exactOracle } = await import(own ?? '../dist/src/truth/line/exact-moments.js');

/** Relative to max(|value|, spread). */
const CERTIFIED = 1e-8;
/** Of the reference's variances, relative to the squared mean. */
const ROUNDING = 1e-13;
const kinds = Object.keys(KINDS);
const tally = Object.fromEntries(
  kinds.map((kind) => [kind, { formulas: 0, numbers: 0, unknown: 0, wrong: 0, reasons: {} }]),
);
let slowest = { ms: 0, formula: '' };
const pick = createPicker(20261130);

for (let n = 0; n < count; n++) {
  const kind = kinds[n % kinds.length];
  const example = KINDS[kind](pick);
  const mu = example.mu ?? pick.number(-1, 1);
  const sigma = example.sigma ?? pick.number(0.3, 1.5);
  const start = process.cpuUsage();
  const exact = exactOracle(compileIntegrand(example.formula, {}))(mu, sigma);
  const used = process.cpuUsage(start);
  const ms = (used.user + used.system) / 1000;
  if (ms > slowest.ms) slowest = { ms, formula: example.formula };
  const truth = momentsOf(example, mu, sigma);
  const found = tally[kind];
  found.formulas += 1;
  /** Of which variable, its mean or variance, and whether that exists. */
  const compare = (name, value, reference, error, size, exists) => {
    found.numbers += 1;
    const wrong = (what) => {
      found.wrong += 1;
      console.log(`WRONG ${example.formula} at (${mu}, ${sigma}): ${name} ${what}`);
    };
    if (value.kind === 'unknown') {
      found.unknown += 1;
      found.reasons[value.reason.replace(/[\d.e+-]{3,}/g, '#')] = example.formula;
    } else if (value.kind === 'infinite') {
      if (exists) wrong(`is said to be infinite, and is ${reference}`);
    } else if (!exists) wrong(`is said to be ${value.value}, and does not exist`);
    else if (Math.abs(value.value - reference) > CERTIFIED * size + 3 * error + value.error)
      wrong(`is said to be ${value.value} ± ${value.error}, and is ${reference} ± ${error}`);
  };
  const degrees = [0, 1, 2, example.slopeDegree ?? 0, 1 + (example.slopeDegree ?? 0)];
  const has = (v, k) =>
    (example.exists?.(k, degrees[v]) ?? true) && !(example.noSlopeVariance === true && v === 3 && k === 2);
  const check = (name, value, v, k) => {
    const spread = has(v, 2) ? Math.sqrt(truth.variances[v]) : 0;
    if (example.noSlopeVariance === true && v >= 3) return;
    if (k === 1)
      compare(
        name,
        value,
        truth.means[v],
        truth.meanErrors[v],
        Math.max(Math.abs(truth.means[v]), spread),
        has(v, 1),
      );
    else
      compare(
        name,
        value,
        truth.variances[v],
        truth.errors[v] + spread * truth.meanErrors[v] + ROUNDING * truth.means[v] ** 2,
        truth.variances[v],
        has(v, 2),
      );
  };
  check('E r', exact.expectation, 0, 1);
  check('Var r', exact.expectationVariance, 0, 2);
  check('dJ/dmu', exact.mu.gradient, 1, 1);
  check('dJ/dsigma', exact.sigma.gradient, 2, 1);
  check('V1 of mu', exact.mu.score.variance, 1, 2);
  check('V1 of sigma', exact.sigma.score.variance, 2, 2);
  check('V2 of mu', exact.mu.pathwise.variance, 3, 2);
  check('V2 of sigma', exact.sigma.pathwise.variance, 4, 2);
}

let wrong = 0;
for (const [kind, found] of Object.entries(tally)) {
  wrong += found.wrong;
  const share = ((100 * found.unknown) / Math.max(1, found.numbers)).toFixed(1);
  console.log(
    `${kind}: ${found.formulas} formulas, ${found.numbers} numbers, ${share} % unknown, ${found.wrong} wrong`,
  );
  for (const [reason, formula] of Object.entries(found.reasons))
    console.log(`    ${reason}   as of ${formula}`);
}
console.log(`slowest: ${slowest.ms.toFixed(0)} ms of processor time, ${slowest.formula}`);
process.exitCode = wrong === 0 ? 0 : 1;

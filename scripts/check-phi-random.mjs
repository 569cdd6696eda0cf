#!/usr/bin/env node
// Random mu(phi), sigma(phi) and r(z; phi): the exact gradient against a central difference of E r by a quadrature of its own,
// variances and biases against brute force with forward differentiation. `npm run check:phi-random [-- COUNT SEED]`.
// Fails if a number that gradvar certifies is wrong; prints how many are unknown.
import { exactGradient } from '../dist/src/estimators/exact/exact-gradient.js';
import { exactPoints } from '../dist/src/estimators/exact/exact-points.js';
import { askedOf } from '../dist/src/plan/asked.js';
import { batchIntegrand } from '../dist/src/plan/batches.js';
import { guideOf } from '../dist/src/plan/guide.js';
import { knownNames } from '../dist/src/plan/points.js';
import { planExperiment } from '../dist/src/index.js';

const count = Number(process.argv[2] ?? 1000);
let state = Number(process.argv[3] ?? 1) >>> 0;

/** mulberry32. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const between = (from, to) => Number((from + random() * (to - from)).toFixed(3));

// Numbers with their derivatives by z, mu, sigma, a and b.
const N = 5;
const constant = (value) => ({ value, by: new Float64Array(N) });
const variable = (value, at) => {
  const made = constant(value);
  made.by[at] = 1;
  return made;
};
const chain = (x, value, slope) => ({ value, by: x.by.map((each) => (each === 0 ? 0 : each * slope)) });
const add = (x, y) => ({ value: x.value + y.value, by: x.by.map((each, i) => each + y.by[i]) });
const times = (x, y) => ({
  value: x.value * y.value,
  by: x.by.map((each, i) => each * y.value + x.value * y.by[i]),
});
const scaled = (c, x) => chain(x, c * x.value, c);
const square = (x) => times(x, x);
const exp = (x) => chain(x, Math.exp(x.value), Math.exp(x.value));
const sin = (x) => chain(x, Math.sin(x.value), Math.cos(x.value));
const cos = (x) => chain(x, Math.cos(x.value), -Math.sin(x.value));
const tanh = (x) => chain(x, Math.tanh(x.value), 1 - Math.tanh(x.value) ** 2);
const log = (x) => chain(x, Math.log(x.value), 1 / x.value);
const inverse = (x) => chain(x, 1 / x.value, -1 / x.value ** 2);
const abs = (x) => chain(x, Math.abs(x.value), Math.sign(x.value));
const step = (x) => constant(x.value >= 0 ? 1 : 0);
const softplus = (x) => chain(x, Math.log1p(Math.exp(x.value)), 1 / (1 + Math.exp(-x.value)));
const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

/** Each term: its text, its value, and where it is not smooth in z. */
const TERMS = [
  () => ['z^2', ({ z }) => square(z)],
  () => ['a*z^2', ({ z, a }) => times(a, square(z))],
  () => ['(z-mu)^2', ({ z, mu }) => square(add(z, scaled(-1, mu)))],
  () => ['z*mu', ({ z, mu }) => times(z, mu)],
  () => ['tanh(b*z)', ({ z, b }) => tanh(times(b, z))],
  () => ['sin(z)-sin(mu)', ({ z, mu }) => add(sin(z), scaled(-1, sin(mu)))],
  () => ['log(sigma)', ({ sigma }) => log(sigma)],
  () => ['exp(-z^2)*sigma', ({ z, sigma }) => times(exp(scaled(-1, square(z))), sigma)],
  () => ['cos(a*z)', ({ z, a }) => cos(times(a, z))],
  () => [
    '-lognormpdf((z-mu)/sigma)',
    ({ z, mu, sigma }) =>
      add(scaled(0.5, square(times(add(z, scaled(-1, mu)), inverse(sigma)))), constant(LOG_SQRT_2PI)),
  ],
  () => {
    const k = between(0.5, 4);
    return [`sin(${k}*z)`, ({ z }) => sin(scaled(k, z))];
  },
  () => ['abs(z-mu)', ({ z, mu }) => abs(add(z, scaled(-1, mu))), ({ mu }) => mu],
  // A jump that moves: its part of the gradient is no mean of derivatives.
  () => ['step(z-a)*z', ({ z, a }) => times(step(add(z, scaled(-1, a))), z), ({ a }) => a],
  () => ['abs(z-a)', ({ z, a }) => abs(add(z, scaled(-1, a))), ({ a }) => a],
  () => {
    const at = between(-1, 1);
    return [`step(z-${at})`.replace('--', '+'), ({ z }) => step(add(z, constant(-at))), () => at];
  },
];
const MU = [
  ['a', ({ a }) => a],
  ['a+0.3*b', ({ a, b }) => add(a, scaled(0.3, b))],
  ['a*b', ({ a, b }) => times(a, b)],
  ['sin(a)+b', ({ a, b }) => add(sin(a), b)],
  ['0.4', () => constant(0.4)],
];
const SIGMA = [
  ['exp(b)', ({ b }) => exp(b)],
  ['softplus(b)', ({ b }) => softplus(b)],
  ['0.5+b^2', ({ b }) => add(constant(0.5), square(b))],
  ['exp(0.2*a-b)', ({ a, b }) => exp(add(scaled(0.2, a), scaled(-1, b)))],
];

/** 20-point Gauss-Legendre nodes by Newton. */
const NODES = 20;
const [ROOTS, WEIGHTS] = (() => {
  const [x, w] = [[], []];
  for (let i = 0; i < NODES; i += 1) {
    let t = Math.cos((Math.PI * (i + 0.75)) / (NODES + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 50; turn += 1) {
      let [p, before] = [1, 0];
      for (let n = 1; n <= NODES; n += 1) [p, before] = [((2 * n - 1) * t * p - (n - 1) * before) / n, p];
      slope = (NODES * (t * p - before)) / (t * t - 1);
      t -= p / slope;
    }
    x.push(t);
    w.push(2 / ((1 - t * t) * slope * slope));
  }
  return [x, w];
})();

/** E f(eps), cut where f is not smooth. */
function mean(f, breaks) {
  const cuts = Array.from({ length: 97 }, (_, i) => -12 + i / 4);
  const all = [...cuts, ...breaks.filter((each) => Math.abs(each) < 12)].sort((p, q) => p - q);
  let sums = null;
  for (let i = 0; i + 1 < all.length; i += 1) {
    const [from, to] = [all[i], all[i + 1]];
    if (to - from < 1e-15) continue;
    for (let j = 0; j < NODES; j += 1) {
      const eps = 0.5 * (from + to) + 0.5 * (to - from) * ROOTS[j];
      const weight = 0.5 * (to - from) * WEIGHTS[j] * Math.exp(-0.5 * eps * eps - LOG_SQRT_2PI);
      const values = f(eps);
      sums ??= values.map(() => 0);
      values.forEach((value, k) => (sums[k] += weight * value));
    }
  }
  return sums;
}

function caseOf() {
  const terms = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
    weight: between(-1.5, 1.5),
    of: pick(TERMS)(),
  }));
  const [mu, sigma] = [pick(MU), pick(SIGMA)];
  const values = { a: between(-1, 1.5), b: between(-0.8, 0.8) };
  const formula = terms
    .map(({ weight, of }) => `${weight}*(${of[0]})`)
    .join('+')
    .replaceAll('+-', '-');
  return { terms, mu, sigma, values, formula };
}

function lawOf({ mu, sigma }, { a, b }) {
  const names = { a: variable(a, 3), b: variable(b, 4) };
  return { m: mu[1](names), s: sigma[1](names) };
}

function rAt({ terms }, z, m, s, { a, b }) {
  const names = {
    z: variable(z, 0),
    mu: variable(m, 1),
    sigma: variable(s, 2),
    a: variable(a, 3),
    b: variable(b, 4),
  };
  return terms.reduce((sum, { weight, of }) => add(sum, scaled(weight, of[1](names))), constant(0));
}

function breaksOf({ terms }, m, s, values) {
  return terms.flatMap(({ of }) => (of[2] === undefined ? [] : [(of[2]({ mu: m, ...values }) - m) / s]));
}

/** J(phi) = E r. */
function valueOf(each, values) {
  const law = lawOf(each, values);
  const [m, s] = [law.m.value, law.s.value];
  return mean((eps) => [rAt(each, m + s * eps, m, s, values).value], breaksOf(each, m, s, values))[0];
}

function gradientOf(each, name) {
  const at = (h) => valueOf(each, { ...each.values, [name]: each.values[name] + h });
  const difference = (h) => (at(h) - at(-h)) / (2 * h);
  const h = 2e-3;
  return (64 * difference(h / 4) - 20 * difference(h / 2) + difference(h)) / 45;
}

const NAMES = ['score', 'score_frozen', 'pathwise', 'pathwise_frozen'];

function contributionsOf(each, name) {
  const law = lawOf(each, each.values);
  const [m, s] = [law.m.value, law.s.value];
  const at = name === 'a' ? 3 : 4;
  const [mk, sk] = [law.m.by[at], law.s.by[at]];
  const of = (eps) => {
    const r = rAt(each, m + s * eps, m, s, each.values);
    const own = r.by[1] * mk + r.by[2] * sk + r.by[at];
    const score = (r.value * (mk * eps + sk * (eps * eps - 1))) / s;
    const path = r.by[0] * (mk + sk * eps);
    return [score + own, score, path + own, path];
  };
  const breaks = breaksOf(each, m, s, each.values);
  const means = mean(of, breaks);
  const variances = mean((eps) => of(eps).map((x, k) => (x - means[k]) ** 2), breaks);
  return { means, variances };
}

let [wrong, unknown, known] = [0, 0, 0];
function compare(text, exact, truth, size, tolerance) {
  if (exact.kind !== 'finite') {
    unknown += 1;
    return;
  }
  known += 1;
  if (Math.abs(exact.value - truth) <= exact.error + tolerance * Math.max(Math.abs(truth), size)) return;
  wrong += 1;
  console.log(`WRONG ${text}: ${exact.value} for ${truth}`);
}

for (let i = 0; i < count; i += 1) {
  const each = caseOf();
  // A number in quotes is no formula.
  const mu = Number.isNaN(Number(each.mu[0])) ? each.mu[0] : Number(each.mu[0]);
  const guide = { phi: each.values, mu, sigma: each.sigma[0] };
  // A name of phi that nothing depends on is refused.
  const isUsed = (name) =>
    [each.mu[0], each.sigma[0], each.formula].some((text) => new RegExp(`\\b${name}\\b`).test(text));
  if (!isUsed('a') || !isUsed('b')) {
    i -= 1;
    continue;
  }
  const plan = planExperiment({
    ...{ version: 1, name: 'case', seed: '1', integrands: [{ name: 'case', formula: each.formula }] },
    ...{ ...guide, m: 1, trials: 2, components: ['a', 'b'], estimators: NAMES },
  });
  const at = guideOf(plan).at(0);
  const { formula, parameters } = plan.integrands[0];
  const knows = knownNames(formula, parameters);
  const asked = askedOf(plan);
  const given = batchIntegrand({ formula, parameters, knows, dimension: 1 }, at);
  const found = exactGradient(exactPoints(given, asked), asked, at);
  for (const name of ['a', 'b']) {
    const gradient = gradientOf(each, name);
    const { means, variances } = contributionsOf(each, name);
    const spread = Math.sqrt(Math.max(...variances));
    for (const { component, estimator, gradient: exact, estimate } of found) {
      if (component !== name) continue;
      const k = NAMES.indexOf(estimator);
      const text = `${each.formula} mu=${each.mu[0]} sigma=${each.sigma[0]} ${JSON.stringify(each.values)} d${name} ${estimator}`;
      compare(`${text} gradient`, exact, gradient, spread, 3e-7);
      compare(`${text} variance`, estimate.variance, variances[k], 1e-14, 2e-8);
      compare(`${text} mean`, estimate.mean, means[k], spread, 2e-8);
      compare(`${text} bias`, estimate.bias, means[k] - gradient, spread, 3e-7);
    }
  }
}
console.log(`${count} functions: ${known} numbers certified, ${unknown} unknown, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;

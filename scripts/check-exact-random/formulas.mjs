// Random formulas by kind, each with its own value and derivative, the places where it is not smooth, and, where
// r is an exponential near the limit of its moments, with log r instead.
import * as d from './dual.mjs';

export function createPicker(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 4294967296;
  };
  return {
    of: (items) => items[Math.floor(next() * items.length)],
    number: (low, high, digits = 2) => Number((low + (high - low) * next()).toFixed(digits)),
  };
}

const w = (x) => (x < 0 ? `(${x})` : `${x}`);
const line = (k, c) => ({ text: `(${k}*z+${w(c)})`, at: (z) => d.add(d.mul(k, z), c), zero: -c / k });

/** Functions that saturate, by name. */
const SATURATING = {
  tanh: d.tanh,
  sigmoid: d.sigmoid,
  normcdf: (u) => d.exp(d.logNormcdf(u)),
};

/** Where a rising function meets a level. */
function crossing(f, level) {
  let [a, b] = [-50, 50];
  for (let round = 0; round < 200; round++) {
    const middle = (a + b) / 2;
    if (f(d.dual(middle)).v < level) a = middle;
    else b = middle;
  }
  return b;
}

export const KINDS = {
  'narrow jumps': (p) => {
    const a = p.number(-1, 1);
    const width = p.of([1e-12, 1e-9, 1e-6, 1e-4, 1e-2]);
    const k = p.number(-2, 2);
    const b = a + width;
    return {
      formula: `${k}*z+step(z-${w(a)})-step(z-${w(b)})`,
      at: (z) => d.add(d.mul(k, z), z.v >= a ? 1 : 0, z.v >= b ? -1 : 0),
      breaks: [a, b],
    };
  },
  'edges of growth': (p) => {
    const moment = p.of([1, 2]);
    const c = 0.5 / moment;
    const slope = p.of([-2, -1, -0.5, 0, 0.5]);
    const q = p.of([0, 1, 2, 3, 4]);
    return {
      formula: `exp(${c}*z^2${slope < 0 ? slope : `+${slope}`}*abs(z))/(1+z^2)^${q}`,
      logAt: (z) =>
        d.add(d.mul(c, d.square(z)), d.mul(slope, d.abs(z)), d.mul(-q, d.log(d.add(1, d.square(z))))),
      breaks: [0],
      mu: 0,
      sigma: 1,
      // log|r| = c t² + slope t − 2q log t: which moments of r·eps^n exist.
      exists: (k, n) => {
        const rate = k * c - 0.5;
        if (rate !== 0) return rate < 0;
        return slope !== 0 ? slope < 0 : -2 * q * k + n * k < -1;
      },
      // r' = r·(2c z + …): one power of z more.
      slopeDegree: 1,
    };
  },
  'clips of saturating functions': (p) => {
    const f = p.of(Object.keys(SATURATING));
    const u = line(p.number(0.3, 3), p.number(-1, 1));
    const [low, high] =
      f === 'tanh' ? [p.number(-0.9, -0.1), p.number(0.1, 0.9)] : [p.number(0.01, 0.4), p.number(0.6, 0.99)];
    const isLog = f !== 'tanh' && p.of([true, false]);
    const at = (z) => d.clip(SATURATING[f](u.at(z)), low, high);
    const text = `clip(${f}(${u.text}),${low},${high})`;
    const breaks = [low, high].map((level) => crossing((z) => SATURATING[f](u.at(z)), level));
    return { formula: isLog ? `log(${text})` : text, at: isLog ? (z) => d.log(at(z)) : at, breaks };
  },
  'logs of sums of exponentials': (p) => {
    const kind = p.of(['mixture', 'sum', 'normcdf', 'complement']);
    const u = line(p.of([1, 2, 5, 30]), p.number(-2, 2));
    if (kind === 'normcdf')
      return { formula: `log(normcdf${u.text})`, at: (z) => d.logNormcdf(u.at(z)), breaks: [] };
    if (kind === 'complement')
      return {
        formula: `log(1-tanh${u.text}^2)`,
        at: (z) => d.add(Math.log(4), d.mul(-2, d.logSum(u.at(z), d.mul(-1, u.at(z))))),
        breaks: [],
      };
    const share = p.number(0.1, 0.9);
    const s = p.number(0.3, 2);
    const m = p.number(-3, 3);
    if (kind === 'mixture')
      return {
        formula: `log(${share}*normpdf((z-${w(m)})/${s})/${s}+${(1 - share).toFixed(2)}*normpdf(z))`,
        at: (z) =>
          d.logSum(
            d.add(Math.log(share / s), d.logDensity(d.mul(1 / s, d.add(z, -m)))),
            d.add(Math.log(Number((1 - share).toFixed(2))), d.logDensity(z)),
          ),
        breaks: [],
      };
    return {
      formula: `log(${share}+exp${u.text}+exp(${s}*z))`,
      at: (z) => d.logSum(d.dual(Math.log(share)), u.at(z), d.mul(s, z)),
      breaks: [],
    };
  },
  'hand-written sigmoids': (p) => {
    const k = p.of([1, 5, 20, 100, 400]);
    const c = p.number(-1, 1);
    const u = (z) => d.mul(k, d.add(z, -c));
    const t = `${k}*(z-${w(c)})`;
    return p.of([
      { formula: `1/(1+exp(-${t}))`, at: (z) => d.sigmoid(u(z)), breaks: [c] },
      { formula: `log(1+exp(${t}))/${k}`, at: (z) => d.mul(1 / k, d.logSum(d.dual(0), u(z))), breaks: [c] },
      { formula: `(exp(${t})-exp(-${t}))/(exp(${t})+exp(-${t}))`, at: (z) => d.tanh(u(z)), breaks: [c] },
      { formula: `exp(${t})/(1+exp(${t}))*z`, at: (z) => d.mul(z, d.sigmoid(u(z))), breaks: [c] },
    ]);
  },
  'equal parts': (p) => {
    const [low, high] = [p.number(-1, 0), p.number(0.1, 1)];
    const k = p.number(0.5, 3);
    return p.of([
      {
        formula: `min(${k}*tanh(z),clip(tanh(z),${low},${high})*${k})`,
        at: (z) => d.min(d.mul(k, d.tanh(z)), d.mul(k, d.clip(d.tanh(z), low, high))),
        breaks: [low, high].map((level) => crossing(d.tanh, level)),
      },
      { formula: `max(exp(z)*step(z-${high}),exp(z))`, at: (z) => d.exp(z), breaks: [] },
      { formula: `max(${k}*z^2,abs(z)*z*${k})`, at: (z) => d.mul(k, d.square(z)), breaks: [0] },
    ]);
  },
  'ratios of exponentials': (p) => {
    const [a, b] = [p.number(0.1, 2), p.number(0, 2)];
    const c = Math.min(a, b + 0.05);
    const m = p.number(-1, 1);
    return p.of([
      {
        formula: `exp(${c}*z^2)/exp(${b}*z^2+${w(m)}*z)`,
        at: (z) => d.exp(d.add(d.mul(c - b, d.square(z)), d.mul(-m, z))),
        breaks: [],
      },
      {
        formula: `normpdf(z-${w(m)})/normpdf(z)`,
        at: (z) => d.exp(d.add(d.mul(m, z), -0.5 * m * m)),
        breaks: [],
      },
      {
        formula: `exp(max(z-${w(m)},0)^2/${8 + a})`,
        at: (z) => d.exp(d.mul(1 / (8 + a), d.square(d.max(d.add(z, -m), 0)))),
        breaks: [m],
        sigma: 0.7,
      },
    ]);
  },
  'singular points': (p) => {
    const m = p.number(-1, 1);
    const k = p.number(0.2, 2);
    const h = (z) => d.add(z, -m);
    return p.of([
      {
        formula: `exp(-${k}/(z-${w(m)})^2)`,
        at: (z) => (z.v === m ? d.dual(0) : d.exp(d.mul(-k, d.mul(div(1, h(z)), div(1, h(z)))))),
        breaks: [m],
      },
      {
        formula: `sqrt(max(z-${w(m)},0))`,
        at: (z) => (z.v <= m ? d.dual(0) : d.sqrt(h(z))),
        breaks: [m],
        noSlopeVariance: true,
      },
      {
        formula: `max(z-${w(m)},0)^1.5`,
        at: (z) => (z.v <= m ? d.dual(0) : d.mul(h(z), d.sqrt(h(z)))),
        breaks: [m],
      },
      { formula: `log(abs(z-${w(m)}))`, at: (z) => d.log(d.abs(h(z))), breaks: [m], noSlopeVariance: true },
    ]);
  },
};

function div(a, u) {
  return d.dual(a / u.v, (-a * u.d) / (u.v * u.v));
}

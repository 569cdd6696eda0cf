// Values with derivatives, for the oracle of check-exact-random: nothing of src/ is used here.

/** A number and its derivative in z. */
export const dual = (v, d = 0) => ({ v, d });
const lift = (u) => (typeof u === 'number' ? dual(u) : u);
const chain = (f, slope) => (u) => dual(f(u.v), u.d === 0 ? 0 : u.d * slope(u.v));

export const add = (...all) => all.map(lift).reduce((u, w) => dual(u.v + w.v, u.d + w.d));
export const mul = (a, b) => {
  const [u, w] = [lift(a), lift(b)];
  return dual(u.v * w.v, u.d * w.v + u.v * w.d);
};
export const exp = (u) => dual(Math.exp(u.v), u.d * Math.exp(u.v));
export const log = chain(Math.log, (x) => 1 / x);
export const tanh = chain(Math.tanh, (x) => 1 / Math.cosh(x) ** 2);
const logistic = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
export const sigmoid = chain(logistic, (x) => logistic(x) * logistic(-x));
export const abs = chain(Math.abs, Math.sign);
export const sqrt = chain(Math.sqrt, (x) => 0.5 / Math.sqrt(x));
export const square = chain(
  (x) => x * x,
  (x) => 2 * x,
);
export const step = (u) => dual(u.v >= 0 ? 1 : 0);
export const max = (a, b) => (lift(a).v > lift(b).v ? lift(a) : lift(b));
export const min = (a, b) => (lift(a).v < lift(b).v ? lift(a) : lift(b));
export const clip = (u, low, high) => min(max(u, low), high);
/** log Σ exp(u). */
export const logSum = (...all) => {
  const most = Math.max(...all.map(({ v }) => v));
  const shares = all.map(({ v }) => Math.exp(v - most));
  const total = shares.reduce((a, b) => a + b);
  return dual(
    most + Math.log(total),
    all.reduce((sum, { d }, i) => sum + (d * shares[i]) / total, 0),
  );
};
const LOG_ROOT = 0.5 * Math.log(2 * Math.PI);
export const logDensity = (u) => dual(-0.5 * u.v * u.v - LOG_ROOT, -u.v * u.d);

/** log Φ by the continued fraction of the tail, and by the series of the density next to 0. */
export const logNormcdf = (u) => {
  const value = logCdf(u.v);
  return dual(value, u.d * Math.exp(-0.5 * u.v * u.v - LOG_ROOT - value));
};
function logCdf(x) {
  if (x > 0) return Math.log1p(-Math.exp(logCdf(-x)));
  if (x < -3) {
    let fraction = -x;
    for (let k = 200; k >= 1; k--) fraction = -x + k / fraction;
    return -0.5 * x * x - LOG_ROOT - Math.log(fraction);
  }
  let [term, sum] = [x, x];
  for (let k = 1; k < 200; k++) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return Math.log(0.5 + Math.exp(-0.5 * x * x - LOG_ROOT) * sum);
}

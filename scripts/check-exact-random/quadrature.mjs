// Moments of one draw by dense adaptive quadrature: slow, plain, and blind to how gradvar does it.
import { dual } from './dual.mjs';

const NODES = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.2077849550078985, 0,
];
const KRONROD = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
const GAUSS = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0, 0.4179591836734694];

/** Integrals of a vector of functions by the pair (7, 15), the worst panels halved until all are good. */
function integrate(f, ends, count, goal) {
  const panel = (a, b) => {
    const [half, middle] = [(b - a) / 2, (a + b) / 2];
    const [value, low] = [new Float64Array(count), new Float64Array(count)];
    NODES.forEach((x, j) => {
      for (const t of x === 0 ? [middle] : [middle - half * x, middle + half * x]) {
        const at = f(t);
        for (let i = 0; i < count; i++) {
          value[i] += half * KRONROD[j] * at[i];
          low[i] += half * GAUSS[j] * at[i];
        }
      }
    });
    return { a, b, value, error: value.map((v, i) => Math.abs(v - low[i])) };
  };
  let panels = ends.slice(1).map((b, i) => panel(ends[i], b));
  for (let round = 0; round < 60; round++) {
    const total = new Float64Array(count);
    for (const { value } of panels) value.forEach((v, i) => (total[i] += Math.abs(v)));
    const isBad = ({ error, a, b }) =>
      b - a > 1e-14 * (1 + Math.abs(a)) && error.some((e, i) => e > (goal * total[i]) / 50);
    const bad = panels.filter(isBad);
    if (bad.length === 0 || panels.length > 40000) break;
    panels = panels.flatMap((each) => {
      if (!isBad(each)) return [each];
      const middle = (each.a + each.b) / 2;
      return [panel(each.a, middle), panel(middle, each.b)];
    });
  }
  const sum = (of) =>
    Float64Array.from({ length: count }, (_, i) => panels.reduce((all, each) => all + each[of][i], 0));
  return { values: sum('value'), errors: sum('error') };
}

/** Means and variances of r, of the score and of the pathwise contributions, with rough errors. */
export function momentsOf(example, mu, sigma) {
  const { at, logAt, breaks } = example;
  const reach = logAt === undefined ? 14 : 400;
  // eps = sinh u far out, so that slow tails are reached.
  const toEps = logAt === undefined ? (u) => u : Math.sinh;
  const back = logAt === undefined ? (x) => x : Math.asinh;
  const jacobian = logAt === undefined ? () => 1 : Math.cosh;
  const limit = logAt === undefined ? reach : Math.asinh(reach * 1000);
  const inner = [0, ...breaks.map((z) => back((z - mu) / sigma))].filter((u) => Math.abs(u) < limit);
  const grid = Array.from({ length: 401 }, (_, i) => -limit + (2 * limit * i) / 400);
  const ends = [...new Set([...grid, ...inner])].sort((a, b) => a - b);
  const LOG = 0.5 * Math.log(2 * Math.PI);
  /** Of all five: their k-th power times the density, about the centers. */
  const parts = (eps) => {
    const z = dual(mu + sigma * eps, 1);
    const known = logAt === undefined ? at(z) : logAt(z);
    const [r, slope, scale] = logAt === undefined ? [known.v, known.d, 0] : [1, known.d, known.v];
    return { scale, each: [r, (r * eps) / sigma, (r * (eps * eps - 1)) / sigma, slope, slope * eps] };
  };
  const first = integrate(
    (u) => {
      const eps = toEps(u);
      const { scale, each } = parts(eps);
      const weight = Math.exp(scale - 0.5 * eps * eps - LOG) * jacobian(u);
      return weight === 0 ? each.map(() => 0) : each.map((x) => x * weight);
    },
    ends,
    5,
    1e-11,
  );
  const centers = logAt === undefined ? first.values : new Float64Array(5);
  const second = integrate(
    (u) => {
      const eps = toEps(u);
      const { scale, each } = parts(eps);
      const weight = Math.exp(2 * scale - 0.5 * eps * eps - LOG) * jacobian(u);
      return weight === 0 ? each.map(() => 0) : each.map((x, i) => (x - centers[i]) ** 2 * weight);
    },
    ends,
    5,
    1e-11,
  );
  const variances = second.values.map((v, i) => v - (first.values[i] - centers[i]) ** 2);
  return { means: first.values, variances, errors: second.errors, meanErrors: first.errors };
}

import { exp } from '../../src/elementary/exp.ts';
import { OPERATIONS } from '../../src/formula/operations/table.ts';
import type { Node, Operation } from '../../src/formula/tree/tree.ts';

/**
 * A value and its derivative in z, each with a bound on what rounding may have done to it: forward
 * differentiation with running errors, an independent account of r and r' that knows how far to trust itself.
 */
export interface Tracked {
  readonly value: number;
  readonly valueError: number;
  readonly slope: number;
  readonly slopeError: number;
}

/** Rounding of one operation, generous enough for our elementary functions and any order of summation. */
const UNIT = 16 * Number.EPSILON;

/** Nothing is claimed where rounding decides a branch, next to a pole, or far from ordinary magnitudes. */
const UNKNOWN: Tracked = { value: 0, valueError: Infinity, slope: 0, slopeError: Infinity };

function settled(tracked: Tracked): Tracked {
  const { value, slope, valueError, slopeError } = tracked;
  const sizes = [Math.abs(value), Math.abs(slope)];
  const isOrdinary = sizes.every((size) => size === 0 || (size > 1e-60 && size < 1e60));
  return isOrdinary && valueError < Infinity && slopeError < Infinity ? tracked : UNKNOWN;
}

type Slopes = (u: number, f: number) => readonly [first: number, second: number];

/** First and second derivatives of the smooth functions, from u and f(u). */
const SMOOTH: Readonly<Partial<Record<Operation, Slopes>>> = {
  exp: (_, f) => [f, f],
  expm1: (u) => [exp(u), exp(u)],
  log: (u) => [1 / u, -1 / (u * u)],
  log1p: (u) => [1 / (1 + u), -1 / ((1 + u) * (1 + u))],
  sqrt: (u, f) => [0.5 / f, -0.25 / (u * f)],
  sin: (u, f) => [OPERATIONS.cos.evaluate(u, 0, 0), -f],
  cos: (u, f) => [-OPERATIONS.sin.evaluate(u, 0, 0), -f],
  tan: (_, f) => [1 + f * f, 2 * f * (1 + f * f)],
  tanh: (u, f) => [OPERATIONS.sech2.evaluate(u, 0, 0), -2 * f * OPERATIONS.sech2.evaluate(u, 0, 0)],
  sech2: (u, f) => {
    const t = OPERATIONS.tanh.evaluate(u, 0, 0);
    return [-2 * t * f, 4 * t * t * f - 2 * f * f];
  },
  sinh: (u, f) => [OPERATIONS.cosh.evaluate(u, 0, 0), f],
  cosh: (u, f) => [OPERATIONS.sinh.evaluate(u, 0, 0), f],
  atan: (u) => [1 / (1 + u * u), (-2 * u) / ((1 + u * u) * (1 + u * u))],
  erf: (u) => [1.1283791670955126 * exp(-u * u), -2.2567583341910251 * u * exp(-u * u)],
  sigmoid: (u, f) => {
    const first = f * OPERATIONS.sigmoid.evaluate(-u, 0, 0);
    return [first, first * (1 - 2 * f)];
  },
  softplus: (u) => {
    const s = OPERATIONS.sigmoid.evaluate(u, 0, 0);
    return [s, s * OPERATIONS.sigmoid.evaluate(-u, 0, 0)];
  },
  normcdf: (u) => [OPERATIONS.normpdf.evaluate(u, 0, 0), -u * OPERATIONS.normpdf.evaluate(u, 0, 0)],
  normpdf: (u, f) => [-u * f, (u * u - 1) * f],
  asin: (u) => [1 / Math.sqrt((1 - u) * (1 + u)), u / Math.sqrt((1 - u) * (1 + u)) / ((1 - u) * (1 + u))],
  acos: (u) => [-1 / Math.sqrt((1 - u) * (1 + u)), -u / Math.sqrt((1 - u) * (1 + u)) / ((1 - u) * (1 + u))],
  asinh: (u) => [1 / Math.sqrt(1 + u * u), -u / Math.sqrt(1 + u * u) / (1 + u * u)],
  acosh: (u) => [1 / Math.sqrt((u - 1) * (u + 1)), -u / Math.sqrt((u - 1) * (u + 1)) / ((u - 1) * (u + 1))],
  atanh: (u) => [1 / ((1 - u) * (1 + u)), (2 * u) / ((1 - u) * (1 + u)) / ((1 - u) * (1 + u))],
  lognormpdf: (u) => [-u, -1],
  lognormcdf: (u) => {
    const m = OPERATIONS.mills.evaluate(u, 0, 0);
    return [m, -m * (u + m)];
  },
  mills: (u, f) => [-f * (u + f), f * ((u + f) * (u + 2 * f) - 1)],
};

/** Functions that no error in the argument may be compared with: their relative error is that of u. */
const POLES: readonly Operation[] = ['log', 'sqrt'];

/** Functions with an end of their domain at −1 or 1. */
const ENDS: readonly Operation[] = ['log1p', 'asin', 'acos', 'acosh', 'atanh'];

function smooth(operation: Operation, slopes: Slopes, u: Tracked): Tracked {
  const value = OPERATIONS[operation].evaluate(u.value, 0, 0);
  const [first, second] = slopes(u.value, value);
  if (POLES.includes(operation) && u.valueError > 1e-3 * Math.abs(u.value)) return UNKNOWN;
  const toEnd = Math.min(Math.abs(1 + u.value), Math.abs(1 - u.value));
  if (ENDS.includes(operation) && u.valueError > 1e-3 * toEnd) return UNKNOWN;
  const lost = u.valueError * (1 + Math.abs(u.value));
  if (lost > 1e-3) return UNKNOWN;
  // exp(-u*u) for erf', and squares in the like of it, lose digits with the size of u.
  const rough = UNIT * (1 + u.value * u.value);
  return {
    value,
    valueError: Math.abs(first) * u.valueError + UNIT * Math.abs(value),
    slope: first * u.slope,
    slopeError:
      Math.abs(first) * u.slopeError +
      Math.abs(second * u.slope) * u.valueError +
      rough * (Math.abs(first * u.slope) + Math.abs(second * u.slope * u.value)),
  };
}

function sum(a: Tracked, b: Tracked, sign: 1 | -1): Tracked {
  return {
    value: a.value + sign * b.value,
    valueError: a.valueError + b.valueError + UNIT * (Math.abs(a.value) + Math.abs(b.value)),
    slope: a.slope + sign * b.slope,
    slopeError: a.slopeError + b.slopeError + UNIT * (Math.abs(a.slope) + Math.abs(b.slope)),
  };
}

function product(a: Tracked, b: Tracked): Tracked {
  const value = a.value * b.value;
  const size = Math.abs(a.slope * b.value) + Math.abs(a.value * b.slope);
  return {
    value,
    valueError: Math.abs(a.value) * b.valueError + Math.abs(b.value) * a.valueError + UNIT * Math.abs(value),
    slope: a.slope * b.value + a.value * b.slope,
    slopeError:
      Math.abs(a.slope) * b.valueError +
      Math.abs(b.value) * a.slopeError +
      Math.abs(a.value) * b.slopeError +
      Math.abs(b.slope) * a.valueError +
      UNIT * size,
  };
}

function inverse(u: Tracked): Tracked {
  if (u.value === 0 || u.valueError > 1e-3 * Math.abs(u.value)) return UNKNOWN;
  const value = 1 / u.value;
  const square = value * value;
  return {
    value,
    valueError: square * u.valueError + UNIT * Math.abs(value),
    slope: -square * u.slope,
    slopeError:
      square * u.slopeError +
      2 * Math.abs(square * value * u.slope) * u.valueError +
      UNIT * square * Math.abs(u.slope),
  };
}

const constant = (value: number): Tracked => ({ value, valueError: 0, slope: 0, slopeError: 0 });

function wholePower(base: Tracked, n: number): Tracked {
  let result = constant(1);
  for (let i = 0; i < n; i++) result = settled(product(result, base));
  return result;
}

function power(base: Tracked, exponent: Tracked, exponentNode: Node): Tracked {
  const isConstant = exponent.slope === 0 && exponent.valueError === 0 && exponentNode.kind === 'number';
  if (isConstant && Number.isInteger(exponent.value) && Math.abs(exponent.value) <= 100) {
    const positive = wholePower(base, Math.abs(exponent.value));
    return exponent.value < 0 ? inverse(positive) : positive;
  }
  // x^y = exp(y log x); integers that rounding may have made are left alone.
  if (!(base.value > 0)) return UNKNOWN;
  return settled(smooth('exp', SMOOTH.exp!, product(exponent, smooth('log', SMOOTH.log!, base))));
}

/** The argument's sign if rounding cannot have changed it, else null. */
function certainSign(u: Tracked): 1 | -1 | null {
  if (!(Math.abs(u.value) > 4 * u.valueError)) return null;
  return u.value > 0 ? 1 : -1;
}

function choose(condition: Tracked, yes: Tracked, no: Tracked): Tracked {
  const side = certainSign(condition);
  return side === null ? UNKNOWN : side > 0 ? yes : no;
}

function floored(u: Tracked): Tracked {
  const below = Math.floor(u.value);
  const margin = 4 * u.valueError;
  return u.value - below > margin && below + 1 - u.value > margin ? constant(below) : UNKNOWN;
}

function applied(operation: Operation, args: readonly Tracked[], nodes: readonly Node[]): Tracked {
  const [a, b, c] = args as [Tracked, Tracked, Tracked];
  switch (operation) {
    case 'negate':
      return sum(constant(0), a, -1);
    case 'add':
      return sum(a, b, 1);
    case 'subtract':
      return sum(a, b, -1);
    case 'multiply':
      return product(a, b);
    case 'divide':
      return product(a, settled(inverse(b)));
    case 'power':
      return power(a, b, nodes[1]!);
    case 'abs':
      return choose(a, a, sum(constant(0), a, -1));
    case 'sign':
      return choose(a, constant(1), constant(-1));
    case 'step':
      return choose(a, constant(1), constant(0));
    case 'floor':
      return floored(a);
    case 'mod':
      return sum(a, product(b, floored(product(a, settled(inverse(b))))), -1);
    case 'min':
      return choose(sum(b, a, -1), a, b);
    case 'max':
      return choose(sum(a, b, -1), a, b);
    case 'clip': {
      const raised = choose(sum(a, b, -1), a, b);
      return choose(sum(c, raised, -1), raised, c);
    }
    case 'select':
      return choose(a, b, c);
    case 'logaddexp':
      return sum(b, settled(smooth('softplus', SMOOTH.softplus!, sum(a, b, -1))), 1);
    default:
      return smooth(operation, SMOOTH[operation]!, a);
  }
}

/** r and r' of a tree without parameters at z. */
export function track(node: Node, z: number): Tracked {
  const known = new Map<Node, Tracked>();
  const visit = (each: Node): Tracked => {
    const before = known.get(each);
    if (before !== undefined) return before;
    const result = settled(visitNew(each));
    known.set(each, result);
    return result;
  };
  const visitNew = (each: Node): Tracked => {
    if (each.kind === 'number') return constant(each.value);
    if (each.kind === 'z') return { value: z, valueError: 0, slope: 1, slopeError: 0 };
    if (each.kind !== 'call') throw new Error('bind parameters first');
    const args = each.args.map(visit);
    if (args.some((arg) => arg.valueError === Infinity)) return UNKNOWN;
    return applied(each.operation, args, each.args);
  };
  return visit(node);
}

import { atan } from '../../elementary/arctangent.ts';
import { erf, normcdf, normpdf } from '../../elementary/error-function.ts';
import { exp, expm1 } from '../../elementary/exp.ts';
import { cosh, sech2, sinh, tanh } from '../../elementary/hyperbolic.ts';
import { log, log1p } from '../../elementary/log.ts';
import { sigmoid, softplus } from '../../elementary/logistic.ts';
import { normquantile } from '../../elementary/normal-quantile.ts';
import { power } from '../../elementary/power.ts';
import { cos, sin, tan } from '../../elementary/trigonometric.ts';
import type { Operation } from '../tree/tree.ts';

/** How an operation may be written in a formula: with a sign, as a function, or not at all. */
export type Notation = 'sign' | 'function' | 'internal';

export interface OperationInfo {
  /** Number of arguments. */
  readonly arity: 1 | 2 | 3;
  readonly notation: Notation;
  readonly meaning: string;
  /** The value for doubles; arguments beyond the arity are ignored. NaN in gives NaN out. */
  readonly evaluate: (a: number, b: number, c: number) => number;
}

const NAN = Number.NaN;

function step(x: number): number {
  return x >= 0 ? 1 : x < 0 ? 0 : NAN;
}

function sign(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : x === 0 ? 0 : NAN;
}

function min(a: number, b: number): number {
  return a < b || Number.isNaN(a) ? a : b;
}

function max(a: number, b: number): number {
  return a > b || Number.isNaN(a) ? a : b;
}

function select(c: number, a: number, b: number): number {
  return c >= 0 ? a : c < 0 ? b : NAN;
}

function operation(
  arity: 1 | 2 | 3,
  notation: Notation,
  meaning: string,
  evaluate: OperationInfo['evaluate'],
): OperationInfo {
  return { arity, notation, meaning, evaluate };
}

/** Every operation of a tree: arity, notation, meaning and value; the one home of their semantics. */
export const OPERATIONS: Readonly<Record<Operation, OperationInfo>> = {
  negate: operation(1, 'sign', '-x', (x) => -x),
  add: operation(2, 'sign', 'x + y', (x, y) => x + y),
  subtract: operation(2, 'sign', 'x - y', (x, y) => x - y),
  multiply: operation(2, 'sign', 'x*y', (x, y) => x * y),
  divide: operation(2, 'sign', 'x/y', (x, y) => x / y),
  power: operation(2, 'sign', 'x^y; NaN for x < 0 unless y is an integer', power),
  exp: operation(1, 'function', 'e^x', exp),
  log: operation(1, 'function', 'natural logarithm', log),
  log1p: operation(1, 'function', 'log(1 + x), accurate near 0', log1p),
  expm1: operation(1, 'function', 'e^x - 1, accurate near 0', expm1),
  sqrt: operation(1, 'function', 'square root', (x) => Math.sqrt(x)),
  sin: operation(1, 'function', 'sine of x radians', sin),
  cos: operation(1, 'function', 'cosine of x radians', cos),
  tan: operation(1, 'function', 'tangent of x radians', tan),
  tanh: operation(1, 'function', 'hyperbolic tangent', tanh),
  sinh: operation(1, 'function', 'hyperbolic sine', sinh),
  cosh: operation(1, 'function', 'hyperbolic cosine', cosh),
  atan: operation(1, 'function', 'arc tangent, in radians', atan),
  erf: operation(1, 'function', 'error function', erf),
  abs: operation(1, 'function', 'absolute value', (x) => Math.abs(x)),
  sign: operation(1, 'function', '1 for x > 0, -1 for x < 0, 0 at 0', sign),
  step: operation(1, 'function', '1 for x >= 0, else 0', step),
  floor: operation(1, 'function', 'largest integer <= x', (x) => Math.floor(x)),
  mod: operation(
    2,
    'function',
    'x - y*floor(x/y); also written x mod y',
    (x, y) => x - y * Math.floor(x / y),
  ),
  min: operation(2, 'function', 'smaller of x and y', min),
  max: operation(2, 'function', 'larger of x and y', max),
  clip: operation(3, 'function', 'min(max(x, low), high)', (x, low, high) => min(max(x, low), high)),
  sigmoid: operation(1, 'function', '1/(1 + e^-x)', sigmoid),
  softplus: operation(1, 'function', 'log(1 + e^x)', softplus),
  normcdf: operation(1, 'function', 'standard normal distribution function', normcdf),
  normpdf: operation(1, 'function', 'standard normal density', normpdf),
  normquantile: operation(1, 'internal', 'inverse of normcdf', normquantile),
  sech2: operation(1, 'internal', '1/cosh(x)^2, the derivative of tanh', sech2),
  select: operation(3, 'internal', 'y for x >= 0, z for x < 0', select),
};

/** The functions a formula may call, in the order of the table. */
export const FUNCTION_NAMES: readonly Operation[] = (Object.keys(OPERATIONS) as Operation[]).filter(
  (name) => OPERATIONS[name].notation === 'function',
);

/** The operation that a function name of the formula language stands for, or null. */
export function functionNamed(name: string): Operation | null {
  return FUNCTION_NAMES.find((known) => known === name) ?? null;
}

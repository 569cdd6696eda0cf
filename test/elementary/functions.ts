import { acos, asin, atan } from '../../src/elementary/arctangent.ts';
import { erf, normcdf, normpdf } from '../../src/elementary/error-function.ts';
import { exp, expm1 } from '../../src/elementary/exp.ts';
import { cosh, sech2, sinh, tanh } from '../../src/elementary/hyperbolic.ts';
import { acosh, asinh, atanh } from '../../src/elementary/inverse-hyperbolic.ts';
import { log, log1p } from '../../src/elementary/log.ts';
import { lognormcdf, lognormpdf, mills } from '../../src/elementary/log-normal.ts';
import { logaddexp, sigmoid, softplus } from '../../src/elementary/logistic.ts';
import { normquantile } from '../../src/elementary/normal-quantile.ts';
import { power } from '../../src/elementary/power.ts';
import { cos, sin, tan } from '../../src/elementary/trigonometric.ts';

/** Every elementary function with the bound on its error that its docstring states, in ulp. */
export const FUNCTIONS: readonly {
  readonly name: string;
  readonly of: (x: number, y: number) => number;
  readonly bound: number;
}[] = [
  { name: 'exp', of: exp, bound: 1 },
  { name: 'expm1', of: expm1, bound: 2 },
  { name: 'log', of: log, bound: 1 },
  { name: 'log1p', of: log1p, bound: 1 },
  { name: 'sin', of: sin, bound: 2.5 },
  { name: 'cos', of: cos, bound: 2.5 },
  { name: 'tan', of: tan, bound: 3 },
  { name: 'sinh', of: sinh, bound: 2.5 },
  { name: 'cosh', of: cosh, bound: 2 },
  { name: 'tanh', of: tanh, bound: 2.5 },
  { name: 'sech2', of: sech2, bound: 2.5 },
  { name: 'atan', of: atan, bound: 2 },
  { name: 'erf', of: erf, bound: 2.5 },
  { name: 'normcdf', of: normcdf, bound: 4 },
  { name: 'normpdf', of: normpdf, bound: 2 },
  { name: 'sigmoid', of: sigmoid, bound: 2.5 },
  { name: 'softplus', of: softplus, bound: 2 },
  { name: 'normquantile', of: normquantile, bound: 3 },
  { name: 'asin', of: asin, bound: 2.5 },
  { name: 'acos', of: acos, bound: 2.5 },
  { name: 'asinh', of: asinh, bound: 2.5 },
  { name: 'acosh', of: acosh, bound: 2.5 },
  { name: 'atanh', of: atanh, bound: 2.5 },
  { name: 'lognormpdf', of: lognormpdf, bound: 1.5 },
  { name: 'lognormcdf', of: lognormcdf, bound: 2.5 },
  { name: 'mills', of: mills, bound: 3 },
  { name: 'power', of: power, bound: 1.5 },
  { name: 'logaddexp', of: logaddexp, bound: 2.5 },
];

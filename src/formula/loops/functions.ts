import { atan } from '../../elementary/arctangent.ts';
import { erf, normcdf, normpdf } from '../../elementary/error-function.ts';
import { exp, expm1 } from '../../elementary/exp.ts';
import { cosh, sech2, sinh, tanh } from '../../elementary/hyperbolic.ts';
import { log, log1p } from '../../elementary/log.ts';
import { lognormcdf, mills } from '../../elementary/log-normal.ts';
import { sigmoid, softplus } from '../../elementary/logistic.ts';
import { normquantile } from '../../elementary/normal-quantile.ts';
import { power } from '../../elementary/power.ts';
import { cos, sin, tan } from '../../elementary/trigonometric.ts';

/**
 * The elementary functions over whole registers: out[i] = f(a[i]) for i < count, each its own loop so that
 * the engine can inline f. `out` may be an operand.
 */
type Unary = (count: number, out: Float64Array, a: Float64Array) => void;

export const expAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = exp(a[i]!);
};

export const expm1All: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = expm1(a[i]!);
};

export const logAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = log(a[i]!);
};

export const log1pAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = log1p(a[i]!);
};

export const sinAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = sin(a[i]!);
};

export const cosAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = cos(a[i]!);
};

export const tanAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = tan(a[i]!);
};

export const sinhAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = sinh(a[i]!);
};

export const coshAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = cosh(a[i]!);
};

export const tanhAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = tanh(a[i]!);
};

export const sech2All: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = sech2(a[i]!);
};

export const atanAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = atan(a[i]!);
};

export const erfAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = erf(a[i]!);
};

export const normcdfAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = normcdf(a[i]!);
};

export const normpdfAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = normpdf(a[i]!);
};

export const lognormcdfAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = lognormcdf(a[i]!);
};

export const millsAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = mills(a[i]!);
};

export const normquantileAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = normquantile(a[i]!);
};

export const sigmoidAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = sigmoid(a[i]!);
};

export const softplusAll: Unary = (count, out, a) => {
  for (let i = 0; i < count; i++) out[i] = softplus(a[i]!);
};

export function powerAll(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = power(a[i]!, b[i]!);
}

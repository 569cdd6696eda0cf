import { evaluate } from '../../../formula/evaluate.ts';
import type { Integrand } from '../../../integrands/integrand.ts';
import { linearForm } from '../../../formula/algebra/linear-form.ts';
import type { Node } from '../../../formula/tree/tree.ts';
import { combination, NO_TERM, type Quadratic } from './polynomial.ts';
import { symmetriesAbout, type Symmetries } from './symmetries.ts';
import type { DrawVariable } from './variable.ts';

/** What the formula of r shows of its shape about mu. */
export interface Shape {
  readonly symmetry: Symmetries;
  /**
   * Coefficients in eps of r, r' and r'' at mu + sigma·eps, where they are polynomials of degree 2 or less.
   */
  readonly value: readonly number[] | null;
  readonly derivative: readonly number[] | null;
  readonly second: readonly number[] | null;
}

/** @param mayJump whether r may jump: then a constant r' says nothing of r */
export function shapeAt(integrand: Integrand, mayJump: boolean, mu: number, sigma: number): Shape {
  const { value, derivative, secondDerivative } = integrand;
  const symmetry = symmetriesAbout(integrand, mayJump, mu, sigma);
  const second = secondDerivative.kind === 'number' ? [secondDerivative.value] : null;
  const slope = linearForm(derivative);
  if (slope === null) return { symmetry, value: null, derivative: null, second };
  const [at, by] = [slope.intercept + slope.slope * mu, slope.slope * sigma];
  const isConstant = value.kind === 'number';
  return {
    symmetry,
    value: isConstant ? [value.value] : mayJump ? null : [evaluate(value, mu), at * sigma, 0.5 * by * sigma],
    derivative: [at, by],
    second,
  };
}

/**
 * Whether x, or with `evenOnly` [x(eps) + x(−eps)]/2, is the same number for every draw, by the shape of r
 * alone.
 */
export function isConstantVariable(
  { constant, baseline, value, derivative, second }: DrawVariable,
  shape: Shape,
  evenOnly: boolean,
): boolean {
  const coefficients = [...constant, 0, 0];
  const parts = [
    { factor: value, of: shape.value?.map((c, i) => (i === 0 ? c - baseline : c)) },
    { factor: derivative, of: shape.derivative },
    { factor: second, of: shape.second },
  ];
  for (const { factor, of } of parts) {
    if (factor.every((c) => c === 0)) continue;
    if (of === null || of === undefined) return false;
    factor.forEach((c, i) => of.forEach((d, j) => (coefficients[i + j]! += c * d)));
  }
  return coefficients.every((c, i) => c === 0 || i === 0 || (evenOnly && i % 2 === 1));
}

/** The same variable with those of r, r' and r'' that are one number for all z taken into its constant. */
export function folded(
  variable: DrawVariable,
  { value, derivative, secondDerivative }: Integrand,
): DrawVariable {
  let { constant } = variable;
  const fold = (of: Node, offset: number, factor: Quadratic): Quadratic => {
    if (of.kind !== 'number') return factor;
    constant = combination(1, constant, of.value - offset, factor);
    return NO_TERM;
  };
  const [v, d, s] = [
    fold(value, variable.baseline, variable.value),
    fold(derivative, 0, variable.derivative),
    fold(secondDerivative, 0, variable.second),
  ];
  return { constant, baseline: variable.baseline, value: v, derivative: d, second: s };
}

import { affineForm, combined, type AffineForm, ofOneCoordinate } from '../formula/analysis/affine-form.ts';
import { integrandOf } from './compile.ts';
import type { Integrand } from './integrand.ts';
import { call } from '../formula/tree/nodes.ts';
import type { WrittenFormula } from '../formula/totals.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';

/** r(z_1 … z_D) = coefficient·f(z_1)·…·f(z_D). */
export interface CoordinateFactor {
  readonly coefficient: number;
  readonly f: Integrand;
}

/**
 * The factor where r is a number times exponentials of affine forms of totals: f = exp(constant/D + Σ_k
 * slope_k·term_k). null where the shape of r does not say so.
 *
 * @param written without parameters, simplified
 */
export function factorOf(
  { tree, totals }: WrittenFormula,
  formula: string,
  parameters: Parameters,
  dimension: number,
): CoordinateFactor | null {
  const names = totals.map(({ name }) => name);
  const form = exponentialForm(tree, names);
  if (form === null || form.exponent.slopes.every((slope) => slope === 0)) return null;
  const f = call('exp', ofOneCoordinate(form.exponent, totals, dimension));
  return { coefficient: form.coefficient, f: integrandOf(f, formula, parameters) };
}

/** coefficient·exp(exponent). */
interface ExponentialForm {
  readonly coefficient: number;
  readonly exponent: AffineForm;
}

function exponentialForm(node: Node, names: readonly string[]): ExponentialForm | null {
  const none: AffineForm = { constant: 0, slopes: names.map(() => 0) };
  if (node.kind === 'number') return { coefficient: node.value, exponent: none };
  if (node.kind !== 'call') return null;
  if (node.operation === 'exp') {
    const exponent = affineForm(node.args[0]!, names);
    return exponent === null ? null : { coefficient: 1, exponent };
  }
  if (!['negate', 'multiply', 'divide'].includes(node.operation)) return null;
  const [u, v] = node.args.map((arg) => exponentialForm(arg, names));
  if (u === undefined || u === null || v === null) return null;
  if (v === undefined) return { ...u, coefficient: -u.coefficient };
  const isProduct = node.operation === 'multiply';
  const exponent = combined(u.exponent, 1, v.exponent, isProduct ? 1 : -1);
  const coefficient = isProduct ? u.coefficient * v.coefficient : u.coefficient / v.coefficient;
  return exponent === null || !Number.isFinite(coefficient) ? null : { coefficient, exponent };
}

import { affineForm, ofOneCoordinate } from '../formula/analysis/affine-form.ts';
import { integrandOf } from './compile.ts';
import type { Integrand } from './integrand.ts';
import type { WrittenFormula } from '../formula/totals.ts';
import type { Parameters } from '../formula/tree/tree.ts';

/**
 * f where r(z_1 … z_D) = Σ f(z_i): where r = constant + Σ_k slope_k·total_k, f is constant/D + Σ_k
 * slope_k·term_k, and slope_k/D for a mean. null where the shape of r does not say so.
 *
 * @param written without parameters, simplified
 */
export function summandOf(
  { tree, totals }: WrittenFormula,
  formula: string,
  parameters: Parameters,
  dimension: number,
): Integrand | null {
  const form = affineForm(
    tree,
    totals.map(({ name }) => name),
  );
  if (form === null) return null;
  return integrandOf(ofOneCoordinate(form, totals, dimension), formula, parameters);
}

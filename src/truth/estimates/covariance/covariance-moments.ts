import { centralCovarianceMoment } from './covariance-terms.ts';
import type { CovarianceForm } from '../../one-draw/variable/estimate-form.ts';
import { productOf, sumOf, times, type Estimated } from '../../exact/estimated.ts';
import { lightFactor } from '../../one-draw/nodes/light-factor.ts';
import { moment, type NodeFactor } from '../../one-draw/nodes/moment.ts';
import { isNone, scaled, type Quadratic } from '../../one-draw/variable/polynomial.ts';
import type { Workbench } from '../../one-draw/sharpest.ts';
import type { Standardized } from '../../one-draw/standardized.ts';
import { valueVariable, type DrawVariable } from '../../one-draw/variable/variable.ts';

/**
 * What a sample covariance of a = r and b is made of, on one grid: a and p = a·b − g standardized, powers of
 * b. With sums over m draws, (m − 1)(A − g) = Σp + g − Σa·Σb/m.
 */
export interface CovarianceParts {
  readonly value: Standardized;
  readonly product: Standardized;
  readonly weightVariance: number;
  /** E a^i·b^j·p^k·y^l, whatever m is. */
  readonly jointMoment: (exponents: readonly number[], other: NodeFactor | null) => Estimated;
}

/** b less its mean: E eps² = 1. */
function centeredWeight({ weight }: CovarianceForm): Quadratic {
  const [, c1, c2] = weight.constant;
  return [-c2, c1, c2];
}

/** (a − baseline)·b as a variable of one draw. */
export function productVariable(form: CovarianceForm, baseline: number): DrawVariable {
  const { value } = form.value;
  return { ...valueVariable, baseline, value: scaled(value[0], centeredWeight(form)) };
}

/** Errors: RangeError unless a is a multiple of r and b a polynomial in the draw. */
export function requireCovariance({ value, weight, draws }: CovarianceForm): void {
  const isMultiple =
    value.value[1] === 0 && value.value[2] === 0 && isNone(value.derivative) && isNone(value.second);
  const isPolynomial = isNone(weight.value) && isNone(weight.derivative) && isNone(weight.second);
  if (!isMultiple || !isNone(value.constant) || !isPolynomial)
    throw new RangeError('a covariance is worked out of a multiple of r with a polynomial in the draw alone');
  if (!(draws >= 2)) throw new RangeError(`a covariance needs two draws or more: ${draws}`);
}

export function covarianceParts(bench: Workbench, form: CovarianceForm): CovarianceParts {
  const { value, weight } = form;
  return bench.remembered(JSON.stringify(['covariance', value, weight]), () => newParts(bench, form));
}

function newParts({ grid, standardized }: Workbench, form: CovarianceForm): CovarianceParts {
  const value = standardized({ ...form.value, baseline: 0 });
  const weight = centeredWeight(form);
  const baseline = value.mean.value / (form.value.value[0] || 1);
  const product = standardized(productVariable(form, baseline));
  const weights = [0, 1, 2, 3, 4].map((power) => lightFactor(grid, weight, power));
  const known = new Map<NodeFactor | null, Map<string, Estimated>>();
  const jointMoment = (exponents: readonly number[], other: NodeFactor | null): Estimated => {
    const ofOther = known.get(other) ?? new Map<string, Estimated>();
    known.set(other, ofOther);
    const key = exponents.join(' ');
    const before = ofOther.get(key);
    if (before !== undefined) return before;
    const [a = 0, b = 0, p = 0, y = 0] = exponents;
    const factors: readonly (readonly [NodeFactor, number])[] = [
      [value, a],
      [product, p],
      ...(other === null ? [] : ([[other, y]] as const)),
    ];
    const found = moment(grid, factors, b === 0 ? null : weights[b]!);
    ofOther.set(key, found);
    return found;
  };
  return {
    value,
    product,
    jointMoment,
    weightVariance: weight[1] * weight[1] + 2 * weight[2] * weight[2],
  };
}

/** Var A = [Var p + (g² + Var a·Var b)/(m − 1)]/m, times the square of p's scale. */
export function covarianceVariance(
  { grid }: Workbench,
  { value, product, weightVariance }: CovarianceParts,
  m: number,
): Estimated {
  const ratio = product.inverseScale / value.inverseScale;
  const spread = times(ratio * ratio * weightVariance, moment(grid, [[value, 2]]));
  const mean = times(product.inverseScale, product.mean);
  const rest = sumOf(productOf(mean, mean), spread);
  return times(1 / m, sumOf(moment(grid, [[product, 2]]), times(1 / (m - 1), rest)));
}

/**
 * E[(A − g)^power], times p's scale to that power; with an average B of y over the same draws, E[(A −
 * g)^power·(B − EB)²].
 */
export function covarianceMoment(
  { value, product, jointMoment }: CovarianceParts,
  m: number,
  power: 2 | 4,
  other: NodeFactor | null,
): Estimated {
  const mean = times(product.inverseScale, product.mean);
  const ratio = product.inverseScale / value.inverseScale;
  const moments = (exponents: readonly number[]): Estimated => jointMoment(exponents, other);
  return centralCovarianceMoment(moments, { mean, ratio, m }, power, other !== null);
}

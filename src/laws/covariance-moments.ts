import type { CovarianceForm } from './estimate-form.ts';
import { productOf, sumOf, times, type Estimated } from './estimated.ts';
import { lightFactor } from './light-factor.ts';
import { moment, type Factor, type LightFactor } from './moment.ts';
import { isNone, scaled, type Polynomial } from './polynomial.ts';
import { expectationOfPowers, type PowerTerm } from './power-sums.ts';
import type { Workbench } from './sharpest.ts';
import type { Standardized } from './standardized.ts';
import { valueVariable, type DrawVariable } from './variable.ts';

/**
 * What a sample covariance of a = r and b is made of, on one grid: a and p = a·b − g standardized, powers of b. With sums over m
 * draws, (m − 1)(A − g) = Σp + g − Σa·Σb/m.
 */
export interface CovarianceParts {
  readonly value: Standardized;
  readonly product: Standardized;
  /** b^0 to b^4. */
  readonly weights: readonly LightFactor[];
  readonly weightVariance: number;
}

/** b less its mean: E eps² = 1. */
function centeredWeight({ weight }: CovarianceForm): Polynomial {
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

export function covarianceParts({ grid, standardized }: Workbench, form: CovarianceForm): CovarianceParts {
  const value = standardized({ ...form.value, baseline: 0 });
  const weight = centeredWeight(form);
  const baseline = value.mean.value / (form.value.value[0] || 1);
  return {
    value,
    product: standardized(productVariable(form, baseline)),
    weights: [0, 1, 2, 3, 4].map((power) => lightFactor(grid, weight, power)),
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

/** E[(A − g)^power], times p's scale to that power; with an average B of y over the same draws, E[(A − g)^power·(B − EB)²]. */
export function covarianceMoment(
  { grid }: Workbench,
  { value, product, weights }: CovarianceParts,
  m: number,
  power: 2 | 4,
  other: Factor | null,
): Estimated {
  const mean = times(product.inverseScale, product.mean);
  const share = product.inverseScale / value.inverseScale / m;
  const terms = expandedPower(power, mean.value, -share, other === null ? 0 : 2);
  const expectation = expectationOfPowers(
    terms,
    ([a = 0, b = 0, p = 0, y = 0]) =>
      moment(
        grid,
        [[value, a], [product, p], ...(other === null ? [] : ([[other, y]] as const))],
        b === 0 ? null : weights[b]!,
      ),
    m,
  );
  // The mean in the terms has an error too: E|X|^(n−1)·Y² is at most E[Y²·(1 + X^n)].
  const fromMean = power * mean.error * (Math.abs(expectation.value) + (other === null ? 1 : m));
  const each = 1 / (m - 1);
  const factor = (power === 2 ? each * each : each * each * each * each) / (other === null ? 1 : m * m);
  return times(factor, { value: expectation.value, error: expectation.error + fromMean });
}

/** Terms of (Σp + mean + share·Σa·Σb)^n·(Σy)^last, exponents of Σa, Σb, Σp and Σy. */
function expandedPower(n: number, mean: number, share: number, last: number): readonly PowerTerm[] {
  const terms: PowerTerm[] = [];
  for (let k = 0; k <= n; k++)
    for (let i = 0; i <= n - k; i++) {
      const j = n - i - k;
      const ways = factorial(n) / (factorial(i) * factorial(j) * factorial(k));
      terms.push({ coefficient: ways * powerOf(mean, j) * powerOf(share, k), exponents: [k, k, i, last] });
    }
  return terms;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function powerOf(x: number, n: number): number {
  return n === 0 ? 1 : x * powerOf(x, n - 1);
}

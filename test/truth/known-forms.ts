import { compileIntegrand } from '../../src/integrands/compile.ts';
import type { Parameters } from '../../src/formula/tree/tree.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../../src/truth/one-draw/variable/direction.ts';
import type { AverageForm, CovarianceForm } from '../../src/truth/one-draw/variable/estimate-form.ts';
import { exactLaws } from '../../src/truth/estimates/exact-laws.ts';
import type { PointLaws } from '../../src/truth/one-draw/variable/point-laws.ts';
import {
  combinedVariable,
  pathVariable,
  priceVariable,
  scoreVariable,
  valueVariable,
  weightVariable,
  type DrawVariable,
} from '../../src/truth/one-draw/variable/variable.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';

/** The estimators as forms, for tests. */

export const COMPONENTS: readonly (readonly ['mu' | 'sigma', Direction])[] = [
  ['mu', ALONG_MU],
  ['sigma', ALONG_SIGMA],
];

export function lawsAt(formula: string, mu: number, sigma: number, parameters: Parameters = {}): PointLaws {
  return exactLaws(compileIntegrand(formula, parameters))(mu, sigma);
}

export function average(variable: DrawVariable, scale = 1, draws = 1): AverageForm {
  return { kind: 'average', family: 'plain', variable, draws, scale };
}

export function mirrored(variable: DrawVariable, scale = 1, draws = 1): AverageForm {
  return { kind: 'average', family: 'mirrored', variable, draws, scale };
}

export const score = (direction: Direction, sigma: number, baseline = 0, draws = 1): AverageForm =>
  average(scoreVariable(direction, baseline), 1 / sigma, draws);

export const pathwise = (direction: Direction, draws = 1): AverageForm =>
  average(pathVariable(direction), 1, draws);

export const price = (direction: Direction, sigma: number, draws = 1): AverageForm =>
  average(priceVariable(direction, sigma), 1, draws);

export const mix = (alpha: number, direction: Direction, sigma: number): AverageForm =>
  average(combinedVariable(alpha / sigma, scoreVariable(direction), 1 - alpha, pathVariable(direction)));

export const leaveOneOut = (direction: Direction, sigma: number, draws: number): CovarianceForm => ({
  kind: 'covariance',
  value: valueVariable,
  weight: weightVariable(direction),
  draws,
  scale: 1 / sigma,
});

export const batchMean = (direction: Direction, sigma: number, draws: number): CovarianceForm => ({
  ...leaveOneOut(direction, sigma, draws),
  scale: (draws - 1) / draws / sigma,
});

/** The value; fails on what is infinite or unknown. */
export function valueOf(exact: Exact): number {
  if (exact.kind !== 'finite') throw new Error(JSON.stringify(exact));
  return exact.value;
}

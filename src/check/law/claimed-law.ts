import {
  baseComponent,
  componentScale,
  directionOf,
  type DerivedComponent,
} from '../../estimators/component.ts';
import type { Estimator } from '../../estimators/estimator.ts';
import { constantsAlong } from '../../estimators/exact/constants-along.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { averageOf } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactEstimate } from '../../truth/exact/exact.ts';
import { scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import { exactLaws } from '../../truth/estimates/exact-laws.ts';
import type { EstimateForm } from '../../truth/one-draw/variable/estimate-form.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import { averagedForm, drawTrees, type Averaged } from './averaged.ts';
import { characteristicOf } from './exact-law.ts';
import type { RowLaw } from './row-law.ts';

/** A function, where its draws lie, and what is exactly known there. */
export interface Subject {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly laws: PointLaws;
}

/** What the rows are said to be: estimates of the derivative by a component, each from m draws. */
export interface RowClaim {
  readonly estimator: Estimator;
  readonly component: DerivedComponent;
  readonly m: number;
}

/** The law of rows; if they average draws, with the average, and the law of so many times the draws. */
export interface ClaimedLaw extends RowLaw {
  readonly averaged: Averaged | null;
  readonly means: ((times: number) => RowLaw) | null;
}

export function subjectOf(integrand: Integrand, mu: number, sigma: number): Subject {
  return { integrand, mu, sigma, laws: exactLaws(integrand)(mu, sigma) };
}

/** The exact law of the rows of a correct file. */
export function claimedLaw(subject: Subject, { estimator, component, m }: RowClaim): ClaimedLaw {
  const { laws, sigma } = subject;
  const direction = directionOf(component);
  const form = estimator.form({ direction, sigma, m, constants: constantsAlong(laws, direction) });
  const base = baseComponent(component);
  return estimator.builtIn === null || base === null
    ? lawOfForm(subject, component, form)
    : withLaw(subject, component, form, averageOf(estimator.builtIn.exact(laws.exact[base]), m));
}

/** The same of an estimate of any form. */
export function lawOfForm(subject: Subject, component: DerivedComponent, form: EstimateForm): ClaimedLaw {
  return withLaw(subject, component, form, subject.laws.estimate(form, directionOf(component)));
}

function withLaw(
  { integrand, mu, sigma, laws }: Subject,
  component: DerivedComponent,
  form: EstimateForm,
  { mean, bias, variance, kurtosis }: ExactEstimate,
): ClaimedLaw {
  const scale = componentScale(component, sigma);
  const { gradient, score, pathwise } = laws.exact[baseComponent(component) ?? 'mu'];
  const averaged = averagedForm(form, scale, (eps) => drawTrees(integrand, mu, sigma, eps));
  const moments = {
    mean: scaled(mean, scale),
    bias: scaled(bias, scale),
    variance: scaledVariance(variance, scale),
    kurtosis,
  };
  const spreads = [score, pathwise].map(({ variance: each }) => Math.sqrt(numberIn(each)));
  const size = scale * (numberIn(gradient) + spreads[0]! + spreads[1]!);
  const facts = { size, rows: Infinity };
  if (averaged === null) return { ...facts, moments, averaged, means: null, seen: null };
  const { draws } = averaged;
  const seen = characteristicOf(averaged);
  const means = (times: number): RowLaw => ({
    ...facts,
    moments: averageOf(moments, times),
    seen: (waves) => seen(waves, draws * times),
  });
  return { ...means(1), averaged, means };
}

function numberIn(exact: Exact): number {
  return exact.kind === 'finite' ? Math.abs(exact.value) : 0;
}

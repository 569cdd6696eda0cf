import {
  baseComponent,
  componentScale,
  directionOf,
  type DerivedComponent,
} from '../../estimators/component.ts';
import type { Estimator } from '../../estimators/estimator.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { ownedLaws } from '../../estimators/exact/owned-laws.ts';
import { constantsAlong } from '../../estimators/exact/constants-along.ts';
import { measuredForm } from '../../estimators/measured/measured-form.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { averageOf } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactEstimate } from '../../truth/exact/exact.ts';
import { numberOrNull, scaled, scaledVariance } from '../../truth/exact/exact-number.ts';
import { exactLaws } from '../../truth/estimates/exact-laws.ts';
import type { EstimateForm } from '../../truth/one-draw/variable/estimate-form.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import { atDraw, averagedForm, drawTrees, type Averaged } from './averaged.ts';
import { drawerOf } from './drawn-rows.ts';
import { drawnLaw } from './drawn-law.ts';
import { characteristicOf } from './exact-law.ts';
import type { RowLaw } from './row-law.ts';
import { rowView, type RowView } from './row-view.ts';

/** A function, where its draws lie, and what is exactly known there. */
export interface Subject {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  /** r's own derivative along the claimed component; null for an r that does not know phi. */
  readonly own: Node | null;
  readonly laws: PointLaws;
}

/** What the rows are said to be: estimates of the derivative by a component, each from m draws. */
export interface RowClaim {
  readonly estimator: Estimator;
  readonly component: DerivedComponent;
  readonly m: number;
}

/**
 * The law of rows, and how a file of them is looked at; if they average draws, with the average, and the law
 * of so many times the draws.
 */
export interface ClaimedLaw extends RowLaw {
  /** Null where nothing is known of the law, or every row is the same number. */
  readonly view: (() => RowView) | null;
  readonly averaged: Averaged | null;
  readonly means: ((times: number) => RowLaw) | null;
}

export function subjectOf(integrand: Integrand, mu: number, sigma: number, own: Node | null = null): Subject {
  return { integrand, mu, sigma, own, laws: exactLaws(integrand)(mu, sigma) };
}

/** The exact law of the rows of a correct file. */
export function claimedLaw(subject: Subject, { estimator, component, m }: RowClaim): ClaimedLaw {
  const { laws, sigma } = subject;
  const direction = directionOf(component);
  const context = { direction, sigma, m, constants: constantsAlong(laws, direction) };
  const form = estimator.form(context);
  if (subject.own !== null) {
    const owned = ownedLaws(laws, subject, direction, { tree: subject.own, movesJumps: false });
    const own = estimator.ownTerm ? subject.own : null;
    return withLaw(subject, { component, m, own }, form, owned.estimate(estimator, context));
  }
  const base = baseComponent(component);
  return estimator.builtIn === null || base === null
    ? lawOfForm(subject, { component, m }, form)
    : withLaw(
        subject,
        { component, m, own: null },
        form,
        averageOf(estimator.builtIn.exact(laws.exact[base]), m),
      );
}

/** The same of an estimate of any form. */
export function lawOfForm(subject: Subject, claim: FormClaim, form: EstimateForm): ClaimedLaw {
  const estimate = subject.laws.estimate(form, directionOf(claim.component));
  return withLaw(subject, { ...claim, own: null }, form, estimate);
}

type FormClaim = Pick<RowClaim, 'component' | 'm'>;

function withLaw(
  subject: Subject,
  { component, m, own }: FormClaim & { readonly own: Node | null },
  form: EstimateForm,
  { mean, bias, variance, kurtosis }: ExactEstimate,
): ClaimedLaw {
  const { integrand, mu, sigma, laws } = subject;
  const scale = componentScale(component, sigma);
  const { gradient, score, pathwise } = laws.exact[baseComponent(component) ?? 'mu'];
  const averaged = averagedForm(
    form,
    scale,
    (eps) => drawTrees(integrand, mu, sigma, eps),
    own === null ? null : atDraw(own, mu, sigma),
  );
  const moments = {
    mean: scaled(mean, scale),
    bias: scaled(bias, scale),
    variance: scaledVariance(variance, scale),
    kurtosis,
  };
  const spreads = [score, pathwise].map(({ variance: each }) => Math.sqrt(numberIn(each)));
  const size = scale * (numberIn(gradient) + spreads[0]! + spreads[1]!);
  const facts = { size, rows: Infinity };
  const isConstant = moments.variance.kind === 'finite' && moments.variance.value === 0;
  const center = numberOrNull(moments.mean) ?? 0;
  if (averaged === null) {
    const rest = { ...facts, moments, averaged, means: null };
    // An average without a formula has a constant that is not known.
    const isKnown = form.kind !== 'average';
    const measured = measuredForm(form, directionOf(component), subject);
    const draw = isKnown ? drawerOf(measured, { mu, sigma, m }) : null;
    if (draw === null) return { ...rest, seen: null, view: null };
    const { seen, view } = drawnLaw(() => draw().map((row) => row * form.scale * scale));
    return { ...rest, seen, view: isConstant ? null : () => view(center) };
  }
  const { draws } = averaged;
  const deviation = Math.sqrt((numberOrNull(moments.variance) ?? 0) * draws);
  const seen = characteristicOf(averaged);
  const means = (times: number): RowLaw => ({
    ...facts,
    moments: averageOf(moments, times),
    seen: (waves) => seen(waves, draws * times),
  });
  const view = isConstant ? null : () => rowView(averaged, { center, deviation });
  return { ...means(1), averaged, means, view };
}

function numberIn(exact: Exact): number {
  return exact.kind === 'finite' ? Math.abs(exact.value) : 0;
}

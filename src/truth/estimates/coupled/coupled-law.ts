import type { Exact } from '../../exact/exact.ts';
import {
  certified,
  certifiedPositive,
  EXACT_ZERO,
  INFINITE,
  plus,
  scaled,
  scaledVariance,
  unknown,
} from '../../exact/exact-number.ts';
import { kurtosisAt } from '../../exact/at-sample-size.ts';
import type { Existence } from '../../line/existence.ts';
import { locationMoments, type CoupledMoments } from './coupled-location.ts';
import { scaleMoments } from './coupled-scale.ts';
import type { Direction } from '../../one-draw/variable/direction.ts';
import { NO_STRUCTURE } from '../../line/exact-component.ts';
import { NO_VARIANCE } from '../../exact/lacks.ts';
import { kurtosisOf, notFinite } from '../../one-draw/draw-law.ts';
import { drawnExistence, drawnVariable } from '../../one-draw/drawn.ts';
import type { CoupledForm } from '../../one-draw/variable/estimate-form.ts';
import { DISAGREE, gradientAlong } from '../../one-draw/mean-and-bias.ts';
import { lazy } from '../../one-draw/nodes/memoized.ts';
import { NEAR_BREAKS, type Point } from '../../one-draw/point.ts';
import type { ExactEstimate } from '../../exact/exact.ts';
import type { Sized, Work, Worked } from '../../one-draw/sharpest.ts';
import { valueVariable } from '../../one-draw/variable/variable.ts';

/** One draw of a part: X of d/dmu or Y of d/dsigma. */
interface Part {
  readonly mean: Exact;
  readonly variance: Exact;
  readonly kurtosis: Exact;
}

/** Both parts at a point, each worked out when it is first asked for. */
export interface CoupledParts {
  readonly location: () => Part;
  readonly scale: () => Part;
}

export function coupledParts(point: Point, work: Work): CoupledParts {
  return { location: lazy(() => locationPart(point, work)), scale: lazy(() => scalePart(point, work)) };
}

/** Exact quantities of the mean of m independent draws of p·X + q·Y. X and Y are independent. */
export function coupledLaw(
  point: Point,
  { location, scale: ofScale }: CoupledParts,
  { draws, scale }: CoupledForm,
  direction: Direction,
): ExactEstimate {
  const parts = [
    ...(direction.mu === 0 ? [] : [{ part: location(), factor: direction.mu * scale }]),
    ...(direction.sigma === 0 ? [] : [{ part: ofScale(), factor: direction.sigma * scale }]),
  ];
  const gradient = gradientAlong(point, direction);
  const lost = parts.map(({ part }) => part.mean).find(({ kind }) => kind !== 'finite');
  const isGradient = lost === undefined && gradient.kind === 'finite';
  const variance = parts
    .map(({ part, factor }) => scaledVariance(part.variance, factor))
    .reduce<Exact>(plus, EXACT_ZERO);
  return {
    mean: isGradient ? scaled(gradient, scale) : (lost ?? gradient),
    bias: isGradient ? scaled(gradient, scale - 1) : (lost ?? gradient),
    variance: scaled(variance, 1 / draws),
    kurtosis: kurtosisAt(kurtosisOfParts(parts, variance), draws),
  };
}

/** Of a sum of independent parts: κ − 3 = Σ (κ_i − 3)·V_i²/V². */
function kurtosisOfParts(
  parts: readonly { readonly part: Part; readonly factor: number }[],
  whole: Exact,
): Exact {
  const moving = parts.filter(({ part: { variance } }) => variance.kind !== 'finite' || variance.value > 0);
  if (whole.kind === 'infinite' || moving.some(({ part }) => part.kurtosis.kind === 'infinite'))
    return INFINITE;
  if (whole.kind !== 'finite') return whole;
  if (moving.length === 0 || whole.value === 0) return unknown(NO_VARIANCE);
  let [value, error] = [3, 0];
  for (const { part, factor } of moving) {
    const { variance, kurtosis } = part;
    if (variance.kind !== 'finite') return variance;
    if (kurtosis.kind !== 'finite') return kurtosis;
    const share = (factor * factor * variance.value) / whole.value;
    const doubt = (2 * variance.error) / variance.value + (2 * whole.error) / whole.value;
    value += share * share * (kurtosis.value - 3);
    error += share * share * (kurtosis.error + (kurtosis.value + 3) * doubt);
  }
  return certified({ value, error });
}

const NEAR: Worked = { kind: 'failed', reason: NEAR_BREAKS };

function locationPart(point: Point, work: Work): Part {
  const { shape } = point;
  const isZero =
    shape.symmetry.value.kind === 'even' || (shape.value !== null && (shape.value[1] ?? 0) === 0);
  const isConstant = isZero || point.isDifferenceConstant();
  // What is infinite on both sides of mu may cancel.
  const softened = (existence: Existence): Existence => (existence === 'infinite' ? 'unknown' : existence);
  const half = { kind: 'mirrored', isConstant, soften: softened, momentsOn: locationMoments } as const;
  return partOf(point, work, half);
}

function scalePart(point: Point, work: Work): Part {
  const isConstant = point.integrand.value.kind === 'number' || point.isStepAtMu();
  const soften = (existence: Existence): Existence => existence;
  return partOf(point, work, { kind: 'plain', isConstant, soften, momentsOn: scaleMoments });
}

/** What the parts by mu and by sigma differ in. */
interface HalfRules {
  readonly kind: 'plain' | 'mirrored';
  readonly isConstant: boolean;
  readonly soften: (existence: Existence) => Existence;
  readonly momentsOn: (grid: Parameters<typeof locationMoments>[0], sigma: number) => CoupledMoments;
}

function partOf(point: Point, work: Work, { kind, isConstant, soften, momentsOn }: HalfRules): Part {
  const gradient = point.exact[kind === 'plain' ? 'sigma' : 'mu'].gradient;
  if (isConstant) return { mean: gradient, variance: EXACT_ZERO, kurtosis: unknown(NO_VARIANCE) };
  const r = drawnVariable(point, 'plain', valueVariable);
  const [first, second, fourth] = (['first', 'second', 'fourth'] as const).map((degree) =>
    soften(drawnExistence(point, r, degree)),
  ) as [Existence, Existence, Existence];
  if (first !== 'finite') {
    const none = notFinite(first, NO_STRUCTURE);
    return { mean: unknown('the mean does not exist'), variance: none, kurtosis: none };
  }
  const worked = point.hasNearBreaks()
    ? NEAR
    : work(kind, 1, ({ grid }) => {
        const { mean, variance, kurtosis } = momentsOn(grid, point.sigma);
        const spread = { ...mean, size: Math.sqrt(variance.value) };
        return [
          spread,
          ...(second === 'finite' ? [{ ...variance, size: variance.value }] : []),
          ...(second === 'finite' && fourth === 'finite' ? [{ ...kurtosis, size: kurtosis.value }] : []),
        ];
      });
  if (worked.kind === 'failed') {
    const failed = unknown(worked.reason);
    return {
      mean: failed,
      variance: notFinite(second, worked.reason),
      kurtosis: notFinite(fourth, worked.reason),
    };
  }
  const [mean, known, kurtosis] = worked.values as [Sized, Sized | undefined, Sized | undefined];
  const isFar =
    gradient.kind === 'finite' && Math.abs(mean.value - gradient.value) > 2 * (mean.error + gradient.error);
  if (isFar) return { mean: unknown(DISAGREE), variance: unknown(DISAGREE), kurtosis: unknown(DISAGREE) };
  const variance = known === undefined ? notFinite(second, NO_STRUCTURE) : certifiedPositive(known);
  return {
    mean: certified(mean, Math.max(mean.size, Math.abs(mean.value))),
    variance,
    kurtosis: kurtosisOf(variance, fourth, kurtosis),
  };
}

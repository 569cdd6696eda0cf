import type { Exact } from '../exact/exact.ts';
import { certified, certifiedPositive, EXACT_ZERO, INFINITE, unknown } from '../exact/exact-number.ts';
import { NO_STRUCTURE } from '../line/exact-component.ts';
import { NO_VARIANCE } from '../exact/lacks.ts';
import type { Existence } from '../line/existence.ts';
import { drawnExistence, drawnJointExistence, type Drawn } from './drawn.ts';
import { productOf, quotientOf, rootOf, times, type Estimated } from '../exact/estimated.ts';
import { moment } from './nodes/moment.ts';
import type { Point } from './point.ts';
import type { Sized, Work } from './sharpest.ts';

/** What is exact of one draw of a variable. */
export interface DrawLaw {
  /** By quadrature; null where it is not to be had. */
  readonly mean: (Estimated & { readonly size: number }) | null;
  readonly variance: Exact;
  readonly kurtosis: Exact;
}

export function drawLaw(point: Point, work: Work, x: Drawn): DrawLaw {
  const [first, second, fourth] = (['first', 'second', 'fourth'] as const).map((degree) =>
    drawnExistence(point, x, degree),
  );
  if (first !== 'finite') {
    const none = first === 'infinite' ? INFINITE : unknown(NO_STRUCTURE);
    return { mean: null, variance: none, kurtosis: none };
  }
  const isMoment = second === 'finite' && !x.isConstant;
  const worked = work(x.kind, x.order, ({ grid, standardized }) => {
    const u = standardized(x.variable);
    const square = moment(grid, [[u, 2]]);
    const spread = isMoment ? Math.sqrt(square.value) / u.inverseScale : Math.abs(u.mean.value);
    const variance = times(1 / u.inverseScale, times(1 / u.inverseScale, square));
    const kurtosis =
      fourth === 'finite' ? quotientOf(moment(grid, [[u, 4]]), productOf(square, square)) : null;
    return [
      { ...u.mean, size: spread },
      ...(isMoment ? [{ ...variance, size: variance.value }] : []),
      ...(isMoment && kurtosis !== null ? [{ ...kurtosis, size: kurtosis.value }] : []),
    ];
  });
  if (worked.kind === 'failed') {
    const none = unknown(worked.reason);
    return {
      mean: null,
      variance: x.isConstant ? EXACT_ZERO : second === 'infinite' ? INFINITE : none,
      kurtosis: !x.isConstant && fourth === 'infinite' ? INFINITE : none,
    };
  }
  const [mean, variance, kurtosis] = worked.values as [Sized, Sized | undefined, Sized | undefined];
  if (x.isConstant) return { mean, variance: EXACT_ZERO, kurtosis: unknown(NO_VARIANCE) };
  const whole = variance === undefined ? notFinite(second!, NO_STRUCTURE) : certifiedPositive(variance);
  return { mean, variance: whole, kurtosis: kurtosisOf(whole, fourth!, kurtosis) };
}

/** A kurtosis with what its variance and the existence of fourth moments say of it. */
export function kurtosisOf(variance: Exact, fourth: Existence, kurtosis: Sized | undefined): Exact {
  if (variance.kind === 'infinite' || fourth === 'infinite') return INFINITE;
  if (fourth === 'unknown') return unknown(NO_STRUCTURE);
  if (variance.kind === 'unknown') return variance;
  if (variance.value === 0) return unknown(NO_VARIANCE);
  return certified(kurtosis!, kurtosis!.size);
}

export function notFinite(existence: Existence, reason: string): Exact {
  return existence === 'infinite' ? INFINITE : unknown(reason);
}

/** Correlation and normalized co-kurtosis E[u²v²] of two variables of the same draw. */
export interface DrawPairLaw {
  readonly correlation: Exact;
  readonly coKurtosis: Exact;
}

export function drawPairLaw(point: Point, work: Work, x: Drawn, y: Drawn): DrawPairLaw {
  if (x.isConstant || y.isConstant) return bothUnknown(NO_VARIANCE);
  const joint = drawnJointExistence(point, x, y);
  if ([x, y].some((each) => drawnExistence(point, each, 'second') !== 'finite')) {
    const none = unknown('a variance is not finite');
    return { correlation: none, coKurtosis: joint === 'infinite' ? INFINITE : none };
  }
  const order = x.order === 2 || y.order === 2 ? 2 : 1;
  const worked = work(x.kind, order, ({ grid, standardized }) => {
    const [u, v] = [standardized(x.variable), standardized(y.variable)];
    const [vu, vv] = [moment(grid, [[u, 2]]), moment(grid, [[v, 2]])];
    const product = moment(grid, [
      [u, 1],
      [v, 1],
    ]);
    const correlation = quotientOf(product, productOf(rootOf(vu), rootOf(vv)));
    if (joint !== 'finite') return [{ ...correlation, size: 1 }];
    const cross = moment(grid, [
      [u, 2],
      [v, 2],
    ]);
    const coKurtosis = quotientOf(cross, productOf(vu, vv));
    return [
      { ...correlation, size: 1 },
      { ...coKurtosis, size: coKurtosis.value },
    ];
  });
  if (worked.kind === 'failed') return bothUnknown(worked.reason);
  return pairOf(worked.values, joint, 1);
}

/** @param sign of the scales of the two */
export function pairOf(
  [rho, cross]: readonly (Sized | undefined)[],
  joint: Existence,
  sign: number,
): DrawPairLaw {
  return {
    correlation: certified({ value: sign * Math.max(-1, Math.min(1, rho!.value)), error: rho!.error }, 1),
    coKurtosis: cross === undefined ? notFinite(joint, NO_STRUCTURE) : certified(cross, cross.size),
  };
}

export function bothUnknown(reason: string): DrawPairLaw {
  return { correlation: unknown(reason), coKurtosis: unknown(reason) };
}

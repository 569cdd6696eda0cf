import { LN2, LOG_SQRT_2PI } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import { normcdf, normpdf } from '../../elementary/error-function.ts';
import { encloseGraph, logMagnitude } from '../../formula/analysis/enclosure.ts';
import type { Enclosures } from '../../formula/algebra/interval-arithmetic.ts';
import { logBound } from '../../formula/algebra/magnitude.ts';
import { amplification } from '../../formula/analysis/amplification.ts';
import type { Sizes } from './magnitudes.ts';
import type { Origin } from './panel.ts';
import { lifts } from './lifts.ts';
import { excess, logVariation } from '../../formula/analysis/resolution.ts';

/** What enclosures tell of a piece of the line. Logarithms where named so. */
export interface Inspection {
  /** Bounds of |r| and |r'|. */
  readonly logValue: number;
  readonly logDerivative: number;
  /** Bounds of |r − center| and |r' − center|; null for a center of 0, where they are those above. */
  readonly logFromCenters: readonly [number | null, number | null];
  /** Largest |eps|. */
  readonly reach: number;
  readonly logProbability: number;
  /**
   * How many times too wide the piece is for one panel to resolve every nonlinear operation; resolved for <=
   * 1.
   */
  readonly excess: number;
}

/** Relative width left out at the ends, where breaks lie only up to rounding; no node comes so close. */
const SEAM = 1e-15;

/** Numbers that r and r' are measured from: what counts as "nothing" in a piece left out. */
export interface Centers {
  readonly value: number;
  readonly derivative: number;
}

export function inspect(
  origin: Origin,
  from: number,
  to: number,
  sigma: number,
  centers: Centers,
): Inspection {
  enclosePiece(origin, from, to, sigma);
  const { graph, enclosures } = origin.work;
  const [value, derivative] = graph.roots as [number, number];
  let most = 0;
  for (let i = 0; i < graph.size; i++) most = Math.max(most, excess(graph, enclosures, i));
  const [a, b] = [origin.shift + from, origin.shift + to];
  const logProbability = logProbabilityBound(a, b, to - from);
  const seen = {
    logValue: logBound(graph, enclosures, value),
    logDerivative: logBound(graph, enclosures, derivative),
    logFromCenters: [
      logDistance(enclosures, value, centers.value),
      logDistance(enclosures, derivative, centers.derivative),
    ],
    reach: Math.max(Math.abs(a), Math.abs(b)),
    logProbability,
    excess: most >= 0 ? most : Infinity,
  } as const;
  return origin.tilt === null
    ? seen
    : { ...seen, ...lifted(seen, centers, lifts(origin.tilt, logProbability, to - from)) };
}

/** Bounds where r and r' hold a root of the density, by what that takes from them. */
function lifted(
  { logValue, logDerivative }: Sizes,
  { value, derivative }: Centers,
  [byValue, byDerivative]: readonly [number, number],
): Sizes {
  const fromCenter = (size: number, center: number): number | null =>
    center === 0 ? null : Math.max(size, logMagnitude(center)) + LN2;
  const [r, d] = [logValue + byValue, logDerivative + byDerivative];
  return {
    logValue: r,
    logDerivative: d,
    logFromCenters: [fromCenter(r, value), fromCenter(d, derivative)],
  };
}

function logDistance(e: Enclosures, place: number, center: number): number | null {
  return center === 0
    ? null
    : logMagnitude(
        Math.min(
          Number.MAX_VALUE,
          Math.max(Math.abs(e.lo[place]! - center), Math.abs(e.hi[place]! - center)),
        ),
      );
}

/** Encloses every formula of the origin over the piece; the enclosures stand in its work. */
export function enclosePiece(origin: Origin, from: number, to: number, sigma: number): void {
  const lo = origin.base + sigma * from;
  const hi = origin.base + sigma * to;
  const inward = (x: number): number => Math.min(SEAM * Math.abs(x), (hi - lo) / 64);
  encloseGraph(origin.work, lo + inward(lo), hi - inward(hi));
}

/** Bound of log P(a < eps < b): largest density times width, or times the tail's effective width 1/|eps|. */
export function logProbabilityBound(a: number, b: number, width: number): number {
  const nearest = a <= 0 && b >= 0 ? 0 : Math.min(Math.abs(a), Math.abs(b));
  const effective = Math.min(width, 2.51, nearest > 0 ? 1 / nearest : Infinity);
  return -0.5 * nearest * nearest - LOG_SQRT_2PI + log(effective);
}

/**
 * Widths below which the density times the width is more accurate than a difference of distribution
 * functions.
 */
const NARROW = 1e-5;

/** P(a < eps < b), accurate also in the tails. */
export function probabilityBetween(a: number, b: number): number {
  if (b - a < NARROW) return (b - a) * normpdf(a + (b - a) / 2);
  if (a >= 0) return normcdf(-a) - normcdf(-b);
  return b <= 0 ? normcdf(b) - normcdf(a) : 1 - normcdf(a) - normcdf(-b);
}

/** Where a piece is probed: off the middle, where symmetric formulas vanish. */
const PROBE = 0.4375;
/** One point stands for the panel: the sensitivity to rounding may be larger elsewhere in it. */
const PROBE_SAFETY = 4;

/** Bound of the error of evaluating root number `which` in a piece, as in `probe`. */
export function evaluationError(
  origin: Origin,
  from: number,
  to: number,
  sigma: number,
  which: number,
): number {
  encloseAtProbe(origin, from, to, sigma);
  const { graph, enclosures } = origin.work;
  return halfWidth(enclosures, graph.roots[which]!);
}

/** Encloses every formula of the origin at the place where a piece is probed, z uncertain by one rounding. */
function encloseAtProbe(origin: Origin, from: number, to: number, sigma: number): void {
  const z = origin.base + sigma * (from + (to - from) * PROBE);
  const rounding = 1.2e-16 * Math.abs(z);
  encloseGraph(origin.work, z - rounding, z + rounding);
}

function halfWidth({ lo, hi }: Enclosures, place: number): number {
  const half = PROBE_SAFETY * ((hi[place]! - lo[place]!) / 2);
  return half >= 0 ? half : Infinity;
}

/** Values near the middle of a piece and how well they are known. */
export interface Probe {
  readonly eps: number;
  readonly logValue: number;
  readonly logDerivative: number;
  readonly logFromCenters: readonly [number | null, number | null];
  readonly logProbability: number;
  /** From the half-widths of the enclosures there, z being uncertain by one rounding. */
  readonly valueError: number;
  readonly derivativeError: number;
}

export function probe(origin: Origin, from: number, to: number, sigma: number, centers: Centers): Probe {
  const eps = origin.shift + (from + (to - from) * PROBE);
  encloseAtProbe(origin, from, to, sigma);
  const { graph, enclosures } = origin.work;
  const { lo, hi } = enclosures;
  const [value, derivative] = graph.roots as [number, number];
  const middleOf = (place: number): number => lo[place]! + (hi[place]! - lo[place]!) / 2;
  const logProbability = -0.5 * eps * eps - LOG_SQRT_2PI + log(to - from);
  const { tilt } = origin;
  const reach = Math.max(Math.abs(from), Math.abs(to));
  const errorOf = (place: number, k: number | undefined): number =>
    halfWidth(enclosures, place) + (k === undefined ? 0 : cancelled(reach, k) * Math.abs(middleOf(place)));
  const seen = {
    eps,
    logValue: logMagnitudeOr(middleOf(value)),
    logDerivative: logMagnitudeOr(middleOf(derivative)),
    logFromCenters: [
      centers.value === 0 ? null : logMagnitudeOr(middleOf(value) - centers.value),
      centers.derivative === 0 ? null : logMagnitudeOr(middleOf(derivative) - centers.derivative),
    ],
    logProbability,
    valueError: errorOf(value, tilt?.value),
    derivativeError: errorOf(derivative, tilt?.derivative),
  } as const;
  return tilt === null ? seen : { ...seen, ...lifted(seen, centers, lifts(tilt, logProbability, to - from)) };
}

/** Roundings of the coefficients of z² in r and in the density that a sum of both holds. */
const COEFFICIENTS = 4 * 1.2e-16;

/**
 * Relative error of r·w far out, w the k-th root of the density: what is left of their coefficients of z² is
 * in error by the rounding of what cancels.
 */
function cancelled(reach: number, k: number): number {
  return (COEFFICIENTS * reach * reach) / (2 * k);
}

/** Nothing is learned from a value that is not finite. */
function logMagnitudeOr(x: number): number {
  return Number.isFinite(x) ? logMagnitude(x) : -Infinity;
}

/** Logarithms of how much r and r' vary over z in [lo, hi], and of how large they are. */
export function stripSizes(
  work: Origin['work'],
  lo: number,
  hi: number,
): { readonly change: Sizes; readonly size: Sizes } {
  encloseGraph(work, lo, hi);
  const { graph, enclosures } = work;
  const sizesBy = (of: (root: number) => number): Sizes => {
    const [logValue, logDerivative] = graph.roots.map(of) as [number, number];
    return { logValue, logDerivative, logFromCenters: [null, null] };
  };
  return {
    change: sizesBy((root) =>
      logMagnitude(Math.min(Number.MAX_VALUE, enclosures.hi[root]! - enclosures.lo[root]!)),
    ),
    size: sizesBy((root) => logBound(graph, enclosures, root)),
  };
}

/** Logarithms of bounds on what the unresolved operations of a piece can change in each root: r, r', … */
export function unresolvedVariation(
  origin: Origin,
  from: number,
  to: number,
  sigma: number,
): readonly number[] {
  enclosePiece(origin, from, to, sigma);
  const { graph, enclosures } = origin.work;
  const amplified = new Float64Array(graph.size);
  const [a, b] = [origin.shift + from, origin.shift + to];
  const lift =
    origin.tilt === null ? [] : lifts(origin.tilt, logProbabilityBound(a, b, to - from), to - from);
  return graph.roots.map((root, which) => {
    amplification(graph, enclosures, root, amplified);
    let worst = -Infinity;
    let count = 0;
    for (let i = 0; i < graph.size; i++) {
      if (excess(graph, enclosures, i) <= 1 || amplified[i] === -Infinity) continue;
      const change = amplified[i]! + logVariation(graph, enclosures, i, logBound(graph, enclosures, i));
      worst = Math.max(worst, Number.isNaN(change) ? Infinity : change);
      count++;
    }
    return count === 0 ? -Infinity : worst + log(count) + (lift[which] ?? 0);
  });
}

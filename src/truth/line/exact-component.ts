import type { Exact, ExactComponent } from '../exact/exact.ts';
import { SMALLEST, times, type Estimated } from '../exact/estimated.ts';
import {
  certified,
  certifiedPositive,
  EXACT_ZERO,
  finite,
  INFINITE,
  plus,
  unknown,
} from '../exact/exact-number.ts';
import { NO_VARIANCE } from '../exact/lacks.ts';
import { CROSS, FOURTH, PRODUCT, SECOND } from './integral-layout.ts';
import type { KnownMoments } from './integration.ts';
import { jumpTerm, type JumpTerm } from './jump-term.ts';
import type { MomentExistence } from './existence.ts';
import { PAIRS, R } from './variables.ts';

/** What the structure settles without integration. */
export interface Structure {
  /** y is the same number for every draw. */
  readonly isPathConstant: boolean;
  /** E x is 0 by symmetry. */
  readonly isGradientZero: boolean;
}

/** Exact quantities of the component whose score and pathwise variables make pair p. */
export function exactComponent(
  moments: KnownMoments,
  p: number,
  sigma: number,
  structure: Structure,
): ExactComponent {
  const [x, y] = PAIRS[p]!;
  const { exists } = moments;
  const jump = jumpTerm(moments.jumps, p === 0 ? [1] : [0, 1], sigma);
  const ofScore = variance(moments, x);
  const ofPath = structure.isPathConstant ? EXACT_ZERO : variance(moments, y);
  const [gradient, bias] =
    exists.first[R] === 'finite' ? gradientAndBias(moments, p, jump, structure, ofPath) : lackOfMean(exists);
  if (gradient.kind === 'unknown' && gradient.reason === DISAGREE) return allUnknown(DISAGREE);
  const isCross = ofScore.kind === 'finite' && ofPath.kind === 'finite' && !structure.isPathConstant;
  return {
    gradient,
    score: {
      mean: gradient,
      bias: EXACT_ZERO,
      variance: ofScore,
      kurtosis: kurtosis(moments, x, ofScore),
    },
    pathwise: {
      mean: plus(gradient, bias),
      bias,
      variance: ofPath,
      kurtosis: structure.isPathConstant ? unknown(NO_VARIANCE) : kurtosis(moments, y, ofPath),
    },
    correlation: isCross
      ? correlation(moments, p)
      : unknown(structure.isPathConstant ? NO_VARIANCE : 'a variance is not finite'),
    coKurtosis: isCross
      ? coKurtosis(moments, p)
      : exists.cross[p] === 'infinite' && !structure.isPathConstant
        ? INFINITE
        : unknown(structure.isPathConstant ? NO_VARIANCE : 'a variance is not finite'),
  };
}

export const NO_STRUCTURE = 'the growth of r or its behavior at a singular point could not be settled';
const DISAGREE = 'two ways to the gradient disagree: r may jump where the formula does not show it';

export function variance(moments: KnownMoments, v: number): Exact {
  const existence = moments.exists.second[v]!;
  if (existence === 'infinite') return INFINITE;
  if (existence === 'unknown') return unknown(NO_STRUCTURE);
  const scale = 1 / moments.inverseScale[v]!;
  return certifiedPositive(times(scale, times(scale, centralOf(moments, SECOND + v))));
}

/** A central moment of the standardized variables. */
function centralOf({ central, centralErrors }: KnownMoments, i: number): Estimated {
  return { value: central[i]!, error: centralErrors[i]! };
}

export function mean(moments: KnownMoments, v: number): Exact {
  const existence = moments.exists.first[v]!;
  if (existence !== 'finite')
    return unknown(existence === 'infinite' ? 'the mean does not exist' : NO_STRUCTURE);
  const size = Math.max(Math.abs(moments.means[v]!), moments.spreads[v]!);
  if (size === 0 && moments.meanErrors[v] === 0) return EXACT_ZERO;
  // A deviation that underflows leaves no relative scale; such errors are below every use.
  return certified({ value: moments.means[v]!, error: moments.meanErrors[v]! }, Math.max(size, SMALLEST));
}

function kurtosis(moments: KnownMoments, v: number, known: Exact): Exact {
  const { central, centralErrors, exists } = moments;
  if (known.kind === 'infinite' || exists.fourth[v] === 'infinite') return INFINITE;
  if (exists.fourth[v] === 'unknown') return unknown(NO_STRUCTURE);
  if (known.kind === 'unknown') return known;
  if (known.value === 0) return unknown(NO_VARIANCE);
  const [second, fourth] = [central[SECOND + v]!, central[FOURTH + v]!];
  const value = fourth / second / second;
  const relative = centralErrors[FOURTH + v]! / fourth + (2 * centralErrors[SECOND + v]!) / second;
  return certified({ value, error: value * relative });
}

function correlation({ central, centralErrors }: KnownMoments, p: number): Exact {
  const [x, y] = PAIRS[p]!;
  const [vx, vy] = [central[x]!, central[y]!];
  if (vx === 0 || vy === 0) return unknown(NO_VARIANCE);
  const root = Math.sqrt(vx) * Math.sqrt(vy);
  const value = Math.max(-1, Math.min(1, central[PRODUCT + p]! / root));
  const error =
    centralErrors[PRODUCT + p]! / root +
    0.5 * Math.abs(value) * (centralErrors[x]! / vx + centralErrors[y]! / vy);
  return certified({ value, error }, 1);
}

function coKurtosis({ central, centralErrors, exists }: KnownMoments, p: number): Exact {
  const [x, y] = PAIRS[p]!;
  if (exists.cross[p] === 'infinite') return INFINITE;
  if (exists.cross[p] === 'unknown') return unknown(NO_STRUCTURE);
  const [vx, vy] = [central[x]!, central[y]!];
  if (vx === 0 || vy === 0) return unknown(NO_VARIANCE);
  const value = central[CROSS + p]! / vx / vy;
  const relative =
    centralErrors[CROSS + p]! / central[CROSS + p]! + centralErrors[x]! / vx + centralErrors[y]! / vy;
  return certified({ value, error: value * relative });
}

/**
 * The gradient in two ways: E x, and E y plus the jumps (integration by parts). They must agree; the one with
 * the smaller error is taken.
 */
function gradientAndBias(
  moments: KnownMoments,
  p: number,
  { value: jump, error: jumpError, size }: JumpTerm,
  structure: Structure,
  ofPath: Exact,
): readonly [Exact, Exact] {
  const [x, y] = PAIRS[p]!;
  const score = mean(moments, x);
  const path = mean(moments, y);
  const spread = ofPath.kind === 'finite' ? Math.sqrt(ofPath.value) : 0;
  const bias = (gradient: Exact): Exact => {
    if (jump === 0 && jumpError === 0) return EXACT_ZERO;
    const slope = gradient.kind === 'finite' ? Math.abs(gradient.value) : 0;
    return certified({ value: -jump, error: jumpError }, Math.max(size, spread, slope));
  };
  if (path.kind !== 'finite')
    return [
      structure.isGradientZero && score.kind === 'finite' ? EXACT_ZERO : score,
      path.kind === 'unknown' ? path : unknown('the mean does not exist'),
    ];
  const other = path.value + jump;
  const otherError = path.error + jumpError;
  if (score.kind === 'finite' && Math.abs(score.value - other) > 2 * (score.error + otherError))
    return [unknown(DISAGREE), unknown(DISAGREE)];
  if (structure.isGradientZero) return [EXACT_ZERO, bias(EXACT_ZERO)];
  // Without the check neither a jump nor its absence is sure.
  if (score.kind !== 'finite')
    return [score, unknown('the score contribution has no certified mean to check the jumps by')];
  const gradient = otherError < score.error ? finite(other, otherError) : score;
  return [gradient, bias(gradient)];
}

/** Without a mean of r there is nothing to differentiate. */
function lackOfMean({ first }: MomentExistence): readonly [Exact, Exact] {
  const lack = unknown(first[R] === 'infinite' ? 'r has no mean, and so no gradient' : NO_STRUCTURE);
  return [lack, lack];
}

export function allUnknown(reason: string): ExactComponent {
  const each = unknown(reason);
  return {
    gradient: each,
    score: { mean: each, bias: EXACT_ZERO, variance: each, kurtosis: each },
    pathwise: { mean: each, bias: each, variance: each, kurtosis: each },
    correlation: each,
    coKurtosis: each,
  };
}

import { NORMAL_REACH } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import { breaksWithin } from '../../formula/analysis/breaks.ts';
import type { Analysis } from './analysis.ts';
import { allFinite, leaveOut, restrictByGrowth, type MomentExistence } from './existence.ts';
import { integrateParts, NO_CENTERS, type KnownMoments } from './integration.ts';
import { noMagnitudes } from './magnitudes.ts';
import { partition } from './partition.ts';
import { jumpsOf, type WorkLeft } from './pieces.ts';

/** Moments of all variables with error bounds, or why they could not be had. */
export type LineMoments =
  KnownMoments | { readonly kind: 'failed'; readonly exists: MomentExistence; readonly reason: string };

/** First tolerance, e^-60: raw moments may be far larger than central ones, which it must still serve. */
const FIRST_TOLERANCE = -60;
const LATER_TOLERANCE = -42;
/** What an attempt may take: a side of a singular point takes as long as a dozen pieces. */
const FIRST_WORK: Readonly<WorkLeft> = { visits: Infinity, sides: 640 };
const LATER_WORK: Readonly<WorkLeft> = { visits: 8000, sides: 128 };
const LAST_ATTEMPT = 2;

/**
 * Cuts the line and integrates, again where the moments turn out smaller than what was left out took them
 * for.
 *
 * @param constants variables that are the same for every draw: no moments of theirs are asked for but the
 *   mean
 */
export function momentsOf(
  analysis: Analysis,
  mu: number,
  sigma: number,
  constants: readonly number[],
): LineMoments {
  const exists = allFinite();
  for (const { direction, value, derivative } of analysis.growth)
    restrictByGrowth(exists, value, derivative, { mu, sigma, direction });
  leaveOut(exists, constants);
  const setting = { analysis, mu, sigma, logSigma: log(sigma), exists };
  let centers = NO_CENTERS;
  let magnitudes = noMagnitudes();
  let last: KnownMoments | null = null;
  for (let attempt = 0; ; attempt++) {
    const tolerance = attempt === 0 ? FIRST_TOLERANCE : LATER_TOLERANCE - 10 * attempt;
    const goal = { magnitudes, tolerance, centers };
    const parts = partition(setting, goal, attempt === 0 ? FIRST_WORK : LATER_WORK);
    // A later attempt only improves on the one before, whose numbers stand with their errors.
    if (parts.kind === 'failed')
      return last === null ? { ...parts, exists } : withFarJumps(last, analysis, mu, sigma);
    const result = integrateParts(setting, parts, goal, attempt === LAST_ATTEMPT);
    const known = result.moments;
    const wouldFail = parts.sides > LATER_WORK.sides;
    if (result.isSharp || attempt === LAST_ATTEMPT || wouldFail)
      return withFarJumps(known, analysis, mu, sigma);
    last = known;
    // What was negligible beside the first guess of the moments is not beside the moments themselves.
    magnitudes = result.magnitudes;
    centers = result.centers;
  }
}

/**
 * Jumps of r where nothing else counts any more: they tell that the pathwise estimator is biased, however
 * little. Beyond these many sigmas the density is 0 in double precision.
 */
function withFarJumps(moments: KnownMoments, analysis: Analysis, mu: number, sigma: number): KnownMoments {
  if (moments.jumps.length > 0 || !analysis.mayJump) return moments;
  const reach = NORMAL_REACH * sigma;
  const found = breaksWithin(analysis.finder, mu - reach, mu + reach);
  if (found.kind === 'too-many') return moments;
  return { ...moments, jumps: jumpsOf(found.breaks, mu, sigma) };
}

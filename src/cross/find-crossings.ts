import type { Exact } from '../truth/exact/exact.ts';
import { axisOf, type Axis } from './axis.ts';
import type { Crossings, Stretch } from './crossings.ts';
import { partsOf } from './run-parts.ts';
import { runsOf } from './runs.ts';
import { samplerOf, type Sample } from './sample.ts';
import { scan } from './scan.ts';

/**
 * Every value in a range at which a ratio of variances is 1, to about the precision of the ratio itself, with
 * the winner on both sides, and what could not be settled. The range is scanned (logarithmically if it is
 * positive and wide), finer where the ratio comes near 1; each change of the winner is refined, each dip
 * towards 1 followed to its bottom.
 *
 * Not a proof: two crossings nearer to each other than the steps of the scan (`widestStep`) can be missed
 * where the ratio varies on a scale that the scan does not see.
 *
 * @param ratio variance of the first estimator over that of the second, with a bound on its error; infinite
 *   where the second is 0 or the first infinite
 *
 * Domain: from < to, both finite. Errors: a RangeError outside of it, and what `ratio` throws.
 *
 * @example
 * const line = pointsAlong({ formula: 'cos(k*z)', parameters: {}, mu: 1, sigma: 1, vary: 'k' });
 * const { crossings } = findCrossings((k) => varianceRatio(line(k).mu), 0.5, 2);
 * crossings.length; // → 1
 */
export function findCrossings(ratio: (value: number) => Exact, from: number, to: number): Crossings {
  if (!(from < to) || !Number.isFinite(to - from))
    throw new RangeError(
      `findCrossings: found the range ${from} to ${to}, expected two numbers, the smaller first`,
    );
  const axis = axisOf(from, to);
  const sampler = samplerOf(ratio);
  const { samples, unresolved } = scan(axis, sampler);
  const parts = runsOf(samples).map((run) => partsOf(run, axis, sampler));
  const stretches = merged(parts.flatMap((part) => part.stretches));
  return {
    crossings: parts.flatMap((part) => part.crossings),
    stretches,
    widestStep: widestStep(samples, axis),
    spacing: axis.spacing,
    evaluations: sampler.evaluations(),
    unresolved,
  };
}

/** Stretches of one kind beside each other are one. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    const isSame =
      last !== undefined &&
      ((last.kind === 'won' && stretch.kind === 'won' && last.by === stretch.by) ||
        (last.kind === 'unknown' && stretch.kind === 'unknown' && last.reason === stretch.reason) ||
        (last.kind === 'even' && stretch.kind === 'even'));
    if (isSame) result[result.length - 1] = { ...last, to: stretch.to };
    else result.push(stretch);
  }
  return result;
}

function widestStep(samples: readonly Sample[], { spacing }: Axis): number {
  let widest = spacing === 'linear' ? 0 : 1;
  samples.forEach((sample, i) => {
    const before = samples[i - 1];
    if (before?.kind !== 'known' || sample.kind !== 'known') return;
    const step = spacing === 'linear' ? sample.value - before.value : sample.value / before.value;
    widest = Math.max(widest, step);
  });
  return widest;
}

import type { Exact } from '../oracle/exact.ts';
import { axisOf, type Axis } from './axis.ts';
import type { Crossing, Crossings, Stretch } from './crossings.ts';
import { refineCrossing, refineDip, type Bracket } from './refine.ts';
import { samplerOf, sideOf, type KnownSample, type Sample, type Sampler } from './sample.ts';
import { mayHide, scan } from './scan.ts';

/**
 * Every value in a range at which a ratio of variances is 1, to about the precision of the ratio itself, with the winner on both
 * sides, and what could not be settled. The range is scanned (logarithmically if it is positive and wide), finer where the ratio
 * comes near 1; each change of the winner is refined, each dip towards 1 followed to its bottom.
 *
 * Not a proof: two crossings nearer to each other than the steps of the scan (`widestStep`) can be missed where the ratio
 * varies on a scale that the scan does not see.
 *
 * @param ratio variance of the first estimator over that of the second, with a bound on its error; infinite where the second
 *   is 0 or the first infinite
 *
 * Domain: from < to, both finite. Errors: a RangeError outside of it, and what `ratio` throws.
 */
export function findCrossings(ratio: (value: number) => Exact, from: number, to: number): Crossings {
  if (!(from < to) || !Number.isFinite(to - from))
    throw new RangeError(
      `findCrossings: found the range ${from} to ${to}, expected two numbers, the smaller first`,
    );
  const axis = axisOf(from, to);
  const sampler = samplerOf(ratio);
  const { samples, isComplete } = scan(axis, sampler);
  const parts = runsOf(samples).map((run) => partsOf(run, axis, sampler));
  const stretches = merged(parts.flatMap((part) => part.stretches));
  return {
    crossings: parts.flatMap((part) => part.crossings),
    stretches,
    widestStep: widestStep(samples, axis),
    spacing: axis.spacing,
    evaluations: sampler.evaluations(),
    isComplete,
  };
}

/** Neighboring samples that are known, or unknown, all of them; unknown ones reach to the known ones beside them. */
type Run =
  | { readonly kind: 'known'; readonly samples: readonly KnownSample[] }
  | { readonly kind: 'unknown'; readonly from: number; readonly to: number; readonly reason: string };

function runsOf(samples: readonly Sample[]): readonly Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < samples.length;) {
    const { kind } = samples[i]!;
    let end = i;
    while (end < samples.length && samples[end]!.kind === kind) end += 1;
    const part = samples.slice(i, end);
    const known = part.filter((sample): sample is KnownSample => sample.kind === 'known');
    if (kind === 'known') runs.push({ kind, samples: known });
    else {
      const from = samples[i - 1]?.value ?? part[0]!.value;
      const to = samples[end]?.value ?? part.at(-1)!.value;
      runs.push({ kind, from, to, reason: reasonsOf(part) });
    }
    i = end;
  }
  return runs;
}

/** The reasons of a stretch, those that differ in numbers alone once. */
function reasonsOf(samples: readonly Sample[]): string {
  const reasons = new Map<string, string>();
  for (const sample of samples) {
    if (sample.kind === 'known') continue;
    const words = sample.reason.replace(/[-+0-9.]+(e[-+0-9]+)?/g, '');
    if (!reasons.has(words)) reasons.set(words, sample.reason);
  }
  return [...reasons.values()].join('; ');
}

interface Parts {
  readonly crossings: readonly Crossing[];
  readonly stretches: readonly Stretch[];
}

function partsOf(run: Run, axis: Axis, sampler: Sampler): Parts {
  if (run.kind === 'unknown') return { crossings: [], stretches: [run] };
  const crossings: Crossing[] = [];
  const stretches: Stretch[] = [];
  let from = run.samples[0]!.value;
  const refine = (bracket: Bracket): void => {
    const refined = refineCrossing(sampler, bracket);
    if (refined.kind === 'found') {
      const { at, below } = refined.crossing;
      crossings.push(refined.crossing);
      stretches.push({ kind: 'won', from, to: at, by: below });
      from = at;
    } else {
      close(bracket.low);
      stretches.push({ kind: 'unknown', from, to: bracket.high.value, reason: refined.sample.reason });
      from = bracket.high.value;
    }
  };
  /** Ends a stretch at a sample with a sure winner. */
  const close = (sample: KnownSample): void => {
    const side = sideOf(sample);
    if (side !== 'even' && sample.value > from)
      stretches.push({ kind: 'won', from, to: sample.value, by: side });
    from = sample.value;
  };
  const sure = run.samples.filter((sample) => sideOf(sample) !== 'even');
  const even = run.samples.filter((sample) => sideOf(sample) === 'even');
  if (sure.length === 0) return { crossings, stretches: [evenBetween(from, run.samples.at(-1)!.value)] };
  const [first, last] = [sure[0]!, sure.at(-1)!];
  if (first.value > from) {
    stretches.push(evenBetween(from, first.value));
    from = first.value;
  }
  for (let i = 1; i < sure.length; i++) {
    const [low, high] = [sure[i - 1]!, sure[i]!];
    const between = even.filter(({ value }) => value > low.value && value < high.value);
    if (between.length > 1 && isWide(between, axis)) {
      close(low);
      stretches.push(evenBetween(low.value, high.value));
      from = high.value;
    } else if (sideOf(low) !== sideOf(high)) refine({ low, high });
    else {
      const middle = between.length > 0 ? nearest(between) : low;
      const before = middle === low ? sure[i - 2] : low;
      if (before === undefined || !isDip(before, middle, high)) continue;
      const dip = refineDip(sampler, { low: before, middle, high });
      if (dip.kind === 'touch') crossings.push(dip.crossing);
      if (dip.kind === 'pair') dip.brackets.forEach(refine);
    }
  }
  close(last);
  const end = run.samples.at(-1)!.value;
  if (end > last.value) stretches.push(evenBetween(last.value, end));
  return { crossings, stretches };
}

function evenBetween(from: number, to: number): Stretch {
  return { kind: 'even', from, to };
}

/** Share of the range from which on samples that cannot be told from 1 are a stretch and not a point. */
const WIDE = 1e-3;

function isWide(even: readonly KnownSample[], { from, to }: Axis): boolean {
  return even.at(-1)!.value - even[0]!.value > WIDE * (to - from);
}

function nearest(samples: readonly KnownSample[]): KnownSample {
  return samples.reduce((best, each) => (Math.abs(each.level) < Math.abs(best.level) ? each : best));
}

function isDip(low: KnownSample, middle: KnownSample, high: KnownSample): boolean {
  const level = Math.abs(middle.level);
  const isLowest = level <= Math.abs(low.level) && level <= Math.abs(high.level);
  return isLowest && sideOf(low) === sideOf(high) && mayHide([low, middle, high]);
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

import type { Axis } from './axis.ts';
import type { Crossing, Stretch } from './crossings.ts';
import { refineCrossing, refineDip, type Bracket } from './refine.ts';
import type { Run } from './runs.ts';
import { sideOf, type KnownSample, type Sampler } from './sample.ts';
import { mayHide } from './scan.ts';

/** What a run comes to. */
export interface Parts {
  readonly crossings: readonly Crossing[];
  readonly stretches: readonly Stretch[];
}

/** Crossings and stretches of a run: between sure winners, in order, what lies between each two neighbors. */
export function partsOf(run: Run, axis: Axis, sampler: Sampler): Parts {
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
  // Of two equal ones, the second.
  const isLowest = level <= Math.abs(low.level) && level < Math.abs(high.level);
  return isLowest && sideOf(low) === sideOf(high) && mayHide([low, middle, high]);
}

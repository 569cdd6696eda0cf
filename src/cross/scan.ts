import type { Axis } from './axis.ts';
import { sideOf, type KnownSample, type Sample, type Sampler } from './sample.ts';

/** Equal steps to begin with. */
const FIRST_STEPS = 64;
/**
 * How often a step may be halved where the ratio comes near 1, and where the edge of what is known is looked
 * for.
 */
const DEEPEST = 10;
const EDGE_DEPTH = 14;
const MOST_EVALUATIONS = 20_000;
/** Where in a step the ratio is compared with what its ends and its middle say: no simple fraction. */
const PROBE = 0.276393202250021;

export interface Scan {
  /** Ascending by value; a step that could not be followed is a sample that is not known. */
  readonly samples: readonly Sample[];
  /** Steps in which the ratio changes faster than the scan could look. */
  readonly unresolved: number;
}

/** A step of the scan, with what was seen in it. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** At the ends, the middle and the probe, ascending. */
  readonly samples: readonly Sample[];
  /** Whether it may hide more than it shows. */
  readonly isOpen: boolean;
}

/**
 * Samples a range as finely as the ratio asks for: a step is halved until the log ratio bends so little in it
 * that it cannot have reached 0 in between, or has crossed it once, and what is seen at one more place is
 * what that says. All steps are looked at before narrower ones, so that where values run out no end of the
 * range is better known than the other.
 */
export function scan(axis: Axis, sampler: Sampler): Scan {
  const at = (position: number): Sample => sampler.at(axis.valueAt(position));
  let steps = Array.from({ length: FIRST_STEPS }, (_, i) =>
    stepOf(at, i / FIRST_STEPS, (i + 1) / FIRST_STEPS, 0),
  );
  for (let isDone = false; !isDone;) {
    isDone = true;
    steps = steps.flatMap((step, i) => {
      const isWanted = canBeHalved(step) || isCoarse(step, steps[i - 1], steps[i + 1]);
      if (!isWanted || sampler.evaluations() >= MOST_EVALUATIONS) return [step];
      isDone = false;
      const middle = (step.from + step.to) / 2;
      return [stepOf(at, step.from, middle, step.depth + 1), stepOf(at, middle, step.to, step.depth + 1)];
    });
  }
  const isUnresolved = steps.map((step, i) =>
    isTooFast(step, steps.slice(Math.max(0, i - ABOUT), i + ABOUT + 1)),
  );
  return {
    samples: samplesOf(steps, isUnresolved),
    unresolved: isUnresolved.filter((each) => each).length,
  };
}

function canBeHalved({ isOpen, depth, samples }: Step): boolean {
  return isOpen && depth < (samples.every(isKnown) ? DEEPEST : EDGE_DEPTH);
}

function stepOf(at: (position: number) => Sample, from: number, to: number, depth: number): Step {
  const [low, middle, high] = [at(from), at((from + to) / 2), at(to)] as const;
  const three = [low, middle, high];
  const known = three.filter(isKnown);
  if (known.length === 0) return { from, to, depth, samples: three, isOpen: false };
  if (known.length < 3) return { from, to, depth, samples: three, isOpen: true };
  if (known.every((sample) => sideOf(sample) === 'even'))
    return { from, to, depth, samples: three, isOpen: false };
  if (mayHide(known)) return { from, to, depth, samples: three, isOpen: true };
  const probe = at(from + PROBE * (to - from));
  const isOpen = !isKnown(probe) || !isExpected(known, PROBE, probe);
  return { from, to, depth, samples: [low, probe, middle, high], isOpen };
}

/**
 * Whether a step is four times as wide as one beside it: what changes so fast there may do so here, where it
 * happened not to be seen.
 */
function isCoarse({ depth, samples }: Step, ...beside: readonly (Step | undefined)[]): boolean {
  return beside.some(
    (step) => step !== undefined && step.depth > depth + 1 && [...samples, ...step.samples].every(isKnown),
  );
}

function isKnown(sample: Sample): sample is KnownSample {
  return sample.kind === 'known';
}

/** Whether a level is that of the parabola through three others, but for a quarter of what would matter. */
function isExpected(three: readonly KnownSample[], share: number, { level }: KnownSample): boolean {
  const [a, b, c] = three.map((each) => each.level) as [number, number, number];
  if (![a, b, c, level].every(Number.isFinite)) return level === a || level === c;
  const expected =
    a * (1 - share) * (1 - 2 * share) + 4 * b * share * (1 - share) - c * share * (1 - 2 * share);
  const isOneSided = a > 0 === c > 0;
  const room = isOneSided ? Math.min(Math.abs(a), Math.abs(b), Math.abs(c)) : Math.abs(c - a);
  return Math.abs(level - expected) <= 0.25 * room + 1e-12;
}

/** Steps on either side of one that are looked at with it, and how many of them must be tangled. */
const ABOUT = 3;
const TANGLED = 3;

/**
 * Whether a step hides what the scan could not follow: values ran out before it could be halved; or it is
 * among the narrowest, and the winner changes more than once in several of those about it. A single such one
 * is a touch or two close crossings, which are refined.
 */
function isTooFast(step: Step, about: readonly Step[]): boolean {
  if (!step.isOpen || !step.samples.every(isKnown)) return false;
  if (step.depth < DEEPEST) return !step.samples.some((sample) => sideOf(sample) === 'even');
  return about.filter((each) => each.samples.every(isKnown) && changesIn(each.samples) > 1).length >= TANGLED;
}

function changesIn(samples: readonly KnownSample[]): number {
  return samples.filter((sample, i) => i > 0 && sample.level > 0 !== samples[i - 1]!.level > 0).length;
}

/** Samples of steps side by side; the ends of those that could not be separated go with them. */
function samplesOf(steps: readonly Step[], isUnresolved: readonly boolean[]): readonly Sample[] {
  const reason = 'the ratio changes faster there than the scan looks';
  return steps.flatMap((step, i) => {
    const isFirst = i === 0;
    if (!isUnresolved[i]!) return step.samples.slice(isFirst ? 0 : 1);
    const middle: Sample = {
      kind: 'unknown',
      value: step.samples[Math.floor(step.samples.length / 2)]!.value,
      reason,
    };
    return [
      ...(isFirst ? step.samples.slice(0, 1) : []),
      middle,
      ...(isUnresolved[i + 1] === true ? [] : step.samples.slice(-1)),
    ];
  });
}

/** Whether the log ratio may have more zeros between three neighbors than their signs show. */
export function mayHide(three: readonly KnownSample[]): boolean {
  const sides = three.map(sideOf);
  const levels = three.map(({ level }) => level);
  const [a, b, c] = levels as [number, number, number];
  const isOneSided = sides.every((side) => side === sides[0]);
  if (levels.every((level) => Math.abs(level) === Infinity) && isOneSided) return false;
  const bend = Math.abs(b - (a + c) / 2);
  if (sides.includes('even')) return true;
  // Between neighbors a smooth curve leaves the chords by about a quarter of the bend.
  if (isOneSided) return !(bend <= 0.5 * Math.min(Math.abs(a), Math.abs(b), Math.abs(c)));
  return !(bend <= 0.25 * Math.abs(c - a));
}

import { powerOfTwo } from '../elementary/bits.ts';
import { LOG2_E } from '../elementary/constants.ts';
import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';
import { breaksWithin } from '../integrands/breaks.ts';
import type { Analysis } from './analysis.ts';
import { blurErrors, roundingErrors, type ErrorBounds } from './error-bounds.ts';
import { allFinite, leaveOut, restrictByGrowth, type MomentExistence } from './existence.ts';
import {
  CENTRAL,
  centralIntegrals,
  CROSS,
  FOURTH,
  meanIntegrals,
  SECOND,
  type Integrals,
  type Standardization,
} from './integrals.ts';
import type { Centers } from './inspection.ts';
import { noMagnitudes, type Magnitudes } from './magnitudes.ts';
import type { Jump, Panel } from './panel.ts';
import { partition, type Partition } from './partition.ts';
import { NODES, samplePanels, type SampledPanel } from './sample.ts';
import { PAIRS, PATH_MU, R, VARIABLES } from './variables.ts';

/** Means and standardized central moments with error bounds, or why they could not be had. */
export type Moments =
  | {
      readonly kind: 'moments';
      readonly exists: MomentExistence;
      /** E v and its error. */
      readonly means: Float64Array;
      readonly meanErrors: Float64Array;
      /** Deviation of each variable, or about E|v| where it has no variance. */
      readonly spreads: Float64Array;
      /** Central moments of v·inverseScale, laid out as in integrals.ts. */
      readonly central: Float64Array;
      readonly centralErrors: Float64Array;
      readonly inverseScale: Float64Array;
      readonly jumps: readonly Jump[];
    }
  | { readonly kind: 'failed'; readonly exists: MomentExistence; readonly reason: string };

const NO_CENTERS: Centers = { value: 0, derivative: 0 };

type Known = Moments & { readonly kind: 'moments' };

type Parts = Partition & { readonly kind: 'partition' };

/** Relative quadrature error that refinement aims at, and the share that pieces left out may have. */
const QUADRATURE_GOAL = 1e-11;
const BLUR_GOAL = 1e-12;
const ROUNDS = 12;
const MAX_NODES = 400_000;
/** First tolerance, e^-60: raw moments may be far larger than central ones, which it must still serve. */
const FIRST_TOLERANCE = -60;
const LATER_TOLERANCE = -42;
const LATER_VISITS = 8000;
const LAST_ATTEMPT = 2;

/** @param constants variables that are the same for every draw: no moments of theirs are asked for but the mean */
export function momentsOf(
  analysis: Analysis,
  mu: number,
  sigma: number,
  constants: readonly number[],
): Moments {
  const exists = allFinite();
  for (const { value, derivative } of analysis.growth) restrictByGrowth(exists, value, derivative, sigma);
  leaveOut(exists, constants);
  let centers = NO_CENTERS;
  let magnitudes = noMagnitudes();
  let last: Known | null = null;
  for (let attempt = 0; ; attempt++) {
    const tolerance = attempt === 0 ? FIRST_TOLERANCE : LATER_TOLERANCE - 10 * attempt;
    const parts = partition(
      analysis,
      mu,
      sigma,
      exists,
      magnitudes,
      tolerance,
      centers,
      attempt === 0 ? undefined : LATER_VISITS,
    );
    // A later attempt only improves on the one before, whose numbers stand with their errors.
    if (parts.kind === 'failed')
      return last === null ? { ...parts, exists } : withFarJumps(last, analysis, mu, sigma);
    const result = integrateParts(
      analysis,
      parts,
      sigma,
      exists,
      magnitudes,
      centers,
      attempt === LAST_ATTEMPT,
    );
    const known = result.moments;
    if (result.isSharp || attempt === LAST_ATTEMPT) return withFarJumps(known, analysis, mu, sigma);
    last = known;
    // What was negligible beside the first guess of the moments is not beside the moments themselves.
    magnitudes = result.magnitudes;
    centers = result.centers;
  }
}

/**
 * Jumps of r where nothing else counts any more: they tell that the pathwise estimator is biased, however little. Beyond
 * 38.6 sigma the density is 0 in double precision.
 */
function withFarJumps(moments: Known, analysis: Analysis, mu: number, sigma: number): Known {
  if (moments.jumps.length > 0 || !analysis.mayJump) return moments;
  const reach = 38.6 * sigma;
  const found = breaksWithin(analysis.finder, mu - reach, mu + reach);
  if (found.kind === 'too-many') return moments;
  const jumps = found.breaks
    .filter(({ height }) => height !== 0)
    .map(({ z, height }) => ({ eps: (z - mu) / sigma, height }));
  return { ...moments, jumps };
}

interface Integrated {
  readonly moments: Known;
  /** Whether what was left out is as small as it should be. */
  readonly isSharp: boolean;
  /** What a further attempt is to be based on. */
  readonly magnitudes: Magnitudes;
  readonly centers: Centers;
}

/** One round of integration over the panels at hand. */
interface Stage {
  readonly parts: Parts;
  readonly means: Float64Array;
  readonly mean: Integrals;
  readonly central: Integrals;
  readonly rounding: ErrorBounds;
  readonly standardization: Standardization;
  readonly exists: MomentExistence;
  readonly guess: Magnitudes;
}

function integrateParts(
  analysis: Analysis,
  parts: Parts,
  sigma: number,
  exists: MomentExistence,
  guess: Magnitudes,
  centers: Centers,
  isLast: boolean,
): Integrated {
  const { program } = analysis.integrand;
  let samples = samplePanels(program, parts.panels, sigma);
  const inverseScale = Float64Array.from(guess.second, scaleFor);
  const origin = new Float64Array(VARIABLES);
  origin[R] = centers.value;
  origin[PATH_MU] = centers.derivative;
  for (let round = 0; ; round++) {
    const mean = meanIntegrals(samples, sigma, origin);
    const standardization = { origin, offset: mean.values, inverseScale };
    const central = centralIntegrals(samples, sigma, standardization);
    addDropped(central.values, parts, standardization);
    const means = mean.values.map((offset, v) => origin[v]! + offset);
    const sizes = spreads(central.values, inverseScale, exists, guess);
    const rounding = roundingErrors(samples, means, central, inverseScale, sizes, sigma);
    const stage = { parts, means, mean, central, rounding, standardization, exists, guess };
    const bad = round < ROUNDS ? worstPanels(samples, stage) : [];
    if (bad.length === 0 || (samples.length + bad.length) * NODES > MAX_NODES) return finish(samples, stage);
    if (round === 0 && !isLast) {
      // Refinement would be in vain if too much has been left out.
      const tried = finish(samples, stage);
      if (!tried.isSharp) return tried;
    }
    const isBad = new Set(bad);
    const halves = bad.flatMap((p) => halved(samples[p]!.panel));
    samples = [...samples.filter((_, p) => !isBad.has(p)), ...samplePanels(program, halves, sigma)];
  }
}

/** Power of two near e^(-second/2), within the range where squares stay normal numbers. */
function scaleFor(second: number): number {
  if (!Number.isFinite(second)) return 1;
  return powerOfTwo(Math.max(-500, Math.min(500, -Math.round(0.5 * second * LOG2_E))));
}

/** Pieces left out count as v = origin. */
function addDropped(values: Float64Array, parts: Parts, { offset, inverseScale }: Standardization): void {
  const probability = parts.blurs.reduce((sum, blur) => sum + blur.probability, 0);
  if (probability === 0) return;
  const shifted = offset.map((c, v) => c * inverseScale[v]!);
  const add = (at: number, value: number): void => {
    if (value !== 0) values[at]! += value * probability;
  };
  for (let v = 0; v < VARIABLES; v++) {
    const square = shifted[v]! * shifted[v]!;
    add(SECOND + v, square);
    add(FOURTH + v, square * square);
  }
  PAIRS.forEach(([x, y], p) => {
    const product = shifted[x]! * shifted[y]!;
    add(FOURTH + VARIABLES + p, product);
    add(CROSS + p, product * product);
  });
}

/** Natural size of each integral: the value itself, or what bounds it by Cauchy and Schwarz. */
function naturalSizes(central: Float64Array): Float64Array {
  const sizes = central.slice();
  PAIRS.forEach(([x, y], p) => {
    sizes[FOURTH + VARIABLES + p] = Math.sqrt(central[SECOND + x]!) * Math.sqrt(central[SECOND + y]!);
  });
  return sizes;
}

/** Deviation of each variable, or about E|v| where it has no variance. */
function spreads(
  central: Float64Array,
  inverseScale: Float64Array,
  exists: MomentExistence,
  guess: Magnitudes,
): Float64Array {
  return inverseScale.map((scale, v) =>
    exists.second[v] === 'finite'
      ? Math.sqrt(central[SECOND + v]!) / scale
      : exp(Math.min(guess.first[v]!, 709)),
  );
}

/** Whether integral i of the central moments is wanted: it exists, and is not one that nobody reads. */
function isWanted(i: number, exists: MomentExistence): boolean {
  if (i < FOURTH) return exists.second[i] === 'finite';
  if (i < FOURTH + VARIABLES) return i > FOURTH && exists.fourth[i - FOURTH] === 'finite';
  const p = (i - FOURTH - VARIABLES) % 2;
  const [x, y] = PAIRS[p]!;
  return i < CROSS
    ? exists.second[x] === 'finite' && exists.second[y] === 'finite'
    : exists.cross[p] === 'finite';
}

/** Panels to be cut: those with more than their share of an error that is above the goal. */
function worstPanels(
  samples: readonly SampledPanel[],
  { mean, central, rounding, standardization, exists, guess }: Stage,
): readonly number[] {
  const spread = spreads(central.values, standardization.inverseScale, exists, guess);
  const sizes = naturalSizes(central.values);
  const limits: {
    readonly integrals: Integrals;
    readonly count: number;
    readonly i: number;
    readonly limit: number;
  }[] = [];
  const consider = (integrals: Integrals, count: number, i: number, size: number, rounded: number): void => {
    const goal = Math.max(QUADRATURE_GOAL * size, rounded);
    if (integrals.errors[i]! > goal && goal > 0)
      limits.push({ integrals, count, i, limit: (0.3 * goal) / samples.length });
  };
  for (let v = 0; v < VARIABLES; v++) {
    if (exists.first[v] !== 'finite') continue;
    consider(mean, VARIABLES, v, spread[v]!, rounding.means[v]!);
  }
  for (let i = 0; i < CENTRAL; i++)
    if (isWanted(i, exists)) consider(central, CENTRAL, i, sizes[i]!, rounding.central[i]!);
  const bad: number[] = [];
  samples.forEach((_, p) => {
    if (limits.some(({ integrals, count, i, limit }) => integrals.panelErrors[p * count + i]! > limit))
      bad.push(p);
  });
  return bad;
}

function halved(panel: Panel): readonly Panel[] {
  const middle = panel.from + (panel.to - panel.from) / 2;
  return [
    { ...panel, to: middle },
    { ...panel, from: middle },
  ];
}

function finish(
  samples: readonly SampledPanel[],
  { parts, means, mean, central, rounding, standardization, exists, guess }: Stage,
): Integrated {
  const { inverseScale } = standardization;
  const shifts = standardization.offset.map((c, v) => c * inverseScale[v]!);
  const blur = blurErrors(parts.blurs, shifts, inverseScale);
  const sizes = naturalSizes(central.values);
  let isSharp = true;
  const meanErrors = mean.errors.map((error, v) => {
    const left = blur.means[v]! / inverseScale[v]!;
    if (exists.second[v] === 'finite' && !(blur.means[v]! <= BLUR_GOAL * Math.sqrt(sizes[v]!)))
      isSharp = false;
    return error + left + rounding.means[v]!;
  });
  const centralErrors = central.errors.map((error, i) => {
    if (isWanted(i, exists) && !(blur.central[i]! <= BLUR_GOAL * sizes[i]!)) isSharp = false;
    return error + blur.central[i]! + rounding.central[i]!;
  });
  const moments: Known = {
    kind: 'moments',
    exists,
    means,
    meanErrors,
    spreads: spreads(central.values, inverseScale, exists, guess),
    central: central.values,
    centralErrors,
    inverseScale,
    jumps: parts.jumps,
  };
  return {
    moments,
    isSharp,
    magnitudes: trueMagnitudes(means, sizes, inverseScale),
    centers: isSharp ? NO_CENTERS : nearestValues(samples, means),
  };
}

/** Values of r and r' at nodes that come nearest to their means. */
function nearestValues(samples: readonly SampledPanel[], means: Float64Array): Centers {
  const nearest = (which: 'value' | 'derivative', mean: number): number => {
    let best = Infinity;
    for (const { nodes, start } of samples) {
      for (let j = start; j < start + NODES; j++) {
        const x = nodes[which][j]!;
        if (Math.abs(x - mean) < Math.abs(best - mean)) best = x;
      }
    }
    return Number.isFinite(best) ? best : 0;
  };
  return { value: nearest('value', means[R]!), derivative: nearest('derivative', means[PATH_MU]!) };
}

/** Logarithms of the moments as they turned out, for a second partition. */
function trueMagnitudes(means: Float64Array, central: Float64Array, inverseScale: Float64Array): Magnitudes {
  const logOf = (x: number): number => (x > 0 && x < Infinity ? log(x) : -Infinity);
  const scale = (v: number): number => -log(inverseScale[v]!);
  const magnitudes = noMagnitudes();
  for (let v = 0; v < VARIABLES; v++) {
    const second = logOf(central[SECOND + v]!) + 2 * scale(v);
    magnitudes.first[v] = Math.max(0.5 * second, logOf(Math.abs(means[v]!)) - 30);
    magnitudes.second[v] = second;
    magnitudes.fourth[v] = logOf(central[FOURTH + v]!) + 4 * scale(v);
  }
  PAIRS.forEach(([x, y], p) => {
    magnitudes.cross[p] = logOf(central[CROSS + p]!) + 2 * scale(x) + 2 * scale(y);
  });
  return magnitudes;
}

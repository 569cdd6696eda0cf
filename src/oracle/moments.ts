import { powerOfTwo } from '../elementary/bits.ts';
import { LOG2_E } from '../elementary/constants.ts';
import { log } from '../elementary/log.ts';
import type { Analysis } from './analysis.ts';
import { blurErrors, roundingErrors } from './error-bounds.ts';
import { allFinite, restrictByGrowth, type MomentExistence } from './existence.ts';
import { CENTRAL, centralIntegrals, CROSS, FOURTH, meanIntegrals, SECOND, type Integrals, type Standardization } from './integrals.ts';
import { noMagnitudes, type Magnitudes } from './magnitudes.ts';
import type { Jump, Panel } from './panel.ts';
import { partition, type Partition } from './partition.ts';
import { samplePanels, type SampledPanel } from './sample.ts';
import { PAIRS, VARIABLES } from './variables.ts';

/** Means and standardized central moments with error bounds, or why they could not be had. */
export type Moments =
  | {
      readonly kind: 'moments';
      readonly exists: MomentExistence;
      /** E v and its error. */
      readonly means: Float64Array;
      readonly meanErrors: Float64Array;
      /** Central moments of v·inverseScale, laid out as in integrals.ts. */
      readonly central: Float64Array;
      readonly centralErrors: Float64Array;
      readonly inverseScale: Float64Array;
      readonly jumps: readonly Jump[];
    }
  | { readonly kind: 'failed'; readonly exists: MomentExistence; readonly reason: string };

type Parts = Partition & { readonly kind: 'partition' };

/** Relative quadrature error that refinement aims at, and the share that pieces left out may have. */
const QUADRATURE_GOAL = 1e-11;
const BLUR_GOAL = 1e-12;
const ROUNDS = 12;
const MAX_NODES = 400_000;
/** First tolerance, e^-60: raw moments may be far larger than central ones, which it must still serve. */
const FIRST_TOLERANCE = -60;
const LATER_TOLERANCE = -42;

export function momentsOf(analysis: Analysis, mu: number, sigma: number): Moments {
  const exists = allFinite();
  for (const { value, derivative } of analysis.growth) restrictByGrowth(exists, value, derivative, sigma);
  let magnitudes = noMagnitudes();
  let tolerance = FIRST_TOLERANCE;
  for (let attempt = 0; ; attempt++) {
    const parts = partition(analysis, mu, sigma, exists, magnitudes, tolerance);
    if (parts.kind === 'failed') return { ...parts, exists };
    const result = integrateParts(analysis, parts, sigma, exists, magnitudes);
    if (result.isSharp || attempt === 2) return result.moments;
    // What was negligible beside the first guess of the moments is not beside the moments themselves.
    magnitudes = result.magnitudes;
    tolerance = LATER_TOLERANCE - 10 * attempt;
  }
}

interface Integrated {
  readonly moments: Moments;
  /** Whether what was left out is as small as it should be. */
  readonly isSharp: boolean;
  readonly magnitudes: Magnitudes;
}

function integrateParts(analysis: Analysis, parts: Parts, sigma: number, exists: MomentExistence, guess: Magnitudes): Integrated {
  const { program } = analysis.integrand;
  let samples = samplePanels(program, parts.panels, sigma);
  const inverseScale = Float64Array.from(guess.second, scaleFor);
  for (let round = 0; ; round++) {
    const mean = meanIntegrals(samples, sigma);
    const standardization = { center: mean.values, inverseScale };
    const central = centralIntegrals(samples, sigma, standardization);
    addDropped(central.values, parts, standardization);
    const bad = round < ROUNDS ? worstPanels(samples, mean, central, standardization, exists) : [];
    if (bad.length === 0 || (samples.length + bad.length) * 31 > MAX_NODES) return finish(samples, parts, mean, central, standardization, exists, sigma);
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

/** Pieces left out count as v = 0. */
function addDropped(values: Float64Array, parts: Parts, { center, inverseScale }: Standardization): void {
  const probability = parts.blurs.reduce((sum, blur) => sum + blur.probability, 0);
  if (probability === 0) return;
  const shifted = center.map((c, v) => c * inverseScale[v]!);
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

/** Whether integral i of the central moments is wanted: it exists, and is not one that nobody reads. */
function isWanted(i: number, exists: MomentExistence): boolean {
  if (i < FOURTH) return exists.second[i] === 'finite';
  if (i < FOURTH + VARIABLES) return i > FOURTH && exists.fourth[i - FOURTH] === 'finite';
  const p = (i - FOURTH - VARIABLES) % 2;
  const [x, y] = PAIRS[p]!;
  return i < CROSS ? exists.second[x] === 'finite' && exists.second[y] === 'finite' : exists.cross[p] === 'finite';
}

/** Panels to be cut: those with more than their share of an error that is above the goal. */
function worstPanels(samples: readonly SampledPanel[], mean: Integrals, central: Integrals, { inverseScale }: Standardization, exists: MomentExistence): readonly number[] {
  const sizes = naturalSizes(central.values);
  const limits: { readonly integrals: Integrals; readonly count: number; readonly i: number; readonly limit: number }[] = [];
  const consider = (integrals: Integrals, count: number, i: number, size: number): void => {
    const goal = QUADRATURE_GOAL * size;
    if (integrals.errors[i]! > goal && goal > 0) limits.push({ integrals, count, i, limit: (0.3 * goal) / samples.length });
  };
  for (let v = 0; v < VARIABLES; v++) {
    if (exists.first[v] !== 'finite') continue;
    const deviation = exists.second[v] === 'finite' ? Math.sqrt(sizes[v]!) / inverseScale[v]! : Math.abs(mean.values[v]!);
    consider(mean, VARIABLES, v, deviation);
  }
  for (let i = 0; i < CENTRAL; i++) if (isWanted(i, exists)) consider(central, CENTRAL, i, sizes[i]!);
  const bad: number[] = [];
  samples.forEach((_, p) => {
    if (limits.some(({ integrals, count, i, limit }) => integrals.panelErrors[p * count + i]! > limit)) bad.push(p);
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

function finish(samples: readonly SampledPanel[], parts: Parts, mean: Integrals, central: Integrals, standardization: Standardization, exists: MomentExistence, sigma: number): Integrated {
  const { inverseScale } = standardization;
  const blur = blurErrors(parts.blurs, standardization);
  const rounding = roundingErrors(samples, mean.values, central.values, standardization, sigma);
  const sizes = naturalSizes(central.values);
  let isSharp = true;
  const meanErrors = mean.errors.map((error, v) => {
    const left = blur.means[v]! / inverseScale[v]!;
    if (exists.second[v] === 'finite' && !(blur.means[v]! <= BLUR_GOAL * Math.sqrt(sizes[v]!))) isSharp = false;
    return error + left + rounding.means[v]!;
  });
  const centralErrors = central.errors.map((error, i) => {
    if (isWanted(i, exists) && !(blur.central[i]! <= BLUR_GOAL * sizes[i]!)) isSharp = false;
    return error + blur.central[i]! + rounding.central[i]!;
  });
  const moments: Moments = {
    kind: 'moments',
    exists,
    means: mean.values,
    meanErrors,
    central: central.values,
    centralErrors,
    inverseScale,
    jumps: parts.jumps,
  };
  return { moments, isSharp, magnitudes: trueMagnitudes(mean.values, sizes, inverseScale) };
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

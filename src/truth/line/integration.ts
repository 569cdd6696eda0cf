import type { CutGoal } from './cutting.ts';
import { blurErrors, roundingErrors } from './error-bounds.ts';
import type { MomentExistence } from './existence.ts';
import type { Centers } from './inspection.ts';
import { CROSS, FOURTH, PRODUCT, SECOND, SIZE, type Standardization } from './integral-layout.ts';
import { centralIntegrals, meanIntegrals } from './integrals.ts';
import type { Magnitudes } from './magnitudes.ts';
import { inverseScaleOf, isWanted, naturalSizes, spreads } from './moment-sizes.ts';
import { nearestValues, trueMagnitudes } from './next-attempt.ts';
import type { Dropped, Jump, Panel } from './panel.ts';
import type { Partition } from './partition.ts';
import type { CutSetting } from './pieces.ts';
import { halved, worstPanels, type Errors } from './refinement.ts';
import { NODES, samplePanels, type SampledPanel } from './sample.ts';
import { PAIRS, PATH_MU, R, VARIABLES } from './variables.ts';

/** Means and standardized central moments with error bounds. */
export interface KnownMoments {
  readonly kind: 'moments';
  readonly exists: MomentExistence;
  /** E v and its error. */
  readonly means: Float64Array;
  readonly meanErrors: Float64Array;
  /** Natural size of each mean: the deviation, or E|v| where there is no finite variance. */
  readonly spreads: Float64Array;
  /** Central moments of v·inverseScale, laid out as in integrals.ts. */
  readonly central: Float64Array;
  readonly centralErrors: Float64Array;
  readonly inverseScale: Float64Array;
  readonly jumps: readonly Jump[];
  readonly line: ResolvedLine;
}

/**
 * The panels that the moments were worked out on, the pieces left out, and what r and r' count as in these.
 */
export interface ResolvedLine {
  readonly panels: readonly Panel[];
  readonly dropped: readonly Dropped[];
  readonly centers: Centers;
  readonly hasStrips: boolean;
  /** Some panels hold r times a root of the density. */
  readonly hasTails: boolean;
}

type Parts = Partition & { readonly kind: 'partition' };

/** Share of a moment that the pieces left out may have. */
const BLUR_GOAL = 1e-12;
const ROUNDS = 12;
const MAX_NODES = 400_000;
export const NO_CENTERS: Centers = { value: 0, derivative: 0 };

export interface Integrated {
  readonly moments: KnownMoments;
  /** Whether what was left out is as small as it should be. */
  readonly isSharp: boolean;
  /** What a further attempt is to be based on. */
  readonly magnitudes: Magnitudes;
  readonly centers: Centers;
}

/** One round of integration over the panels at hand. */
interface Stage extends Errors {
  readonly parts: Parts;
  readonly centers: Centers;
  readonly means: Float64Array;
  readonly standardization: Standardization;
}

/**
 * Integrates over the panels, cutting those whose error is too large, and adds up all errors.
 *
 * @param goal what the partition went by
 * @param isLast no further attempt will be made: refine whatever has been left out
 */
export function integrateParts(
  { analysis, sigma, exists }: CutSetting,
  parts: Parts,
  { magnitudes, centers }: CutGoal,
  isLast: boolean,
): Integrated {
  const { program } = analysis.integrand;
  let samples = samplePanels(program, parts.panels, sigma);
  const inverseScale = Float64Array.from(magnitudes.second, scaleFor);
  const origin = new Float64Array(VARIABLES);
  origin[R] = centers.value;
  origin[PATH_MU] = centers.derivative;
  for (let round = 0; ; round++) {
    const mean = meanIntegrals(samples, sigma, origin);
    const standardization = { origin, offset: mean.values.slice(0, VARIABLES), inverseScale };
    const central = centralIntegrals(samples, sigma, standardization);
    addDropped(central.values, parts, standardization);
    const means = origin.map((from, v) => from + mean.values[v]!);
    const spread = spreads(central.values, mean.values.subarray(SIZE), inverseScale, exists);
    const integrated = { samples, means, mean, central, inverseScale, spread, sigma };
    const rounding = roundingErrors(integrated);
    const stage = { parts, centers, means, mean, central, rounding, standardization, exists, spread };
    const bad = round < ROUNDS ? worstPanels(samples.length, stage) : [];
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

/** By the logarithm of the second moment. */
function scaleFor(second: number): number {
  return Number.isFinite(second) ? inverseScaleOf(0.5 * second) : 1;
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
    add(PRODUCT + p, product);
    add(CROSS + p, product * product);
  });
}

function finish(
  samples: readonly SampledPanel[],
  { parts, centers, means, mean, central, rounding, standardization, exists, spread }: Stage,
): Integrated {
  const { inverseScale } = standardization;
  const shifts = standardization.offset.map((c, v) => c * inverseScale[v]!);
  const blur = blurErrors(parts.blurs, shifts, inverseScale);
  const sizes = naturalSizes(central.values);
  let isSharp = true;
  const meanErrors = means.map((_, v) => {
    const left = blur.means[v]! / inverseScale[v]!;
    if (exists.second[v] === 'finite' && !(blur.means[v]! <= BLUR_GOAL * Math.sqrt(sizes[v]!)))
      isSharp = false;
    return mean.errors[v]! + left + rounding.means[v]!;
  });
  const centralErrors = central.errors.map((error, i) => {
    if (isWanted(i, exists) && !(blur.central[i]! <= BLUR_GOAL * sizes[i]!)) isSharp = false;
    return error + blur.central[i]! + rounding.central[i]!;
  });
  const moments: KnownMoments = {
    kind: 'moments',
    exists,
    means,
    meanErrors,
    spreads: spread,
    central: central.values,
    centralErrors,
    inverseScale,
    jumps: parts.jumps,
    line: {
      panels: samples.map(({ panel }) => panel),
      dropped: parts.dropped,
      centers,
      hasStrips: parts.hasStrips,
      hasTails: samples.some(({ panel }) => panel.origin.tilt !== null),
    },
  };
  return {
    moments,
    isSharp,
    magnitudes: trueMagnitudes(means, sizes, inverseScale),
    centers: isSharp ? NO_CENTERS : nearestValues(samples, means),
  };
}

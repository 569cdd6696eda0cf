import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';
import { CENTRAL, CROSS, FOURTH, PRODUCT, SECOND, type Standardization } from './integrals.ts';
import { variableBounds } from './magnitudes.ts';
import type { Blur } from './panel.ts';
import { probabilityBetween } from './inspection.ts';
import type { SampledPanel } from './sample.ts';
import { PAIRS, VARIABLES } from './variables.ts';

/** Bounds on the errors of the means and of the standardized central moments. */
export interface ErrorBounds {
  readonly means: Float64Array;
  readonly central: Float64Array;
}

function none(): ErrorBounds {
  return { means: new Float64Array(VARIABLES), central: new Float64Array(CENTRAL) };
}

/**
 * Errors from pieces left out and from unresolved parts, the means standardized as well:
 * |(u+δ)^k − u^k| <= k δ (|u|+δ)^(k−1) on a set of small probability, u about the mean.
 */
export function blurErrors(blurs: readonly Blur[], { center, inverseScale }: Standardization): ErrorBounds {
  const bounds = none();
  const logScale = inverseScale.map((s) => log(s));
  const change = new Float64Array(VARIABLES);
  const top = new Float64Array(VARIABLES);
  for (const blur of blurs) {
    const probability = exp(Math.min(0, blur.logProbability));
    for (let v = 0; v < VARIABLES; v++) {
      // Logarithms are joined with the probability before exp, so that a huge bound on a tiny set stays finite.
      const share = 0.25 * Math.min(0, blur.logProbability);
      change[v] = exp(blur.change[v]! + logScale[v]! + share);
      top[v] = exp(blur.size[v]! + logScale[v]! + share) + change[v]! + Math.abs(center[v]! * inverseScale[v]!) * exp(share);
    }
    addChange(bounds, change, top, Math.sqrt(Math.sqrt(probability)));
  }
  return bounds;
}

/** @param root fourth root of the probability, which `change` and `top` already carry once each */
function addChange({ means, central }: ErrorBounds, change: Float64Array, top: Float64Array, root: number): void {
  const square = root * root;
  for (let v = 0; v < VARIABLES; v++) {
    const [d, t] = [change[v]!, top[v]!];
    if (d === 0) continue;
    means[v]! += d * square * root;
    central[SECOND + v]! += 2 * d * t * square;
    central[FOURTH + v]! += 4 * d * t * t * t;
  }
  PAIRS.forEach(([x, y], p) => {
    const [dx, tx, dy, ty] = [change[x]!, top[x]!, change[y]!, top[y]!];
    if (dx > 0 || dy > 0) {
      central[PRODUCT + p]! += (dx * ty + dy * tx) * square;
      central[CROSS + p]! += 2 * dx * tx * ty * ty + 2 * dy * ty * tx * tx;
    }
  });
}

/** Relative rounding of the sums and of the products in them. */
const ARITHMETIC = 4e-15;

/**
 * Errors of evaluating r and r' (bounds from enclosures at the middle of each panel) and of the arithmetic, carried to
 * the moments with Minkowski's inequality: the k-th root of E|u|^k changes by at most that of E|δ|^k.
 */
export function roundingErrors(samples: readonly SampledPanel[], means: Float64Array, centrals: Float64Array, { inverseScale }: Standardization, sigma: number): ErrorBounds {
  const { means: meanErrors, central } = none();
  const second = new Float64Array(VARIABLES);
  const fourth = new Float64Array(VARIABLES);
  const first = new Float64Array(VARIABLES);
  const delta = new Float64Array(VARIABLES);
  const logSigma = log(sigma);
  const logDelta = new Float64Array(VARIABLES);
  for (const { panel } of samples) {
    const [a, b] = [panel.origin.shift + panel.from, panel.origin.shift + panel.to];
    const probability = probabilityBetween(a, b);
    const reach = Math.max(Math.abs(a), Math.abs(b));
    variableBounds(logDelta, logOf(panel.valueError), logOf(panel.derivativeError), reach, logSigma);
    for (let v = 0; v < VARIABLES; v++) {
      delta[v] = exp(logDelta[v]! + log(inverseScale[v]!));
      const square = delta[v]! * delta[v]!;
      if (delta[v] === 0) continue;
      first[v]! += delta[v]! * probability;
      second[v]! += square * probability;
      fourth[v]! += square * square * probability;
    }
  }
  for (let v = 0; v < VARIABLES; v++) {
    meanErrors[v] = first[v]! / inverseScale[v]! + ARITHMETIC * (Math.abs(means[v]!) + Math.sqrt(centrals[v]!) / inverseScale[v]!);
    central[SECOND + v] = grown(centrals[SECOND + v]!, second[v]!, 2) + ARITHMETIC * centrals[SECOND + v]!;
    central[FOURTH + v] = grown(centrals[FOURTH + v]!, fourth[v]!, 4) + 2 * ARITHMETIC * centrals[FOURTH + v]!;
  }
  PAIRS.forEach(([x, y], p) => {
    const relative = (v: number): number => relativeGrowth(centrals[FOURTH + v]!, fourth[v]!);
    const [deviationX, deviationY] = [Math.sqrt(centrals[x]!), Math.sqrt(centrals[y]!)];
    const [errorX, errorY] = [Math.sqrt(second[x]!), Math.sqrt(second[y]!)];
    central[PRODUCT + p] = errorX * (deviationY + errorY) + errorY * deviationX + ARITHMETIC * deviationX * deviationY;
    central[CROSS + p] = 2 * (relative(x) + relative(y)) * Math.sqrt(centrals[FOURTH + x]! * centrals[FOURTH + y]!) + 2 * ARITHMETIC * centrals[CROSS + p]!;
  });
  return { means: meanErrors, central };
}

function logOf(x: number): number {
  return x === 0 ? -Infinity : x < Infinity ? log(x) : Infinity;
}

/** (a^(1/k) + b^(1/k))^k − a for k = 2 or 4, without cancellation. */
function grown(a: number, b: number, k: 2 | 4): number {
  if (b === 0) return 0;
  const ratio = k === 2 ? Math.sqrt(b / a) : Math.sqrt(Math.sqrt(b / a));
  if (!(ratio < 1)) return k === 2 ? 4 * b : 16 * b;
  return k === 2 ? a * ratio * (2 + ratio) : a * ratio * (4 + ratio * (6 + ratio * (4 + ratio)));
}

function relativeGrowth(a: number, b: number): number {
  return b === 0 ? 0 : Math.sqrt(Math.sqrt(b / a));
}

import { LN2 } from '../../elementary/constants.ts';
import { exp } from '../../elementary/exp.ts';
import { log } from '../../elementary/log.ts';
import { CENTRAL, CROSS, FOURTH, MEANS, PRODUCT, SECOND, SIZE } from './integral-layout.ts';
import { type Integrals } from './integrals.ts';
import { lifts } from './lifts.ts';
import { endShare, type Blur, type Panel } from './panel.ts';
import { logProbabilityBound } from './inspection.ts';
import type { SampledPanel } from './sample.ts';
import { isPath, PAIRS, PATH_MU, PATH_SIGMA, R, SCORE_MU, SCORE_SIGMA, VARIABLES } from './variables.ts';

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
 * |(u+δ)^k − u^k| <= k δ (|u|+δ)^(k−1) on a set of small probability.
 *
 * @param shifts standardized distance of each variable's center from its mean
 */
export function blurErrors(
  blurs: readonly Blur[],
  shifts: Float64Array,
  inverseScale: Float64Array,
): ErrorBounds {
  const { means, central } = none();
  const logScale = inverseScale.map(logOf);
  const logShift = shifts.map((shift) => logOf(Math.abs(shift)));
  const change = new Float64Array(VARIABLES);
  const top = new Float64Array(VARIABLES);
  for (const { change: changes, size, logProbability } of blurs) {
    const p = Math.min(0, logProbability);
    for (let v = 0; v < VARIABLES; v++) {
      const d = changes[v]! + logScale[v]!;
      const t = Math.max(size[v]! + logScale[v]!, d, logShift[v]!) + LN2;
      change[v] = d;
      top[v] = t;
      if (d === -Infinity) continue;
      // Logarithms are joined before exp, so that a huge bound on a tiny set stays finite.
      means[v]! += exp(d + p);
      central[SECOND + v]! += 2 * exp(d + t + p);
      central[FOURTH + v]! += 4 * exp(d + 3 * t + p);
    }
    for (let pair = 0; pair < PAIRS.length; pair++) {
      const [x, y] = PAIRS[pair]!;
      const [dx, tx, dy, ty] = [change[x]!, top[x]!, change[y]!, top[y]!];
      if (dx === -Infinity && dy === -Infinity) continue;
      central[PRODUCT + pair]! += exp(dx + ty + p) + exp(dy + tx + p);
      central[CROSS + pair]! += 2 * (exp(dx + tx + 2 * ty + p) + exp(dy + ty + 2 * tx + p));
    }
  }
  return { means, central };
}

/** Relative rounding of the sums and of the products in them. */
const ARITHMETIC = 4e-15;

/** Panels with the integrals over them. */
interface IntegratedLine {
  readonly samples: readonly SampledPanel[];
  readonly means: Float64Array;
  readonly mean: Integrals;
  readonly central: Integrals;
  readonly inverseScale: Float64Array;
  /** Natural size of each variable's mean. */
  readonly spread: Float64Array;
  readonly sigma: number;
}

/**
 * Errors of evaluating r and r' (bounds from enclosures within each panel) and of the arithmetic, carried to
 * the moments panel by panel: with |δ| the error and P the probability, ∫2|u||δ| <= 2|δ|(P·∫u²)^½ and so on,
 * by Hölder.
 */
export function roundingErrors({
  samples,
  means,
  mean,
  central: { values, panelValues },
  inverseScale,
  spread,
  sigma,
}: IntegratedLine): ErrorBounds {
  const { means: meanErrors, central } = none();
  const delta = new Float64Array(VARIABLES);
  samples.forEach(({ panel }, index) => {
    const [a, b] = [panel.origin.shift + panel.from, panel.origin.shift + panel.to];
    const logProbability = logProbabilityBound(a, b, panel.to - panel.from);
    const roots = rootsOfProbability(panel, logProbability);
    const reach = Math.max(Math.abs(a), Math.abs(b));
    const at = index * CENTRAL;
    const part = (i: number): number => Math.abs(panelValues[at + i]!);
    delta[R] = panel.valueError;
    delta[SCORE_MU] = (panel.valueError * reach) / sigma;
    delta[SCORE_SIGMA] = (panel.valueError * Math.max(1, reach * reach - 1)) / sigma;
    delta[PATH_MU] = panel.derivativeError;
    delta[PATH_SIGMA] = panel.derivativeError * reach;
    for (let v = 0; v < VARIABLES; v++) {
      const d = delta[v]! * inverseScale[v]!;
      if (d === 0) continue;
      const { probability, root, fourthRoot } = roots[isPath(v) ? 1 : 0];
      meanErrors[v]! += delta[v]! * probability;
      const second = d * root;
      central[SECOND + v]! += second * (2 * Math.sqrt(part(SECOND + v)) + second);
      const fourth = d * fourthRoot;
      const size = Math.sqrt(Math.sqrt(part(FOURTH + v)));
      central[FOURTH + v]! +=
        fourth * (4 * size * size * size + fourth * (6 * size * size + fourth * (4 * size + fourth)));
    }
    const share = endShare(panel.ends, panel.to - panel.from);
    if (share > 0)
      addEnds(meanErrors, central, share, (v) => mean.panelValues[index * MEANS + SIZE + v]!, part);
    for (let p = 0; p < PAIRS.length; p++) {
      const [x, y] = PAIRS[p]!;
      const [dx, dy] = [delta[x]! * inverseScale[x]!, delta[y]! * inverseScale[y]!];
      if (dx === 0 && dy === 0) continue;
      const [sx, sy] = [Math.sqrt(part(SECOND + x)), Math.sqrt(part(SECOND + y))];
      const both = Math.sqrt(part(CROSS + p));
      const [rx, ry] = roots;
      central[PRODUCT + p]! += dx * rx.root * sy + dy * ry.root * sx + dx * rx.root * (dy * ry.root);
      // |δx·y| and |x·δy| in the mean square, and their product with what is there.
      const change = dx * sy + dy * sx + dx * rx.fourthRoot * (dy * ry.fourthRoot);
      central[CROSS + p]! += change * (2 * both + change);
    }
  });
  for (let v = 0; v < VARIABLES; v++) {
    meanErrors[v]! += ARITHMETIC * (Math.abs(means[v]!) + spread[v]!);
    central[SECOND + v]! += ARITHMETIC * values[SECOND + v]!;
    central[FOURTH + v]! += 2 * ARITHMETIC * values[FOURTH + v]!;
  }
  PAIRS.forEach(([x, y], p) => {
    central[PRODUCT + p]! += ARITHMETIC * Math.sqrt(values[x]!) * Math.sqrt(values[y]!);
    central[CROSS + p]! += 2 * ARITHMETIC * values[CROSS + p]!;
  });
  return { means: meanErrors, central };
}

interface Roots {
  readonly probability: number;
  readonly root: number;
  readonly fourthRoot: number;
}

/**
 * What the error of r, and of r', in a panel counts times, for the first, second and fourth moment: roots of
 * the probability, of which far out the errors have taken their part already.
 */
function rootsOfProbability({ origin, from, to }: Panel, logProbability: number): readonly [Roots, Roots] {
  if (origin.tilt === null) {
    const probability = exp(logProbability);
    const root = Math.sqrt(probability);
    const roots = { probability, root, fourthRoot: Math.sqrt(root) };
    return [roots, roots];
  }
  const [value, derivative] = lifts(origin.tilt, logProbability, to - from).map((lift) => ({
    probability: exp(logProbability + lift),
    root: exp(logProbability / 2 + lift),
    fourthRoot: exp(logProbability / 4 + lift),
  })) as [Roots, Roots];
  return [value, derivative];
}

/**
 * What a panel whose ends are off changes: that share of the integral of every variable over it, k times of
 * its k-th power.
 */
function addEnds(
  means: Float64Array,
  central: Float64Array,
  share: number,
  absolute: (v: number) => number,
  part: (i: number) => number,
): void {
  for (let v = 0; v < VARIABLES; v++) {
    means[v]! += share * absolute(v);
    central[SECOND + v]! += 2 * share * part(SECOND + v);
    central[FOURTH + v]! += 4 * share * part(FOURTH + v);
  }
  PAIRS.forEach(([x, y], p) => {
    central[PRODUCT + p]! += 2 * share * Math.sqrt(part(SECOND + x) * part(SECOND + y));
    central[CROSS + p]! += 4 * share * part(CROSS + p);
  });
}

function logOf(x: number): number {
  return x === 0 ? -Infinity : x < Infinity ? log(x) : Infinity;
}

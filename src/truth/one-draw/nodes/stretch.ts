import { exp } from '../../../elementary/exp.ts';
import { log } from '../../../elementary/log.ts';
import { logBound } from '../../../formula/algebra/magnitude.ts';
import {
  enclosePiece,
  evaluationError,
  logProbabilityBound,
  unresolvedVariation,
  type Centers,
} from '../../line/inspection.ts';
import type { ResolvedLine } from '../../line/integration.ts';
import { FREE_ENDS, type Dropped, type EndErrors, type Origin, type Panel } from '../../line/panel.ts';
import { PATH_MU, PATH_SIGMA, R, SCORE_MU, SCORE_SIGMA } from '../../line/variables.ts';
import { FEATURES, CURVATURE, SLOPE, SLOPE_EPS, VALUE, VALUE_EPS, VALUE_SQUARE } from './features.ts';

/** Which derivatives a line was resolved for: r and r', or r, r' and r''. */
export type Order = 1 | 2;

/** A piece of the line of eps with a way to evaluate r there: t in [from, to] of its origin. */
export interface LineStretch {
  readonly origin: Origin;
  readonly from: number;
  readonly to: number;
  /** Left out by the oracle: r and its derivatives count as their centers here. */
  readonly isQuiet: boolean;
  readonly ends: EndErrors;
  /**
   * Bounds of the error of each feature: of a panel as they are; of a quiet stretch times P^(1/4), P its
   * probability.
   */
  readonly errors: Float64Array;
}

/** All stretches from left to right, what r, r' and r'' count as where quiet, and how far out panels lie. */
export interface Line {
  readonly order: Order;
  readonly stretches: readonly LineStretch[];
  readonly centers: { readonly value: number; readonly derivative: number; readonly second: number };
  readonly extent: number;
}

/** Polynomials alone need the line up to here, where the density is 1e-71. */
const LEAST_EXTENT = 18;

/**
 * The line of the oracle, resolved for r and r' (order 1) or by `analyzeSecond` for r, r'' and r' (order 2).
 */
export function lineOf(resolved: ResolvedLine, order: Order, sigma: number): Line {
  const stretches = [
    ...resolved.panels.map((panel) => panelStretch(panel, order, sigma)),
    ...resolved.dropped.map((dropped) => quietStretch(dropped, order, sigma, resolved.centers)),
  ].sort((a, b) => startOf(a) - startOf(b) || a.from - b.from);
  const ends = resolved.panels.flatMap(({ origin, from, to }) => [
    Math.abs(origin.shift + from),
    Math.abs(origin.shift + to),
  ]);
  const { value, derivative } = resolved.centers;
  return {
    order,
    stretches,
    centers: order === 1 ? { value, derivative, second: 0 } : { value, derivative: 0, second: derivative },
    extent: ends.reduce((most, end) => Math.max(most, end), LEAST_EXTENT),
  };
}

function startOf({ origin, from }: LineStretch): number {
  return origin.shift + from;
}

function panelStretch(panel: Panel, order: Order, sigma: number): LineStretch {
  const { origin, from, to, ends } = panel;
  const reach = Math.max(Math.abs(origin.shift + from), Math.abs(origin.shift + to));
  const value = panel.valueError + panel.valueBlur;
  const second = panel.derivativeError + panel.derivativeBlur;
  const isWhole = panel.valueBlur === 0 && panel.derivativeBlur === 0;
  const slope =
    order === 1
      ? second
      : evaluationError(origin, from, to, sigma, 2) +
        (isWhole ? 0 : exp(unresolvedVariation(origin, from, to, sigma)[2]!));
  const errors = new Float64Array(FEATURES);
  errors[VALUE] = value;
  errors[VALUE_EPS] = value * reach;
  errors[VALUE_SQUARE] = value * Math.max(1, reach * reach - 1);
  errors[SLOPE] = slope;
  errors[SLOPE_EPS] = slope * reach;
  errors[CURVATURE] = order === 1 ? 0 : second;
  return { origin, from, to, ends, isQuiet: false, errors };
}

function quietStretch(dropped: Dropped, order: Order, sigma: number, centers: Centers): LineStretch {
  const { origin, from, to, sizes, isTip } = dropped;
  const [a, b] = [origin.shift + from, origin.shift + to];
  const reach = Math.max(Math.abs(a), Math.abs(b));
  const quarter = logProbabilityBound(a, b, to - from) / 4;
  const [logSigma, logReach, logSquare] = [log(sigma), log(reach), Math.max(0, 2 * log(reach))];
  const errors = new Float64Array(FEATURES);
  /**
   * A feature f·w, |w| <= e^logWeight: from its own bound, or from that on f where f is measured from a
   * center.
   */
  const put = (feature: number, of: number, own: number, logWeight: number, center: number): void => {
    const size = center === 0 || isTip ? own : of + logWeight;
    errors[feature] = exp(size + quarter) + (isTip ? Math.abs(center) * exp(logWeight + quarter) : 0);
  };
  const { value, derivative } = centers;
  put(VALUE, sizes[R]!, sizes[R]!, 0, 0);
  put(VALUE_EPS, sizes[R]!, sizes[SCORE_MU]! + logSigma, logReach, value);
  put(VALUE_SQUARE, sizes[R]!, sizes[SCORE_SIGMA]! + logSigma, logSquare, value);
  const second = sizes[PATH_MU]!;
  if (order === 1) {
    put(SLOPE, second, second, 0, 0);
    put(SLOPE_EPS, second, sizes[PATH_SIGMA]!, logReach, derivative);
  } else {
    const slope = slopeBound(origin, from, to, sigma);
    put(SLOPE, slope, slope, 0, 0);
    put(SLOPE_EPS, slope, slope + logReach, 0, 0);
    put(CURVATURE, second, second, 0, 0);
  }
  return { origin, from, to, ends: FREE_ENDS, isQuiet: true, errors };
}

/** Logarithm of a bound on |r'| over a piece of an origin of order 2. */
function slopeBound(origin: Origin, from: number, to: number, sigma: number): number {
  enclosePiece(origin, from, to, sigma);
  const { graph, enclosures } = origin.work;
  return logBound(graph, enclosures, graph.roots[2]!);
}

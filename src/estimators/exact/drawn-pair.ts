import { call, number } from '../../formula/tree/nodes.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { NO_VARIANCE } from '../../truth/exact/lacks.ts';
import type { ValueLaw } from '../../truth/estimates/value-law.ts';
import { bothUnknown, type DrawPairLaw } from '../../truth/one-draw/draw-law.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import { minus, plus, product, scaled } from '../../truth/exact/exact-number.ts';
import { timesTree } from '../contribution-trees.ts';

/**
 * Correlation and co-kurtosis of two functions of one draw from the laws of their sum and difference: with u
 * and v of variance 1, Var(u ± v) = 2 ± 2 rho and E(u + v)⁴ + E(u − v)⁴ = 2 E u⁴ + 2 E v⁴ + 12 E u²v².
 */
export function drawnPairLaw(lawOf: (tree: Node) => ValueLaw, x: Node, y: Node): DrawPairLaw {
  const [a, b] = [lawOf(x), lawOf(y)];
  const [sx, sy] = [deviation(a.variance), deviation(b.variance)];
  if (sx === null || sy === null) return bothUnknown('a variance is not finite');
  if (sx === 0 || sy === 0) return bothUnknown(NO_VARIANCE);
  const [u, v] = [timesTree(number(1 / sx), x), timesTree(number(1 / sy), y)];
  const [sum, difference] = [lawOf(call('add', u, v)), lawOf(call('subtract', u, v))];
  return {
    correlation: scaled(minus(sum.variance, difference.variance), 0.25),
    coKurtosis: scaled(
      minus(plus(fourth(sum), fourth(difference)), scaled(plus(a.kurtosis, b.kurtosis), 2)),
      1 / 12,
    ),
  };
}

/** E(w − E w)⁴. */
function fourth({ variance, kurtosis }: ValueLaw): Exact {
  return product(kurtosis, product(variance, variance));
}

/** Errors: none; null where the variance is no number. */
function deviation(variance: Exact): number | null {
  return variance.kind === 'finite' ? Math.sqrt(variance.value) : null;
}

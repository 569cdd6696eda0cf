import { call, number, Z } from '../../formula/tree/nodes.ts';
import type { Node } from '../../formula/tree/tree.ts';
import { printFormula } from '../../formula/print.ts';
import { integrandOf } from '../../integrands/compile.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { averageOf, coKurtosisAt } from '../../truth/exact/at-sample-size.ts';
import type { Exact, ExactEstimate, ExactPair } from '../../truth/exact/exact.ts';
import { EXACT_ZERO, finite, minus, plus, unknown } from '../../truth/exact/exact-number.ts';
import { valueLaw, type ValueLaw } from '../../truth/estimates/value-law.ts';
import { bothUnknown } from '../../truth/one-draw/draw-law.ts';
import type { Direction } from '../../truth/one-draw/variable/direction.ts';
import type { EstimateForm } from '../../truth/one-draw/variable/estimate-form.ts';
import type { PointLaws } from '../../truth/one-draw/variable/point-laws.ts';
import { isStill } from '../component.ts';
import type { Estimator, FormContext } from '../estimator.ts';
import { drawTreesAt, sumTree, timesTree, variableTree } from '../contribution-trees.ts';
import type { OwnTerm } from '../own-terms.ts';
import type { EstimatorPair } from '../registry.ts';
import { drawnPairLaw } from './drawn-pair.ts';

/** Exact laws of the estimates by one component of an r that knows phi. */
export interface OwnedLaws {
  /** dJ/dphi of J(phi) = E r(Z; phi): that of an r which stays what it is, plus E dr/dphi. */
  readonly gradient: Exact;
  readonly estimate: (estimator: Estimator, context: FormContext) => ExactEstimate;
  readonly pair: (pair: EstimatorPair, context: FormContext) => ExactPair;
}

/** Where the estimates are taken. */
export interface OwnedPoint {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
}

const MOVING = 'r jumps at a place that moves with phi';

/**
 * A contribution with r's own derivative is a function of one draw as any other: its mean, variance and
 * kurtosis are those of a formula in z, with eps = (z − mu)/sigma.
 */
export function ownedLaws(laws: PointLaws, point: OwnedPoint, direction: Direction, own: OwnTerm): OwnedLaws {
  const { mu, sigma } = point;
  const known = new Map<string, ValueLaw>();
  const lawOf = (tree: Node): ValueLaw => {
    const key = printFormula(tree);
    const found = known.get(key) ?? valueLaw(integrandOf(tree, '', {}), mu, sigma);
    known.set(key, found);
    return found;
  };
  const ownMean = own.movesJumps ? unknown(MOVING) : lawOf(own.tree).mean;
  const trees = drawTreesAt(point.integrand, call('divide', call('subtract', Z, number(mu)), number(sigma)));

  /** One draw's contribution as a tree in z; null where an estimate is no mean of such. */
  function contribution({ ownTerm }: Estimator, form: EstimateForm): Node | null {
    if (form.kind !== 'average' || form.family !== 'plain') return null;
    const frozen = timesTree(number(form.scale), variableTree(form.variable, trees));
    return ownTerm ? sumTree([frozen, own.tree]) : frozen;
  }

  function estimate(estimator: Estimator, form: EstimateForm, tree: Node | null, m: number): ExactEstimate {
    const frozen = isStill(direction) ? STILL_ESTIMATE : laws.estimate(form, direction);
    if (!estimator.ownTerm || tree === null) return { ...frozen, bias: minus(frozen.bias, ownMean) };
    const { variance, kurtosis } = lawOf(tree);
    const bias = own.movesJumps ? unknown(MOVING) : frozen.bias;
    const mean = plus(frozen.mean, ownMean);
    return averageOf({ mean, bias, variance, kurtosis }, m);
  }

  return {
    gradient: plus(laws.gradient(direction), ownMean),
    estimate: (estimator, context) => {
      const form = estimator.form(context);
      return estimate(estimator, form, contribution(estimator, form), context.m);
    },
    pair: ({ first, second }, context) => {
      const [a, b] = [first.form(context), second.form(context)];
      const [x, y] = [contribution(first, a), contribution(second, b)];
      const [one, two] = [estimate(first, a, x, context.m), estimate(second, b, y, context.m)];
      const joint = x === null || y === null ? jointOf(a, b) : ofMeans(drawnPairLaw(lawOf, x, y), context.m);
      return { first: one, second: two, ...joint };
    },
  };
}

type Joint = Pick<ExactPair, 'correlation' | 'coKurtosis'>;

function ofMeans(one: Joint, m: number): Joint {
  return { correlation: one.correlation, coKurtosis: coKurtosisAt(one, m) };
}

/** Of estimates that are not both means of plain draws: independent, or not worked out. */
function jointOf(a: EstimateForm, b: EstimateForm): Joint {
  const isOfPlainDraws = (form: EstimateForm): boolean =>
    form.kind === 'covariance' || (form.kind === 'average' && form.family === 'plain');
  return isOfPlainDraws(a) !== isOfPlainDraws(b)
    ? { correlation: EXACT_ZERO, coKurtosis: finite(1, 0) }
    : bothUnknown('not worked out for two such estimates of an r that knows phi');
}

const NONE = unknown('nothing changes along the component');

/** Of what is 0 for every draw. */
export const STILL_ESTIMATE: ExactEstimate = {
  mean: EXACT_ZERO,
  bias: EXACT_ZERO,
  variance: EXACT_ZERO,
  kurtosis: NONE,
};

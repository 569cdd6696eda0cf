import { exactGradient } from '../estimators/exact/exact-gradient.ts';
import { exactPoints } from '../estimators/exact/exact-points.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import { askedOf } from '../plan/asked.ts';
import { batchIntegrand } from '../plan/batches.ts';
import { guideOf } from '../plan/guide.ts';
import type { Exact } from '../truth/exact/exact.ts';
import { unknown } from '../truth/exact/exact-number.ts';
import { decidingRatio } from '../truth/exact/judgment.ts';
import {
  functionPlan,
  onlyPoint,
  SCORE_AND_PATHWISE,
  type FunctionByPhi,
} from './arguments/function-plan.ts';

/** A line along one name of phi, once it is checked. */
export interface PhiLine {
  readonly formula: string;
  /** Of r, and of phi but the varied one. */
  readonly parameters: Parameters;
  readonly components: readonly string[];
  readonly ratio: (component: string) => (value: number) => Exact;
}

/**
 * @param vary the name of phi that is varied
 * @throws GradvarError CONFIG_INVALID or USAGE (2)
 */
export function phiLine(asked: FunctionByPhi, vary: string, from: number): PhiLine {
  const phi = { ...asked.phi, [vary]: String(from) };
  const plan = functionPlan({ ...asked, phi }, 'cross', SCORE_AND_PATHWISE);
  const { integrand, at: first } = onlyPoint(plan);
  const wanted = askedOf(plan);
  const ratioAt = (component: string, value: number): Exact => {
    const at = guideOf({ ...plan, phi: { ...plan.phi, [vary]: [value] } }).at(0);
    if (!(Number.isFinite(at.mu) && at.sigma > 0 && at.sigma < Infinity))
      return unknown(`Z ~ N(${at.mu}, ${at.sigma}^2) is no law`);
    const one = { ...wanted, components: [component] };
    const points = exactPoints(batchIntegrand(integrand, at), one);
    const [score, pathwise] = exactGradient(points, one, at);
    return decidingRatio(score!.estimate, pathwise!.estimate);
  };
  const { [vary]: _, ...others } = first.guided?.phi ?? {};
  return {
    formula: integrand.formula,
    parameters: { ...integrand.parameters, ...others },
    components: plan.components,
    ratio: (component) => (value) => ratioAt(component, value),
  };
}

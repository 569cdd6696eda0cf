import { usage } from '../errors.ts';
import { phiComponent, TOTAL, type DerivedComponent } from '../estimators/component.ts';
import { exactPoints } from '../estimators/exact/exact-points.ts';
import type { Node } from '../formula/tree/tree.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { askedOf } from '../plan/asked.ts';
import { batchIntegrand } from '../plan/batches.ts';
import {
  functionPlan,
  onlyPoint,
  SCORE_AND_PATHWISE,
  type FunctionByPhi,
} from './arguments/function-plan.ts';

/** A function at its one point: a direction in mu and sigma, and what r itself changes by. */
export interface ClaimedFunction {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly component: DerivedComponent;
  readonly own: Node | null;
}

/** @throws GradvarError CONFIG_INVALID or USAGE (2) */
export function claimedFunction(
  asked: Omit<FunctionByPhi, 'components'>,
  component: string,
): ClaimedFunction {
  const plan = functionPlan({ ...asked, components: [component] }, 'check', SCORE_AND_PATHWISE);
  const { integrand: point, at } = onlyPoint(plan);
  if (component === TOTAL)
    throw usage('--component total: a file holds the derivatives by one number, expected a name of phi');
  const { integrand, own } = exactPoints(batchIntegrand(point, at), askedOf(plan));
  const term = own(at)?.along(component) ?? null;
  if (term?.movesJumps === true)
    throw usage(
      `--formula: ${point.formula} jumps at a place that moves with ${component}, expected one that does not`,
    );
  const { mu, sigma, guided } = at;
  const slopes = guided?.slopes ?? {};
  return {
    ...{ integrand, mu, sigma },
    component: Object.hasOwn(slopes, component) ? phiComponent(slopes[component]!) : component,
    own: term?.tree ?? null,
  };
}

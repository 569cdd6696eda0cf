import { locatedData } from '../config/reading/located.ts';
import { resolvePlan } from '../config/resolve.ts';
import { usage } from '../errors.ts';
import { phiComponent, TOTAL, type DerivedComponent } from '../estimators/component.ts';
import { ownTerms } from '../estimators/own-terms.ts';
import type { Node } from '../formula/tree/tree.ts';
import { compileIntegrand } from '../integrands/compile.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { boundParameters } from '../plan/cell.ts';
import { guideOf } from '../plan/guide.ts';
import { integrandPoints } from '../plan/points.ts';

/** A function by phi whose gradients a file is said to hold; quantities as they were typed. */
export interface FunctionByPhi {
  readonly integrand: object;
  readonly phi: object;
  readonly x: number | string | undefined;
  readonly mu: number | string;
  readonly sigma: number | string;
  readonly component: string;
}

/** The same at its one point: a direction in mu and sigma, and what r itself changes by. */
export interface ClaimedFunction {
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly component: DerivedComponent;
  readonly own: Node | null;
}

/** @throws GradvarError CONFIG_INVALID or USAGE (2) */
export function claimedFunction(asked: FunctionByPhi): ClaimedFunction {
  const { integrand, phi, x, mu, sigma, component } = asked;
  const options = {
    ...{ version: 1, name: 'check', seed: '1', m: 1, trials: 2, integrands: [integrand], mu, sigma },
    ...(Object.keys(phi).length === 0 ? {} : { phi }),
    ...(x === undefined ? {} : { x }),
    components: [component],
  };
  const plan = resolvePlan({ source: 'gradvar check', root: locatedData(options) });
  const guide = guideOf(plan);
  const [point, ...more] = [...integrandPoints(plan)];
  if (point === undefined || more.length > 0 || guide.count > 1)
    throw usage('found several values of a quantity, expected one of each: a file is of one point');
  if (component === TOTAL)
    throw usage('--component total: a file holds the derivatives by one number, expected a name of phi');
  const at = guide.at(0);
  const slopes = at.guided?.slopes ?? {};
  const parameters = boundParameters(point, at);
  const knows = point.knows.some((name) => name !== 'x');
  const term = knows ? ownTerms(point.formula, parameters, point.knows)(at).along(component) : null;
  if (term?.movesJumps === true)
    throw usage(
      `--formula: ${point.formula} jumps at a place that moves with ${component}, expected one that does not`,
    );
  return {
    integrand: compileIntegrand(point.formula, parameters),
    mu: at.mu,
    sigma: at.sigma,
    component: Object.hasOwn(slopes, component) ? phiComponent(slopes[component]!) : component,
    own: term?.tree ?? null,
  };
}

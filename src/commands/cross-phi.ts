import { locatedData } from '../config/reading/located.ts';
import { resolvePlan } from '../config/resolve.ts';
import { usage } from '../errors.ts';
import { exactGradient } from '../estimators/exact/exact-gradient.ts';
import type { Parameters } from '../formula/tree/tree.ts';
import { askedOf } from '../plan/asked.ts';
import { batchIntegrand } from '../plan/batches.ts';
import { guideOf } from '../plan/guide.ts';
import { integrandPoints } from '../plan/points.ts';
import type { Exact } from '../truth/exact/exact.ts';
import { unknown } from '../truth/exact/exact-number.ts';
import { decidingRatio } from '../truth/exact/judgment.ts';

/** A line along one name of phi; quantities as they were typed. */
export interface PhiLine {
  readonly integrand: object;
  readonly phi: Readonly<Record<string, number | string>>;
  readonly mu: number | string;
  readonly sigma: number | string;
  readonly vary: string;
  readonly from: number;
  /** Empty for all of phi. */
  readonly components: readonly string[];
}

/** The same once it is checked. */
export interface CheckedPhiLine {
  readonly formula: string;
  /** Of r, and of phi but the varied one. */
  readonly parameters: Parameters;
  readonly components: readonly string[];
  readonly ratio: (component: string) => (value: number) => Exact;
}

/** @throws GradvarError CONFIG_INVALID or USAGE (2) */
export function phiLine({ integrand, phi, mu, sigma, vary, from, components }: PhiLine): CheckedPhiLine {
  const options = {
    ...{ version: 1, name: 'cross', seed: '1', m: 1, trials: 2, integrands: [integrand], mu, sigma },
    phi: { ...phi, [vary]: from },
    ...(components.length === 0 ? {} : { components }),
  };
  const plan = resolvePlan({ source: 'gradvar cross', root: locatedData(options) });
  const [point, ...more] = [...integrandPoints(plan)];
  if (point === undefined || more.length > 0 || guideOf(plan).count > 1)
    throw usage('found several values of a quantity, expected one of each but the varied one');
  const asked = { ...askedOf(plan), estimators: ['score', 'pathwise'] };
  const ratioAt = (component: string, value: number): Exact => {
    const at = guideOf({ ...plan, phi: { ...plan.phi, [vary]: [value] } }).at(0);
    if (!(Number.isFinite(at.mu) && at.sigma > 0 && at.sigma < Infinity))
      return unknown(`Z ~ N(${at.mu}, ${at.sigma}^2) is no law`);
    const [score, pathwise] = exactGradient(
      batchIntegrand(point, at),
      { ...asked, components: [component] },
      at,
    );
    return decidingRatio(score!.estimate, pathwise!.estimate);
  };
  const { [vary]: _, ...others } = Object.fromEntries(
    Object.entries(plan.phi ?? {}).map(([name, values]) => [name, values[0]!]),
  );
  return {
    formula: point.formula,
    parameters: { ...point.parameters, ...others },
    components: plan.components,
    ratio: (component) => (value) => ratioAt(component, value),
  };
}

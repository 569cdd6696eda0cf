import type { Integrand } from '../integrands/integrand.ts';
import type { PointLaws } from './point-laws.ts';

/** Exact laws of estimates of a function's gradient; prepares the integrand once for many points. */
export function exactLaws(integrand: Integrand): (mu: number, sigma: number) => PointLaws {
  throw new Error(`not there yet for ${integrand.formula}`);
}

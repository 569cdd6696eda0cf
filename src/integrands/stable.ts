import { stableForm } from '../formula/analysis/stable-form.ts';
import { integrandOf } from './compile.ts';
import type { Integrand } from './integrand.ts';

/** The same function in the form that quadrature evaluates: its parts do not overflow where it does not. */
export function stableIntegrand(integrand: Integrand): Integrand {
  const stable = stableForm(integrand.value);
  return stable === integrand.value
    ? integrand
    : integrandOf(stable, integrand.formula, integrand.parameters);
}

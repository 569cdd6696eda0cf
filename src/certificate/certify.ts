import { breakFinder, breaksWithin } from '../formula/analysis/breaks.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { certifyByIntervals } from './by-intervals.ts';
import { certifyPolynomials } from './by-polynomials.ts';
import { refuted, type Certificate } from './certificate.ts';

/** Half-widths of the parts of the line that are searched for a jump, and the most breaks in them. */
const REACHES: readonly number[] = [1, 4, 16];
const MOST_BREAKS = 500;

/**
 * Whether r·r'' >= 0 everywhere, so that the pathwise estimator is nowhere the noisier one: exactly for
 * piecewise polynomials, else by interval arithmetic over the whole line. Proven is never wrong; unproven may
 * be true. Depends on the formula and its parameters alone.
 *
 * @example
 * certify(compileIntegrand('z^2', {})).kind; // → 'proven'
 * certify(compileIntegrand('sin(z)', {})).kind; // → 'refuted'
 */
export function certify(integrand: Integrand): Certificate {
  const exact = certifyPolynomials(integrand.value);
  if (exact !== null) return exact;
  const bounded = certifyByIntervals(integrand.value);
  if (bounded.kind !== 'unproven') return bounded;
  const jump = jumpOf(integrand);
  return jump === null ? bounded : refuted(`r jumps at z = ${Number(jump.toPrecision(4))}`);
}

/** A place where r jumps, if one is found. */
function jumpOf(integrand: Integrand): number | null {
  const finder = breakFinder(integrand);
  for (const reach of REACHES) {
    const found = breaksWithin(finder, -reach, reach, MOST_BREAKS);
    if (found.kind === 'too-many') return null;
    const jump = found.breaks.find(({ height }) => height !== 0);
    if (jump !== undefined) return jump.z;
  }
  return null;
}

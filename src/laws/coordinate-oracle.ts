import type { CoordinateIntegrand } from '../integrands/coordinates.ts';
import type { ExactPoint } from '../oracle/exact.ts';
import { allUnknown } from '../oracle/exact-component.ts';
import { unknown } from '../oracle/exact-number.ts';

/** Exact quantities of a function of several coordinates; prepares it once for many points. */
export function coordinateOracle(_: CoordinateIntegrand): (mu: number, sigma: number) => ExactPoint {
  const each = unknown('not there yet');
  const component = allUnknown('not there yet');
  return () => ({
    expectation: each,
    expectationVariance: each,
    mu: component,
    sigma: component,
    why: { square: each, derivativeSquare: each, curvature: each },
  });
}

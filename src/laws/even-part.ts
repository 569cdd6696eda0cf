import type { Parity } from '../integrands/parity.ts';
import type { Polynomial } from './polynomial.ts';
import type { DrawVariable } from './variable.ts';

/**
 * [x(eps) + x(−eps)]/2 as a variable of one draw, where r is even or odd about mu: of each product the even part is left.
 */
export function evenPart(variable: DrawVariable, parity: Exclude<Parity, 'none'>): DrawVariable {
  const own = parity === 'even' ? even : odd;
  const other = parity === 'even' ? odd : even;
  const { constant, baseline, value, derivative, second } = variable;
  // r − baseline is no longer odd: the baseline's own term is kept apart.
  const apart = parity === 'odd' && baseline !== 0 ? even(value) : NONE;
  return {
    constant: minus(even(constant), baseline, apart),
    baseline: parity === 'odd' ? 0 : baseline,
    value: own(value),
    derivative: other(derivative),
    second: own(second),
  };
}

const NONE: Polynomial = [0, 0, 0];

function even(p: Polynomial): Polynomial {
  return [p[0], 0, p[2]];
}

function odd(p: Polynomial): Polynomial {
  return [0, p[1], 0];
}

function minus(p: Polynomial, b: number, q: Polynomial): Polynomial {
  return [p[0] - b * q[0], p[1] - b * q[1], p[2] - b * q[2]];
}

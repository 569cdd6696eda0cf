import type { Symmetry } from '../../../formula/algebra/symmetries.ts';
import { combination, isNone, NO_TERM, type Quadratic } from './polynomial.ts';
import type { Symmetries } from './symmetries.ts';
import type { DrawVariable } from './variable.ts';

/**
 * A variable with the same [x(eps) + x(−eps)]/2, where r and its derivatives are even or odd about mu: only
 * those parts of its factors are left whose products are even. Of f odd about c, f·P leaves c·(even part of
 * P) and (f − c)·(odd part of P).
 */
export function evenPart(variable: DrawVariable, symmetry: Symmetries): DrawVariable {
  let { constant, baseline } = variable;
  const add = (factor: number, p: Quadratic): void => {
    constant = combination(1, constant, factor, p);
  };
  /** What is left of f·P; the constant takes `offset`·P's even part of an odd one, and what centers f. */
  const reduce = (of: Symmetry, p: Quadratic): Quadratic => {
    if (of.kind === 'none' || isNone(p)) return p;
    if (of.kind === 'even') return even(p);
    add(of.center, even(p));
    return oddPart(p);
  };
  const value = reduceValue();
  const derivative = reduce(symmetry.derivative, variable.derivative);
  if (symmetry.derivative.kind === 'odd') add(-symmetry.derivative.center, derivative);
  const second = reduce(symmetry.second, variable.second);
  if (symmetry.second.kind === 'odd') add(-symmetry.second.center, second);
  return { constant: whole(constant), baseline, value, derivative, second };

  /** r has a baseline to be centered by. */
  function reduceValue(): Quadratic {
    const left = reduce(symmetry.value, variable.value);
    if (symmetry.value.kind !== 'odd' || isNone(variable.value)) return left;
    add(-baseline, even(variable.value));
    baseline = symmetry.value.center;
    return left;
  }
}

/** Whether nothing is left whose parity is not known. */
export function isReduced({ value, derivative, second }: DrawVariable, symmetry: Symmetries): boolean {
  return (
    (isNone(value) || symmetry.value.kind !== 'none') &&
    (isNone(derivative) || symmetry.derivative.kind !== 'none') &&
    (isNone(second) || symmetry.second.kind !== 'none')
  );
}

export function even(p: Quadratic): Quadratic {
  return [p[0], 0, p[2]];
}

export function oddPart(p: Quadratic): Quadratic {
  return p[1] === 0 ? NO_TERM : [0, p[1], 0];
}

/** Without −0, so that equal variables look equal. */
function whole(p: Quadratic): Quadratic {
  return [p[0] + 0, p[1] + 0, p[2] + 0];
}

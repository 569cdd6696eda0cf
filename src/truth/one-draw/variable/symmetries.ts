import { evaluate } from '../../../formula/evaluate.ts';
import type { Integrand } from '../../../integrands/integrand.ts';
import { shiftFormula } from '../../../formula/algebra/linear-form.ts';
import { symmetryOf } from '../../../formula/analysis/parity.ts';
import type { Symmetry } from '../../../formula/algebra/symmetries.ts';
import { simplify } from '../../../formula/simplify.ts';
import type { Node } from '../../../formula/tree/tree.ts';

/** Symmetries of r, r' and r'' about mu. */
export interface Symmetries {
  readonly value: Symmetry;
  readonly derivative: Symmetry;
  readonly second: Symmetry;
}

const EVEN: Symmetry = { kind: 'even' };
const ODD: Symmetry = { kind: 'odd', center: 0 };

/**
 * What the formulas show, and what follows from one for the other: the derivative of what is even is odd, of
 * what is odd even; and back where r has no jumps.
 */
export function symmetriesAbout(
  integrand: Integrand,
  mayJump: boolean,
  mu: number,
  sigma: number,
): Symmetries {
  const about = (formula: Node): Symmetry => symmetryOf(movedTo(formula, mu));
  const slope = about(integrand.derivative);
  const own = about(integrand.value);
  const value = own.kind !== 'none' || mayJump ? own : ofIntegral(integrand.value, slope, mu, sigma);
  const derivative = slope.kind === 'none' ? ofDerivative(value) : slope;
  const second = about(integrand.secondDerivative);
  return { value, derivative, second: second.kind === 'none' ? ofDerivative(derivative) : second };
}

/** The formula in h = z − mu. */
export function movedTo(formula: Node, mu: number): Node {
  return mu === 0 ? formula : simplify(shiftFormula(formula, mu));
}

function ofDerivative(symmetry: Symmetry): Symmetry {
  if (symmetry.kind === 'none') return symmetry;
  return symmetry.kind === 'even' ? ODD : EVEN;
}

/** Relative rounding up to which values confirm a symmetry. */
const ROUNDING = 1e-12;

/** Of a function without jumps from that of its derivative, confirmed at a few places. */
function ofIntegral(f: Node, slope: Symmetry, mu: number, sigma: number): Symmetry {
  const none: Symmetry = { kind: 'none' };
  const isEven = slope.kind === 'odd' && slope.center === 0;
  if (!isEven && slope.kind !== 'even') return none;
  const center = evaluate(f, mu);
  const isConfirmed = [0.3, 1, 2.7].every((share) => {
    const [right, left] = [evaluate(f, mu + share * sigma), evaluate(f, mu - share * sigma)];
    const difference = isEven ? right - left : right + left - 2 * center;
    return Math.abs(difference) <= ROUNDING * (Math.abs(right) + Math.abs(left) + Math.abs(center));
  });
  if (!isConfirmed) return none;
  return isEven ? EVEN : { kind: 'odd', center };
}

import type { Node } from '../formula/tree/tree.ts';
import { PROVEN, refuted, type Certificate } from './certificate.ts';
import { piecewisePolynomial, spansOf } from './piecewise-polynomial.ts';
import { derivative, subtract, valueAt } from './polynomial.ts';
import { approximate, multiply as multiplyNumbers, signOf } from './rational.ts';
import { signOfProduct, type Span } from './real-roots.ts';

/**
 * Decides r·r'' >= 0 in exact arithmetic where r is piecewise polynomial: on each piece by the sign of the
 * polynomial r·r'', at each cut by r and the change of its slope. Null where r is nothing of the kind.
 */
export function certifyPolynomials(r: Node): Certificate | null {
  const whole = piecewisePolynomial(r);
  if (whole === null) return null;
  const { cuts, pieces } = whole;
  for (const [i, span] of spansOf(whole).entries()) {
    const p = pieces[i]!;
    const sign = signOfProduct(p, derivative(derivative(p)), span);
    if (sign === null || sign < 0)
      return refuted(`r*r'' < 0 ${sign === null ? 'somewhere ' : ''}${inside(span)}`);
  }
  for (const [i, cut] of cuts.entries()) {
    const change = subtract(pieces[i + 1]!, pieces[i]!);
    if (signOf(valueAt(change, cut)) !== 0) return refuted(`r jumps at z = ${short(approximate(cut))}`);
    const mass = multiplyNumbers(valueAt(pieces[i]!, cut), valueAt(derivative(change), cut));
    if (signOf(mass) < 0) return refuted(`r*r'' < 0 in the kink at z = ${short(approximate(cut))}`);
  }
  return PROVEN;
}

function inside({ from, to }: Span): string {
  const low = from === null ? null : short(approximate(from));
  const high = to === null ? null : short(approximate(to));
  if (low === null) return high === null ? 'on the line' : `for z < ${high}`;
  return high === null ? `for z > ${low}` : `for ${low} < z < ${high}`;
}

function short(z: number): string {
  return String(Number(z.toPrecision(4)));
}

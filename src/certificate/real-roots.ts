import { degreeOf, derivative, exactQuotient, multiply, valueAt, type Polynomial } from './polynomial.ts';
import { add, divide, ONE, rational, signOf, subtract, TWO, type Rational } from './rational.ts';
import {
  commonDivisor,
  polynomialOf,
  primitiveOf,
  signAt,
  sturmChain,
  type PrimitivePolynomial,
} from './remainders.ts';

/** An open interval of the line; null for an infinite end. */
export interface Span {
  readonly from: Rational | null;
  readonly to: Rational | null;
}

/**
 * Number of distinct real roots of a polynomial without multiple roots in an open interval: the variations of
 * sign in its Sturm chain at both ends (J. C. F. Sturm, 1829).
 */
export function countRoots(p: Polynomial, { from, to }: Span): number {
  if (degreeOf(p) < 1) return 0;
  const chain = sturmChain(primitiveOf(p), primitiveOf(derivative(p)));
  const least = variations(chain.map((q) => (from === null ? signAtInfinity(q, -1) : signAt(q, from))));
  const most = variations(chain.map((q) => (to === null ? signAtInfinity(q, 1) : signAt(q, to))));
  const isRootAtEnd = to !== null && signAt(chain[0]!, to) === 0;
  return least - most - (isRootAtEnd ? 1 : 0);
}

function signAtInfinity(p: PrimitivePolynomial, direction: 1 | -1): number {
  const lead = p.at(-1)! > 0n ? 1 : -1;
  return direction === -1 && p.length % 2 === 0 ? -lead : lead;
}

function variations(signs: readonly number[]): number {
  const clear = signs.filter((sign) => sign !== 0);
  return clear.filter((sign, i) => i > 0 && sign !== clear[i - 1]).length;
}

function divisorOf(p: Polynomial, q: Polynomial): Polynomial {
  return polynomialOf(commonDivisor(primitiveOf(p), primitiveOf(q)));
}

/**
 * The polynomial without multiple roots whose roots are those where p changes its sign (Yun's factors of odd
 * power).
 */
export function signChanges(p: Polynomial): Polynomial {
  let odd: Polynomial = [ONE];
  if (degreeOf(p) < 1) return odd;
  let common = divisorOf(p, derivative(p));
  let single = exactQuotient(p, common);
  for (let power = 1; degreeOf(single) > 0; power++) {
    const higher = divisorOf(single, common);
    if (power % 2 === 1) odd = multiply(odd, exactQuotient(single, higher));
    common = exactQuotient(common, higher);
    single = higher;
  }
  return odd;
}

/**
 * Sign of a polynomial in an open interval, isolated zeros aside: 0 for the zero polynomial, null if it
 * changes.
 */
export function signIn(p: Polynomial, span: Span): -1 | 0 | 1 | null {
  return signOfProduct(p, [ONE], span);
}

/** Sign of p·q, without making the product: where both change their signs at one point, it keeps its own. */
export function signOfProduct(p: Polynomial, q: Polynomial, span: Span): -1 | 0 | 1 | null {
  if (p.length === 0 || q.length === 0) return 0;
  const [first, second] = [signChanges(p), signChanges(q)];
  const both = divisorOf(first, second);
  if (countRoots(exactQuotient(first, both), span) + countRoots(exactQuotient(second, both), span) > 0)
    return null;
  for (let i = 0; ; i++) {
    const at = pointIn(span, i);
    const sign = signOf(valueAt(p, at)) * signOf(valueAt(q, at));
    if (sign !== 0) return sign > 0 ? 1 : -1;
  }
}

/** Distinct points of an open interval. */
function pointIn({ from, to }: Span, i: number): Rational {
  const step = rational(i + 1);
  if (from === null) return to === null ? rational(i) : subtract(to, step);
  if (to === null) return add(from, step);
  return add(from, divide(subtract(to, from), add(step, TWO)));
}

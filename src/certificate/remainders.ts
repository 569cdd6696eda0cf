import type { Polynomial } from './polynomial.ts';
import { greatestCommonDivisor, type Rational } from './rational.ts';

/**
 * Remainders of polynomials in whole numbers, each divided by what its coefficients have in common: fractions
 * would grow without bound. Factors are positive, so that signs stay.
 */

/** Coefficients by rising power, as `Polynomial`, whole and without a common divisor. */
export type PrimitivePolynomial = readonly bigint[];

/** A positive multiple of p. */
export function primitiveOf(p: Polynomial): PrimitivePolynomial {
  const common = p.reduce((most, { denominator }) => leastCommonMultiple(most, denominator), 1n);
  return primitive(p.map(({ numerator, denominator }) => numerator * (common / denominator)));
}

export function polynomialOf(p: PrimitivePolynomial): Polynomial {
  return p.map((numerator): Rational => ({ numerator, denominator: 1n }));
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function primitive(coefficients: readonly bigint[]): PrimitivePolynomial {
  let length = coefficients.length;
  while (length > 0 && coefficients[length - 1] === 0n) length -= 1;
  let content = 0n;
  for (let i = 0; i < length && content !== 1n; i++)
    content = greatestCommonDivisor(coefficients[i]!, content);
  return coefficients.slice(0, length).map((each) => each / content);
}

/** A positive multiple of the remainder of p by q. Domain: q not 0. */
function remainder(p: PrimitivePolynomial, q: PrimitivePolynomial): PrimitivePolynomial {
  const rest = [...p];
  const lead = q.at(-1)!;
  const size = lead < 0n ? -lead : lead;
  for (let shift = p.length - q.length; shift >= 0; shift--) {
    const top = rest[shift + q.length - 1]! * (lead < 0n ? -1n : 1n);
    for (let i = 0; i < rest.length; i++) rest[i]! *= size;
    q.forEach((b, j) => {
      rest[shift + j]! -= top * b;
    });
  }
  return primitive(rest);
}

/** Greatest common divisor; 1 where both have no common root. */
export function commonDivisor(p: PrimitivePolynomial, q: PrimitivePolynomial): PrimitivePolynomial {
  let [a, b] = [p, q];
  while (b.length > 0) [a, b] = [b, remainder(a, b)];
  return a;
}

/** p, q, and then each time the negative remainder of the two before: a Sturm chain if q is p'. */
export function sturmChain(p: PrimitivePolynomial, q: PrimitivePolynomial): readonly PrimitivePolynomial[] {
  const chain = [p, q];
  for (;;) {
    const next = remainder(chain.at(-2)!, chain.at(-1)!).map((each) => -each);
    if (next.length === 0) return chain;
    chain.push(next);
  }
}

/** Sign at numerator/denominator: that of the sum of coefficient·numerator^i·denominator^(degree − i). */
export function signAt(p: PrimitivePolynomial, { numerator, denominator }: Rational): -1 | 0 | 1 {
  let value = 0n;
  let below = 1n;
  for (const coefficient of p.toReversed()) {
    value = value * numerator + coefficient * below;
    below *= denominator;
  }
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

import {
  add as addNumbers,
  divide as divideNumbers,
  multiply as multiplyNumbers,
  negate as negateNumber,
  rational,
  signOf,
  subtract as subtractNumbers,
  ZERO,
  type Rational,
} from './rational.ts';

/** Coefficients by rising power, the last one not 0; the zero polynomial has none. */
export type Polynomial = readonly Rational[];

function trimmed(coefficients: readonly Rational[]): Polynomial {
  let length = coefficients.length;
  while (length > 0 && signOf(coefficients[length - 1]!) === 0) length -= 1;
  return coefficients.slice(0, length);
}

export function constantPolynomial(value: Rational): Polynomial {
  return trimmed([value]);
}

export const IDENTITY: Polynomial = [ZERO, rational(1)];

export function degreeOf(p: Polynomial): number {
  return p.length - 1;
}

export function add(p: Polynomial, q: Polynomial): Polynomial {
  const length = Math.max(p.length, q.length);
  return trimmed(Array.from({ length }, (_, i) => addNumbers(p[i] ?? ZERO, q[i] ?? ZERO)));
}

export function negate(p: Polynomial): Polynomial {
  return p.map(negateNumber);
}

export function subtract(p: Polynomial, q: Polynomial): Polynomial {
  return add(p, negate(q));
}

export function multiply(p: Polynomial, q: Polynomial): Polynomial {
  if (p.length === 0 || q.length === 0) return [];
  const result = new Array<Rational>(p.length + q.length - 1).fill(ZERO);
  p.forEach((a, i) => {
    q.forEach((b, j) => {
      result[i + j] = addNumbers(result[i + j]!, multiplyNumbers(a, b));
    });
  });
  return trimmed(result);
}

export function derivative(p: Polynomial): Polynomial {
  return trimmed(p.slice(1).map((a, i) => multiplyNumbers(a, rational(i + 1))));
}

/** Value at a number, by Horner's rule. */
export function valueAt(p: Polynomial, at: Rational): Rational {
  return p.reduceRight((value, a) => addNumbers(multiplyNumbers(value, at), a), ZERO);
}

/** p/q where q divides p, and is not 0. */
export function exactQuotient(p: Polynomial, q: Polynomial): Polynomial {
  const quotient = new Array<Rational>(Math.max(0, p.length - q.length + 1)).fill(ZERO);
  const rest = [...p];
  const lead = q.at(-1)!;
  for (let shift = p.length - q.length; shift >= 0; shift--) {
    const factor = divideNumbers(rest[shift + q.length - 1]!, lead);
    quotient[shift] = factor;
    q.forEach((b, j) => {
      rest[shift + j] = subtractNumbers(rest[shift + j]!, multiplyNumbers(factor, b));
    });
  }
  return trimmed(quotient);
}

import { call, number, Z } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import { simplify } from '../simplify.ts';

/** Coefficients of 1, z and z², each with the sum of the sizes of the terms that it is made of. */
interface SizedPolynomial {
  readonly coefficients: Three;
  readonly sizes: Three;
}

type Three = readonly [number, number, number];

/** Rounding of a coefficient, relative to its terms, up to which it is taken for 0. */
const ROUNDING = 1e-15;

/**
 * A polynomial of degree 2 or less without the terms that are nothing but the rounding of what cancels in
 * them, as 2z − 1.9999999999999996z is where 2 was meant; any other formula as it is.
 */
export function withoutRounding(formula: Node): Node {
  const found = sizedPolynomial(formula);
  if (found === null) return formula;
  const { coefficients, sizes } = found;
  const kept = coefficients.map((c, i) => (Math.abs(c) <= ROUNDING * sizes[i]! ? 0 : c));
  if (kept.every((c, i) => c === coefficients[i])) return formula;
  const terms = kept.map((c, i) => call('multiply', number(c), call('power', Z, number(i))));
  return simplify(terms.reduce((sum, term) => call('add', sum, term)));
}

function sizedPolynomial(node: Node): SizedPolynomial | null {
  if (node.kind === 'number')
    return { coefficients: [node.value, 0, 0], sizes: [Math.abs(node.value), 0, 0] };
  if (node.kind === 'z') return { coefficients: [0, 1, 0], sizes: [0, 1, 0] };
  if (node.kind !== 'call') return null;
  const a = node.args[0] === undefined ? null : sizedPolynomial(node.args[0]);
  if (a === null) return null;
  if (node.operation === 'negate') return multiple(a, -1);
  const b = node.args[1] === undefined ? null : sizedPolynomial(node.args[1]);
  if (b === null) return null;
  switch (node.operation) {
    case 'add':
      return sum(a, b, 1);
    case 'subtract':
      return sum(a, b, -1);
    case 'multiply':
      return product(a, b);
    case 'divide':
      return degreeOf(b) === 0 ? multiple(a, 1 / b.coefficients[0]) : null;
    case 'power':
      return degreeOf(b) === 0 && b.coefficients[0] === 2 ? product(a, a) : null;
    default:
      return null;
  }
}

function sum(a: SizedPolynomial, b: SizedPolynomial, sign: 1 | -1): SizedPolynomial {
  return {
    coefficients: three((i) => a.coefficients[i]! + sign * b.coefficients[i]!),
    sizes: three((i) => a.sizes[i]! + b.sizes[i]!),
  };
}

function multiple(a: SizedPolynomial, factor: number): SizedPolynomial {
  return {
    coefficients: three((i) => a.coefficients[i]! * factor),
    sizes: three((i) => a.sizes[i]! * Math.abs(factor)),
  };
}

function product(a: SizedPolynomial, b: SizedPolynomial): SizedPolynomial | null {
  if (degreeOf(a) + degreeOf(b) > 2) return null;
  const of = (x: Three, y: Three): Three =>
    three((i) =>
      Array.from({ length: i + 1 }, (_, j) => x[j]! * y[i - j]!).reduce((all, term) => all + term, 0),
    );
  return { coefficients: of(a.coefficients, b.coefficients), sizes: of(a.sizes, b.sizes) };
}

function degreeOf({ sizes }: SizedPolynomial): number {
  return sizes[2] !== 0 ? 2 : sizes[1] !== 0 ? 1 : 0;
}

function three(of: (i: number) => number): Three {
  return [of(0), of(1), of(2)];
}

import { LN2 } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import { productNode, asProduct } from '../product.ts';
import { asSum } from '../sum.ts';
import type { Interner } from '../tree/intern.ts';
import { ZERO } from '../tree/nodes.ts';
import type { Node, Operation } from '../tree/tree.ts';

/**
 * Logarithms of positive formulas that are made of exponentials, from their structure: what under- or
 * overflows has a logarithm all the same.
 */
export interface Logarithms {
  /** log of a formula; null where its structure gives nothing better than that. */
  readonly of: (node: Node) => Node | null;
  /** The same of what is no product; null also where it can neither vanish nor overflow. */
  readonly ofBase: (base: Node) => Node | null;
  /** A sum as terms coefficient·exp(exponent), two at least; null where it is none. */
  readonly termsOf: (node: Node) => readonly Term[] | null;
}

export interface Term {
  readonly coefficient: number;
  readonly exponent: Node;
}

const SQRT2 = Math.SQRT2;

export function logarithms(interner: Interner): Logarithms {
  const make = interner.call;
  const times = (factor: number, u: Node): Node =>
    factor === 1 ? u : make('multiply', interner.number(factor), u);
  const plus = (u: Node, v: Node): Node => make('add', u, v);
  const logAdd = (u: Node, v: Node): Node => make('logaddexp', u, v);
  const negated = (u: Node): Node => make('negate', u);
  const logCosh = (u: Node): Node => plus(logAdd(u, negated(u)), interner.number(-LN2));

  /** Logarithms of functions that leave the doubles at an infinity. */
  const known: Readonly<Partial<Record<Operation, (u: Node) => Node>>> = {
    exp: (u) => u,
    normpdf: (u) => make('lognormpdf', u),
    normcdf: (u) => make('lognormcdf', u),
    sigmoid: (u) => negated(make('softplus', negated(u))),
    cosh: logCosh,
    sech2: (u) => times(-2, logCosh(u)),
  };

  function ofBase(base: Node): Node | null {
    if (base.kind !== 'call') return null;
    const own = known[base.operation];
    if (own !== undefined) return own(base.args[0]!);
    const complement = complementOf(base);
    if (complement !== null) return of(complement);
    const terms = termsOf(base);
    if (terms === null || terms.some(({ coefficient }) => !(coefficient > 0)) || isSteady(base)) return null;
    return terms
      .map(({ coefficient, exponent }) =>
        coefficient === 1 ? exponent : plus(exponent, interner.number(log(coefficient))),
      )
      .reduce(logAdd);
  }

  function of(node: Node): Node | null {
    const product = asProduct(node, interner);
    if (product === null || !(product.coefficient > 0)) return null;
    const logs = product.factors.map(({ base, exponent }) => {
      const found = ofBase(base);
      return found === null ? null : times(exponent, found);
    });
    const found = logs.filter((each) => each !== null);
    if (found.length === 0) return null;
    // What may be negative stays together.
    const rest = { ...product, factors: product.factors.filter((_, i) => logs[i] === null) };
    const plain = rest.factors.length > 0 || rest.coefficient !== 1;
    return [...found, ...(plain ? [make('log', productNode(rest, interner))] : [])].reduce(plus);
  }

  /** The exponent of a product of exponentials, and its number; null where a factor is none. */
  function termOf(node: Node): Term | null {
    const product = asProduct(node, interner);
    if (product === null) return null;
    let exponent: Node = interner.share(ZERO);
    for (const { base, exponent: power } of product.factors) {
      const own = base.kind === 'call' && base.operation !== 'cosh' ? known[base.operation] : undefined;
      if (own === undefined) return null;
      exponent = plus(exponent, times(power, own((base as Node & { readonly kind: 'call' }).args[0]!)));
    }
    return { coefficient: product.coefficient, exponent };
  }

  function termsOf(node: Node): readonly Term[] | null {
    if (node.kind !== 'call') return null;
    if (node.operation === 'cosh' || node.operation === 'sinh') {
      const u = node.args[0]!;
      const second = node.operation === 'cosh' ? 0.5 : -0.5;
      return [
        { coefficient: 0.5, exponent: u },
        { coefficient: second, exponent: negated(u) },
      ];
    }
    if (node.operation !== 'add' && node.operation !== 'subtract') return null;
    const sum = asSum(node, interner);
    if (sum === null || sum.size < 2) return null;
    const terms = [...sum].map(([term, coefficient]): Term | null => {
      if (term === null) return { coefficient, exponent: interner.share(ZERO) };
      const found = termOf(term);
      return found === null ? null : { ...found, coefficient: coefficient * found.coefficient };
    });
    return terms.every((term) => term !== null) ? terms : null;
  }

  /** A number with terms that are bounded: no more can happen to it than to a number. */
  function isSteady(base: Node): boolean {
    const terms = [...asSum(base, interner)!.keys()];
    return (
      terms.includes(null) &&
      terms.every((term) => term === null || (term.kind === 'call' && BOUNDED.has(term.operation)))
    );
  }

  /** c ± c·f(u), f saturating at 1 there, as a product without a difference. */
  function complementOf(base: Node): Node | null {
    if (base.kind !== 'call' || (base.operation !== 'add' && base.operation !== 'subtract')) return null;
    const sum = asSum(base, interner);
    const [c, term] = [sum?.get(null), [...(sum?.keys() ?? [])].find((each) => each !== null)];
    if (sum?.size !== 2 || c === undefined || term?.kind !== 'call') return null;
    const side = sum.get(term)! / c;
    if (Math.abs(side) !== 1) return null;
    const [u, power] = term.args as [Node, Node | undefined];
    const isFalling = side === -1;
    switch (term.operation) {
      case 'normcdf':
      case 'sigmoid':
        return isFalling ? times(c, make(term.operation, negated(u))) : null;
      case 'tanh':
        return times(2 * c, make('sigmoid', times(2 * side, u)));
      case 'erf':
        return times(2 * c, make('normcdf', times(SQRT2 * side, u)));
      case 'power': {
        const isSquare = power?.kind === 'number' && power.value === 2;
        if (!isFalling || !isSquare || u.kind !== 'call' || u.operation !== 'tanh') return null;
        return times(c, make('sech2', u.args[0]!));
      }
      default:
        return null;
    }
  }

  return { of, ofBase, termsOf };
}

const BOUNDED: ReadonlySet<string> = new Set(['normpdf', 'normcdf', 'sigmoid', 'sech2']);

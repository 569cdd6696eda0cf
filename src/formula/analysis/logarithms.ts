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
  return {
    of: (node) => logOf(interner, node),
    ofBase: (base) => logOfBase(interner, base),
    termsOf: (node) => termsOf(interner, node),
  };
}

function times({ call, number }: Interner, factor: number, u: Node): Node {
  return factor === 1 ? u : call('multiply', number(factor), u);
}

function logCosh({ call, number }: Interner, u: Node): Node {
  return call('add', call('logaddexp', u, call('negate', u)), number(-LN2));
}

/** Logarithms of functions that leave the doubles at an infinity. */
const KNOWN: Readonly<Partial<Record<Operation, (interner: Interner, u: Node) => Node>>> = {
  exp: (_, u) => u,
  normpdf: ({ call }, u) => call('lognormpdf', u),
  normcdf: ({ call }, u) => call('lognormcdf', u),
  sigmoid: ({ call }, u) => call('negate', call('softplus', call('negate', u))),
  cosh: logCosh,
  sech2: (interner, u) => times(interner, -2, logCosh(interner, u)),
};

function logOfBase(interner: Interner, base: Node): Node | null {
  if (base.kind !== 'call') return null;
  const own = KNOWN[base.operation];
  if (own !== undefined) return own(interner, base.args[0]!);
  const complement = complementOf(interner, base);
  if (complement !== null) return logOf(interner, complement);
  const terms = termsOf(interner, base);
  if (terms === null || terms.some(({ coefficient }) => !(coefficient > 0)) || isSteady(interner, base))
    return null;
  return terms
    .map(({ coefficient, exponent }) =>
      coefficient === 1 ? exponent : interner.call('add', exponent, interner.number(log(coefficient))),
    )
    .reduce((u, v) => interner.call('logaddexp', u, v));
}

function logOf(interner: Interner, node: Node): Node | null {
  const product = asProduct(node, interner);
  if (product === null || !(product.coefficient > 0)) return null;
  const logs = product.factors.map(({ base, exponent }) => {
    const found = logOfBase(interner, base);
    return found === null ? null : times(interner, exponent, found);
  });
  const found = logs.filter((each) => each !== null);
  if (found.length === 0) return null;
  // What may be negative stays together.
  const rest = { ...product, factors: product.factors.filter((_, i) => logs[i] === null) };
  if (rest.factors.length > 0 || rest.coefficient !== 1)
    found.push(interner.call('log', productNode(rest, interner)));
  return found.reduce((u, v) => interner.call('add', u, v));
}

/** The exponent of a product of exponentials, and its number; null where a factor is none. */
function termOf(interner: Interner, node: Node): Term | null {
  const product = asProduct(node, interner);
  if (product === null) return null;
  let exponent: Node = interner.share(ZERO);
  for (const { base, exponent: power } of product.factors) {
    const own = base.kind === 'call' && base.operation !== 'cosh' ? KNOWN[base.operation] : undefined;
    if (own === undefined || base.kind !== 'call') return null;
    exponent = interner.call('add', exponent, times(interner, power, own(interner, base.args[0]!)));
  }
  return { coefficient: product.coefficient, exponent };
}

function termsOf(interner: Interner, node: Node): readonly Term[] | null {
  if (node.kind !== 'call') return null;
  if (node.operation === 'cosh' || node.operation === 'sinh') {
    const u = node.args[0]!;
    const second = node.operation === 'cosh' ? 0.5 : -0.5;
    return [
      { coefficient: 0.5, exponent: u },
      { coefficient: second, exponent: interner.call('negate', u) },
    ];
  }
  if (node.operation !== 'add' && node.operation !== 'subtract') return null;
  const sum = asSum(node, interner);
  if (sum === null || sum.size < 2) return null;
  const terms = [...sum].map(([term, coefficient]): Term | null => {
    if (term === null) return { coefficient, exponent: interner.share(ZERO) };
    const found = termOf(interner, term);
    return found === null ? null : { ...found, coefficient: coefficient * found.coefficient };
  });
  return terms.every((term) => term !== null) ? terms : null;
}

/** A number with terms that are bounded: no more can happen to it than to a number. */
function isSteady(interner: Interner, base: Node): boolean {
  const terms = [...asSum(base, interner)!.keys()];
  return (
    terms.includes(null) &&
    terms.every((term) => term === null || (term.kind === 'call' && BOUNDED.has(term.operation)))
  );
}

/** c ± c·f(u), f saturating at 1 there, as a product without a difference. */
function complementOf(interner: Interner, base: Node): Node | null {
  if (base.kind !== 'call' || (base.operation !== 'add' && base.operation !== 'subtract')) return null;
  const sum = asSum(base, interner);
  const [c, term] = [sum?.get(null), [...(sum?.keys() ?? [])].find((each) => each !== null)];
  if (sum?.size !== 2 || c === undefined || term?.kind !== 'call') return null;
  const side = sum.get(term)! / c;
  if (Math.abs(side) !== 1) return null;
  const [u, power] = term.args as [Node, Node | undefined];
  const { call } = interner;
  const isFalling = side === -1;
  switch (term.operation) {
    case 'normcdf':
    case 'sigmoid':
      return isFalling ? times(interner, c, call(term.operation, call('negate', u))) : null;
    case 'tanh':
      return times(interner, 2 * c, call('sigmoid', times(interner, 2 * side, u)));
    case 'erf':
      return times(interner, 2 * c, call('normcdf', times(interner, SQRT2 * side, u)));
    case 'power': {
      const isSquare = power?.kind === 'number' && power.value === 2;
      if (!isFalling || !isSquare || u.kind !== 'call' || u.operation !== 'tanh') return null;
      return times(interner, c, call('sech2', u.args[0]!));
    }
    default:
      return null;
  }
}

const BOUNDED: ReadonlySet<string> = new Set(['normpdf', 'normcdf', 'sigmoid', 'sech2']);

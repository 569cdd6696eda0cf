import { exp } from '../../elementary/exp.ts';
import { log } from '../../elementary/log.ts';
import { quadraticForm, type LinearForm, type QuadraticForm } from '../algebra/linear-form.ts';
import { productNode, asProduct, type Factor } from '../product.ts';
import { simplify } from '../simplify.ts';
import { sumNode, asSum } from '../sum.ts';
import { createInterner, type Interner } from '../tree/intern.ts';
import { ONE, Z, ZERO } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';
import { logarithms, type Logarithms, type Term } from './logarithms.ts';

/**
 * An equal formula whose parts stay within the doubles where the whole does: logarithms of what is made of
 * exponentials are told by these, and products of exponentials and quotients by sums of them are one
 * exponential. The formula itself where there is nothing of the kind in it.
 *
 * @param node simplified
 */
export function stableForm(node: Node): Node {
  const interner = createInterner();
  const logs = logarithms(interner);
  const memo = new Map<Node, Node>();
  const visit = (each: Node): Node => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result =
      each.kind === 'call'
        ? rewritten(interner.call(each.operation, ...each.args.map(visit)), interner, logs)
        : each;
    memo.set(each, result);
    return result;
  };
  const shared = interner.share(node);
  const result = visit(shared);
  return result === shared ? node : simplify(result);
}

function rewritten(node: Node, interner: Interner, logs: Logarithms): Node {
  if (node.kind !== 'call') return node;
  const [a] = node.args as [Node];
  switch (node.operation) {
    case 'log':
      return logs.of(a) ?? node;
    case 'log1p':
      return logs.of(interner.call('add', interner.share(ONE), a)) ?? node;
    case 'multiply':
    case 'divide':
    case 'power':
      return oneExponential(node, interner, logs) ?? node;
    default:
      return node;
  }
}

/** A product as exponentials that are taken together, sums of such that divide, and what is left. */
interface Split {
  readonly exponentials: readonly Node[];
  readonly sums: readonly { readonly terms: readonly Term[]; readonly power: number; readonly log: Node }[];
  readonly others: readonly Factor[];
}

function oneExponential(node: Node, interner: Interner, logs: Logarithms): Node | null {
  const { call } = interner;
  const product = asProduct(node, interner);
  if (product === null) return null;
  const { exponentials, sums, others } = split(product.factors, interner, logs);
  if (sums.length === 0 && exponentials.length < 2) return null;
  const [only] = sums;
  const isPlain = sums.length === 1 && only!.power === -1 && only!.terms.length === 2;
  const divided = isPlain ? [] : sums.map(({ power, log }) => call('multiply', interner.number(power), log));
  const zero = interner.share(ZERO);
  const exponent = [...exponentials, ...divided].reduce((u, v) => call('add', u, v), zero);
  // A sum above the line is divided term by term.
  const at = others.findIndex(({ base, exponent: power }) => power === 1 && logs.termsOf(base) !== null);
  const terms = at < 0 ? [{ coefficient: 1, exponent: zero }] : logs.termsOf(others[at]!.base)!;
  const sum = terms
    .map((term): Node => {
      const whole = interner.share(simplify(call('add', exponent, term.exponent)));
      const found = isPlain ? share(whole, only!.terms, interner) : exponential(whole, interner);
      return call('multiply', interner.number(term.coefficient), found);
    })
    .reduce((u, v) => call('add', u, v));
  return call(
    'multiply',
    productNode({ ...product, factors: others.filter((_, i) => i !== at) }, interner),
    sum,
  );
}

function split(factors: readonly Factor[], interner: Interner, logs: Logarithms): Split {
  const exponentials: Node[] = [];
  const sums: { readonly terms: readonly Term[]; readonly power: number; readonly log: Node }[] = [];
  const others: Factor[] = [];
  for (const factor of factors) {
    const { base, exponent: power } = factor;
    const isPure = base.kind === 'call' && (base.operation === 'exp' || base.operation === 'normpdf');
    const log = isPure || power < 0 ? logs.ofBase(base) : null;
    const terms = isPure ? null : logs.termsOf(base);
    if (log === null) others.push(factor);
    else if (terms !== null) sums.push({ terms, power, log });
    else exponentials.push(interner.call('multiply', interner.number(power), log));
  }
  return { exponentials, sums, others };
}

function exponential(exponent: Node, interner: Interner): Node {
  const { call, number, share } = interner;
  if (exponent.kind === 'number') return number(exp(exponent.value));
  return call('exp', share(simplify(oneQuadratic(exponent, interner))));
}

/**
 * A sum whose quadratic terms cancel for the most part, with one in their place: a·(z − c)² + d, or a linear
 * one where a is only rounding.
 */
function oneQuadratic(node: Node, interner: Interner): Node {
  const sum = asSum(node, interner);
  if (sum === null) return node;
  const others = new Map(sum);
  const total = { square: 0, slope: 0, intercept: 0 };
  let size = 0;
  for (const [term, coefficient] of sum) {
    const form = term === null ? null : quadraticForm(term);
    if (form === null) continue;
    total.square += coefficient * form.square;
    total.slope += coefficient * form.slope;
    total.intercept += coefficient * form.intercept;
    size += Math.abs(coefficient * form.square);
    others.delete(term);
  }
  const left = Math.abs(total.square) / size;
  if (!(left < CANCELLED)) return node;
  const one = left <= ROUNDING ? linear(total, interner) : centered(total, interner);
  return interner.call('add', sumNode(others, interner), one);
}

function linear({ slope, intercept }: LinearForm, { call, number, share }: Interner): Node {
  return call('add', call('multiply', number(slope), share(Z)), number(intercept));
}

function centered({ square, slope, intercept }: QuadraticForm, { call, number, share }: Interner): Node {
  const center = -slope / (2 * square);
  const power = call('power', call('subtract', share(Z), number(center)), number(2));
  return call('add', call('multiply', number(square), power), number(intercept + (slope * center) / 2));
}

/** What is left of z², relative to its terms, below which these are taken together. */
const CANCELLED = 0.5;

/** What is left of z² relative to what cancels, where that is rounding. */
const ROUNDING = 1e-15;

/** exp(exponent) over a sum of two terms: a logistic function where it is one of them. */
function share(exponent: Node, terms: readonly Term[], interner: Interner): Node {
  const { call, number } = interner;
  const logOf = ({ coefficient, exponent: of }: Term): Node =>
    coefficient === 1 ? of : call('add', of, number(log(coefficient)));
  const [first, second] = terms.map(logOf) as [Node, Node];
  for (const [own, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const apart = simplify(call('subtract', exponent, own));
    if (apart.kind !== 'number') continue;
    return call('multiply', number(exp(apart.value)), call('sigmoid', call('subtract', own, other)));
  }
  return call('exp', call('subtract', exponent, call('logaddexp', first, second)));
}

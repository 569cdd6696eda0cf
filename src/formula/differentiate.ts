import { createInterner, type Interner } from './tree/intern.ts';
import type { Calculus, Derivative } from './algebra/record.ts';
import { OPERATIONS } from './operations/table.ts';
import { isOne, isZero } from './tree/nodes.ts';
import type { Node } from './tree/tree.ts';

/** What the variable is that a formula is differentiated by: z, or the name of one of its parameters. */
export const BY_Z = 'z';

/**
 * Derivative in z or in a parameter, almost everywhere: `step`, `sign` and `floor` have derivative 0, `abs`
 * has `sign`, and at a kink the branch of the value decides. All other names are constants. The result shares
 * equal subtrees and is not simplified, beyond leaving out what multiplies with 0; follow with `simplify`.
 *
 * @param by `z`, or a parameter
 * @throws GradvarError FORMULA_INVALID if the derivative outgrows MAX_DERIVED_NODES
 *
 * @example
 * printFormula(simplify(differentiate(parseFormula('z^3')))); // → '3*z^2'
 */
export function differentiate(node: Node, by: string = BY_Z): Node {
  const interner = createInterner();
  const memo = new Map<Node, Node>();
  const of = (each: Node): Node => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result =
      each.kind === 'call'
        ? derive(OPERATIONS[each.operation].derivative, each.args)
        : interner.number(isNamed(each, by) ? 1 : 0);
    memo.set(each, result);
    return result;
  };
  const calculus = { ...algebra(interner), of };

  function derive(derivative: Derivative, [u, v, w]: readonly Node[]): Node {
    if (derivative.kind === 'rule') return derivative.derive(calculus, u!, v!, w!);
    const inner = of(u!);
    if (isZero(inner) || derivative.kind === 'flat') return interner.number(0);
    return chained(inner, derivative.first(u!));
  }

  /** u' f'(u), u' first so that nested functions share their inner factors. */
  function chained(inner: Node, slope: Node): Node {
    const [x, y] = slope.kind === 'call' ? slope.args : [];
    if (slope.kind === 'call' && slope.operation === 'negate') return calculus.negated(chained(inner, x!));
    if (slope.kind === 'call' && slope.operation === 'divide' && isOne(x!))
      return calculus.over(inner, interner.share(y!));
    return calculus.times(inner, interner.share(slope));
  }

  return of(interner.share(node));
}

function isNamed(node: Node, name: string): boolean {
  return node.kind === 'z' ? name === BY_Z : node.kind === 'parameter' && node.name === name;
}

/** Constructors that leave out zeros, so that derivatives of constants vanish at once. */
function algebra({ call, number }: Interner): Omit<Calculus, 'of'> {
  const negated = (u: Node): Node => (isZero(u) ? u : call('negate', u));
  return {
    call,
    number,
    negated,
    add: (u, v) => (isZero(u) ? v : isZero(v) ? u : call('add', u, v)),
    subtract: (u, v) => (isZero(v) ? u : isZero(u) ? negated(v) : call('subtract', u, v)),
    times: (u, v) =>
      isZero(u) || isZero(v) ? number(0) : isOne(u) ? v : isOne(v) ? u : call('multiply', u, v),
    over: (u, v) => (isZero(u) ? u : call('divide', u, v)),
    select: (c, u, v) => (u === v ? u : call('select', c, u, v)),
  };
}

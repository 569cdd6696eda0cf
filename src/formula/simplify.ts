import { createInterner, type Interner } from './tree/intern.ts';
import { OPERATIONS } from './operations/table.ts';
import { mayMultiply, merged, productNode, asProduct, type Product } from './product.ts';
import { sumNode, asSum } from './sum.ts';
import { isZero } from './tree/nodes.ts';
import type { Node, Operation } from './tree/tree.ts';

/**
 * An equal, simpler tree: constants folded, like terms and like factors gathered (2z/z^2 is 2/z, z - z is 0,
 * (2/z)*z is 2), select and min of equal branches dropped. Every rule holds almost everywhere; where a rule
 * would turn overflow of a constant into a wrong number it is not used. Shares equal subtrees.
 *
 * @throws GradvarError FORMULA_INVALID beyond MAX_DERIVED_NODES distinct nodes
 *
 * @example
 * printFormula(simplify(parseFormula('z + z'))); // → '2*z'
 */
export function simplify(node: Node): Node {
  const interner = createInterner();
  const memo = new Map<Node, Node>();
  const visit = (each: Node): Node => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result =
      each.kind === 'call'
        ? simplifyCall(each.operation, each.args.map(visit), interner)
        : simplifyLeaf(each, interner);
    memo.set(each, result);
    return result;
  };
  return visit(node);
}

function simplifyLeaf(node: Node, interner: Interner): Node {
  if (node.kind === 'number') return interner.number(node.value + 0);
  return interner.share(node);
}

/** A call of simplified arguments. */
function simplifyCall(operation: Operation, args: readonly Node[], interner: Interner): Node {
  const plain = interner.call(operation, ...args);
  const numbers = args.flatMap((arg) => (arg.kind === 'number' ? [arg.value] : []));
  const [a, b, c] = args as [Node, Node, Node];
  if (numbers.length === args.length) {
    const [x = 0, y = 0, z = 0] = numbers;
    return interner.number(OPERATIONS[operation].evaluate(x, y, z) + 0);
  }
  switch (operation) {
    case 'add':
    case 'subtract': {
      const sum = asSum(plain, interner);
      return sum === null ? plain : sumNode(sum, interner);
    }
    case 'negate':
    case 'multiply':
    case 'divide': {
      const product = asProduct(plain, interner);
      return product === null ? plain : (chosenProduct(product, interner) ?? productNode(product, interner));
    }
    case 'power':
      return simplifyPower(a, b, plain, interner);
    case 'select':
      if (b === c) return b;
      return a.kind === 'number' && !Number.isNaN(a.value) ? (a.value >= 0 ? b : c) : plain;
    case 'min':
    case 'max':
      return a === b ? a : plain;
    case 'abs':
    case 'floor':
    case 'sign':
      return a.kind === 'call' && a.operation === operation ? a : plain;
    default:
      return plain;
  }
}

/** c·select(x, u, 0)/v as a choice between c·u/v and 0: where 0 is chosen v may be 0 as well. */
function chosenProduct({ coefficient, factors }: Product, interner: Interner): Node | null {
  if (!factors.some(({ exponent }) => exponent < 0)) return null;
  const at = factors.findIndex(
    ({ base, exponent }) =>
      exponent === 1 &&
      base.kind === 'call' &&
      base.operation === 'select' &&
      base.args.slice(1).some(isZero),
  );
  if (at < 0) return null;
  const [condition, ...branches] = (factors[at]!.base as Node & { readonly kind: 'call' }).args;
  const rest = productNode({ coefficient, factors: factors.filter((_, i) => i !== at) }, interner);
  const parts = branches.map((branch) =>
    isZero(branch) ? branch : simplifyCall('multiply', [rest, branch], interner),
  );
  return interner.call('select', condition!, ...parts);
}

function simplifyPower(base: Node, exponent: Node, plain: Node, interner: Interner): Node {
  if (base.kind === 'number' && base.value === 1) return base;
  if (exponent.kind !== 'number' || !Number.isFinite(exponent.value)) return plain;
  const outer = exponent.value;
  if (outer === 0) return interner.number(1);
  const inside = asProduct(base, interner);
  if (inside === null) return productNode({ coefficient: 1, factors: [{ base, exponent: outer }] }, interner);
  const isWhole = Number.isInteger(outer);
  const [only, ...others] = inside.factors;
  if (
    only !== undefined &&
    others.length === 0 &&
    inside.coefficient === 1 &&
    mayMultiply(only.base, only.exponent, outer)
  ) {
    const factors = merged([{ base: only.base, exponent: only.exponent * outer }]);
    return productNode({ coefficient: 1, factors }, interner);
  }
  if (isWhole && inside.coefficient < 0) {
    const positive = productNode({ ...inside, coefficient: -inside.coefficient }, interner);
    const unsigned = interner.call('power', positive, exponent);
    const raised = simplifyPower(positive, exponent, unsigned, interner);
    const product = outer % 2 === 0 ? null : asProduct(interner.call('negate', raised), interner);
    return product === null ? raised : productNode(product, interner);
  }
  return productNode({ coefficient: 1, factors: [{ base, exponent: outer }] }, interner);
}

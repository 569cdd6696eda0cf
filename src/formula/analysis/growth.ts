import { log } from '../../elementary/log.ts';
import {
  boundedOr,
  chosen,
  clipped,
  decay,
  expOf,
  extreme,
  grows,
  limit,
  logOf,
  negated,
  powerOf,
  product,
  scaled,
  signGrowth,
  signOf,
  sum,
  withSign,
} from '../algebra/growth-algebra.ts';
import { BOUNDED, UNKNOWN, VANISHING, type Growth } from '../algebra/growth-kinds.ts';
import { linearForm, type LinearForm } from '../algebra/linear-form.ts';
import type { Node } from '../tree/tree.ts';

/** Growth of formulas at infinity, read from their structure. */

/** Growth of a formula towards direction·infinity. */
export function growthOf(node: Node, direction: 1 | -1): Growth {
  const memo = new Map<Node, Growth>();
  const visit = (each: Node): Growth => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result = growthOfNode(each, direction, visit);
    memo.set(each, result);
    return result;
  };
  return visit(node);
}

function growthOfNode(node: Node, direction: 1 | -1, visit: (node: Node) => Growth): Growth {
  const linear = linearForm(node);
  if (linear !== null) return ofLinear(linear, direction);
  if (node.kind !== 'call') return UNKNOWN;
  const [a, b, c] = node.args as [Node, Node, Node];
  const u = visit(a);
  switch (node.operation) {
    case 'negate':
      return negated(u);
    case 'add':
      return sum(u, visit(b));
    case 'subtract':
      return sum(u, negated(visit(b)));
    case 'multiply':
      return productOfNodes(a, b, u, visit(b));
    case 'divide':
      return quotient(a, b, u, visit(b));
    case 'power':
      if (b.kind === 'number' && b.value === 2) return withSign(productOfNodes(a, a, u, u));
      return b.kind === 'number' ? powerOf(u, b.value) : generalPower(a, visit(b));
    case 'sqrt':
      return powerOf(u, 0.5);
    case 'abs':
      return signGrowth(u) >= 0 ? (signGrowth(u) > 0 ? u : withSign(u)) : negated(u);
    case 'exp':
      return expOf(u);
    case 'expm1':
      return signGrowth(u) < 0 ? limit(0, 0, -1) : sum(expOf(u), limit(0, 0, -1));
    case 'sinh':
      return signGrowth(u) < 0 ? negated(expOf(negated(u))) : signGrowth(u) > 0 ? expOf(u) : boundedOr(u);
    case 'cosh':
      return signGrowth(u) < 0 ? expOf(negated(u)) : signGrowth(u) > 0 ? expOf(u) : boundedOr(u);
    case 'log':
    case 'log1p':
      return logOf(u, node.operation === 'log1p');
    case 'softplus':
      return signGrowth(u) > 0 && grows(u) ? u : grows(u) ? expOf(u) : BOUNDED;
    case 'sigmoid':
      return signGrowth(u) < 0 && grows(u) ? expOf(u) : limit(0, 0, 1);
    case 'step':
      return signGrowth(u) < 0 ? VANISHING : limit(0, 0, signGrowth(u), signGrowth(u) > 0);
    case 'floor':
    case 'clip':
      if (node.operation === 'clip') return clipped(u, visit(b), visit(c));
      return grows(u) ? u : BOUNDED;
    case 'select':
      return chosen(u, visit(b), visit(c));
    case 'min':
    case 'max':
      return extreme(node.operation, u, visit(b), differenceOf(a, b, direction) ?? sum(u, negated(visit(b))));
    case 'mod':
      return boundedOr(visit(b));
    case 'sech2':
    case 'normpdf':
      return grows(u) ? decay(node.operation, u) : BOUNDED;
    case 'normcdf':
      return grows(u) && signGrowth(u) < 0 ? decay('normpdf', u) : limit(0, 0, 1);
    case 'sin':
    case 'cos':
    case 'tanh':
    case 'atan':
    case 'erf':
    case 'sign':
      return limit(
        0,
        0,
        grows(u) && node.operation !== 'sin' && node.operation !== 'cos' ? signGrowth(u) : 0,
        grows(u),
      );
    case 'tan':
    case 'normquantile':
      return UNKNOWN;
  }
}

function ofLinear({ slope, intercept }: LinearForm, direction: 1 | -1): Growth {
  return slope === 0 && intercept === 0 ? VANISHING : limit(0, slope * direction, signOf(intercept));
}

/** a − b where both are linear. */
function differenceOf(a: Node, b: Node, direction: 1 | -1): Growth | null {
  const [p, q] = [linearForm(a), linearForm(b)];
  return p === null || q === null
    ? null
    : ofLinear({ slope: p.slope - q.slope, intercept: p.intercept - q.intercept }, direction);
}

/** A product of linear parts is known to the linear term. */
function productOfNodes(a: Node, b: Node, u: Growth, v: Growth): Growth {
  const [p, q] = [linearForm(a), linearForm(b)];
  if (p?.slope === 0) return scaled(v, p.intercept);
  if (q?.slope === 0) return scaled(u, q.intercept);
  if (p === null || q === null || u.kind !== 'limit' || v.kind !== 'limit') return product(u, v);
  const slope = u.slope * q.intercept + v.slope * p.intercept;
  return limit(u.slope * v.slope, slope, 0);
}

function quotient(a: Node, b: Node, u: Growth, v: Growth): Growth {
  const [p, q] = [linearForm(a), linearForm(b)];
  if (q?.slope === 0) return scaled(u, 1 / q.intercept);
  return p?.slope === 0 ? scaled(powerOf(v, -1), p.intercept) : product(u, powerOf(v, -1));
}

/** base^v = exp(v log base) for a constant base. */
function generalPower(base: Node, v: Growth): Growth {
  if (base.kind !== 'number' || !(base.value > 0) || v.kind !== 'limit') return UNKNOWN;
  const factor = log(base.value);
  return expOf(limit(v.square * factor, v.slope * factor, 0));
}

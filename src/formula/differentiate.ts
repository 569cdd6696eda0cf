import { ERF_SLOPE } from '../elementary/constants.ts';
import { createInterner, type Interner } from './tree/intern.ts';
import type { Node, Operation } from './tree/tree.ts';

/** 2/sqrt(pi), the slope of erf at 0. */

/**
 * Derivative in z, almost everywhere: `step`, `sign` and `floor` have derivative 0, `abs` has `sign`, and at a
 * kink the branch of the value decides. Parameters are constants. The result shares equal subtrees and is not
 * simplified, beyond leaving out what multiplies with 0; follow with `simplify`.
 *
 * @throws GradvarError FORMULA_INVALID if the derivative outgrows MAX_DERIVED_NODES
 */
export function differentiate(node: Node): Node {
  const interner = createInterner();
  const memo = new Map<Node, Node>();
  const derive = (each: Node): Node => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const result =
      each.kind === 'call'
        ? deriveCall(each.operation, each.args)
        : interner.number(each.kind === 'z' ? 1 : 0);
    memo.set(each, result);
    return result;
  };
  const { add, subtract, times, over, negated, select } = algebra(interner);
  const { call, number } = interner;

  function deriveCall(operation: Operation, args: readonly Node[]): Node {
    const [u, v, w] = args as [Node, Node, Node];
    switch (operation) {
      case 'negate':
        return negated(derive(u));
      case 'add':
        return add(derive(u), derive(v));
      case 'subtract':
        return subtract(derive(u), derive(v));
      case 'multiply':
        return add(times(derive(u), v), times(u, derive(v)));
      case 'divide':
        return over(subtract(derive(u), times(call('divide', u, v), derive(v))), v);
      case 'power':
        return derivePower(u, v);
      case 'min':
        return select(call('subtract', u, v), derive(v), derive(u));
      case 'max':
        return select(call('subtract', v, u), derive(v), derive(u));
      case 'clip': {
        const raised = isOrdered(v, w) ? u : call('max', u, v);
        return select(
          call('subtract', raised, w),
          derive(w),
          select(call('subtract', v, u), derive(v), derive(u)),
        );
      }
      case 'mod':
        return subtract(derive(u), times(derive(v), call('floor', call('divide', u, v))));
      case 'select':
        return select(u, derive(v), derive(w));
      default:
        return isZero(derive(u)) ? number(0) : chained(operation, u);
    }
  }

  /** Functions of one argument: u' f'(u), u' first so that nested functions share their inner factors. */
  function chained(operation: Operation, u: Node): Node {
    const inner = derive(u);
    switch (operation) {
      case 'exp':
      case 'expm1':
        return times(inner, call('exp', u));
      case 'log':
        return over(inner, u);
      case 'log1p':
        return over(inner, call('add', number(1), u));
      case 'sqrt':
        return over(inner, call('multiply', number(2), call('sqrt', u)));
      case 'sin':
        return times(inner, call('cos', u));
      case 'cos':
        return negated(times(inner, call('sin', u)));
      case 'tan':
        return times(inner, call('add', number(1), call('power', call('tan', u), number(2))));
      case 'tanh':
        return times(inner, call('sech2', u));
      case 'sinh':
        return times(inner, call('cosh', u));
      case 'cosh':
        return times(inner, call('sinh', u));
      case 'atan':
        return over(inner, call('add', number(1), call('power', u, number(2))));
      case 'erf': {
        const bell = call('exp', call('negate', call('power', u, number(2))));
        return times(inner, call('multiply', number(ERF_SLOPE), bell));
      }
      case 'abs':
        return times(inner, call('sign', u));
      case 'sigmoid':
        return times(inner, call('multiply', call('sigmoid', u), call('sigmoid', call('negate', u))));
      case 'softplus':
        return times(inner, call('sigmoid', u));
      case 'normcdf':
        return times(inner, call('normpdf', u));
      case 'normpdf':
        return negated(times(inner, call('multiply', u, call('normpdf', u))));
      case 'normquantile':
        return over(inner, call('normpdf', call('normquantile', u)));
      case 'sech2':
        return times(
          inner,
          call('multiply', number(-2), call('multiply', call('tanh', u), call('sech2', u))),
        );
      case 'sign':
      case 'step':
      case 'floor':
        return number(0);
      default:
        throw new Error(`no derivative of ${operation}`);
    }
  }

  /** u^v: v u^(v-1) u' for constant v, u^v log(u) v' for constant u, otherwise both. */
  function derivePower(u: Node, v: Node): Node {
    const du = derive(u);
    const dv = derive(v);
    if (isZero(dv)) {
      const lowered = v.kind === 'number' ? number(v.value - 1) : call('subtract', v, number(1));
      return times(times(v, du), call('power', u, lowered));
    }
    const growth = times(call('log', u), dv);
    return times(call('power', u, v), isZero(du) ? growth : add(growth, over(times(v, du), u)));
  }

  return derive(interner.share(node));
}

/** Constructors that leave out zeros, so that derivatives of constants vanish at once. */
function algebra({ call, number }: Interner): Readonly<
  Record<'add' | 'subtract' | 'times' | 'over', (u: Node, v: Node) => Node>
> & {
  readonly negated: (u: Node) => Node;
  readonly select: (c: Node, u: Node, v: Node) => Node;
} {
  const negated = (u: Node): Node => (isZero(u) ? u : call('negate', u));
  return {
    negated,
    add: (u, v) => (isZero(u) ? v : isZero(v) ? u : call('add', u, v)),
    subtract: (u, v) => (isZero(v) ? u : isZero(u) ? negated(v) : call('subtract', u, v)),
    times: (u, v) =>
      isZero(u) || isZero(v) ? number(0) : isOne(u) ? v : isOne(v) ? u : call('multiply', u, v),
    over: (u, v) => (isZero(u) ? u : call('divide', u, v)),
    select: (c, u, v) => (u === v ? u : call('select', c, u, v)),
  };
}

function isZero(node: Node): boolean {
  return node.kind === 'number' && node.value === 0;
}

function isOne(node: Node): boolean {
  return node.kind === 'number' && node.value === 1;
}

/** Whether two bounds are numbers in ascending order, as they nearly always are. */
function isOrdered(low: Node, high: Node): boolean {
  return low.kind === 'number' && high.kind === 'number' && low.value <= high.value;
}

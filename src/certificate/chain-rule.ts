import { ONE, call, number } from '../formula/tree/nodes.ts';
import { ERF_SLOPE } from '../elementary/constants.ts';
import type { Node, Operation } from '../formula/tree/tree.ts';

/**
 * f'(u) and f''(u) of an operation f of one argument, of u^p, of c^u for a number c > 0, and of 1/u for a quotient, as
 * formulas; not simplified.
 */
export interface OuterDerivatives {
  readonly first: Node;
  readonly second: Node;
}

const times = (c: number, u: Node): Node => call('multiply', number(c), u);
const minus = (u: Node): Node => call('negate', u);
const squared = (u: Node): Node => call('power', u, number(2));

/** Null where the operation has none that is bounded by a formula: piecewise operations, and what is not supported. */
export function outerDerivatives(operation: Operation, args: readonly Node[]): OuterDerivatives | null {
  const [u, v] = args as [Node, Node];
  switch (operation) {
    case 'exp':
    case 'expm1':
      return { first: call('exp', u), second: call('exp', u) };
    case 'log':
      return ofLogarithm(u);
    case 'log1p':
      return ofLogarithm(call('add', ONE, u));
    case 'sqrt': {
      const root = call('sqrt', u);
      return {
        first: call('divide', number(0.5), root),
        second: minus(call('divide', number(0.25), call('multiply', u, root))),
      };
    }
    case 'sin':
      return { first: call('cos', u), second: minus(call('sin', u)) };
    case 'cos':
      return { first: minus(call('sin', u)), second: minus(call('cos', u)) };
    case 'tanh': {
      const bell = call('sech2', u);
      return { first: bell, second: times(-2, call('multiply', call('tanh', u), bell)) };
    }
    case 'sinh':
      return { first: call('cosh', u), second: call('sinh', u) };
    case 'cosh':
      return { first: call('sinh', u), second: call('cosh', u) };
    case 'atan': {
      const below = call('add', ONE, squared(u));
      return { first: call('divide', ONE, below), second: call('divide', times(-2, u), squared(below)) };
    }
    case 'erf': {
      const first = times(ERF_SLOPE, call('exp', minus(squared(u))));
      return { first, second: times(-2, call('multiply', u, first)) };
    }
    case 'sigmoid': {
      const first = bothSigmoids(u);
      const tilt = call('subtract', call('sigmoid', minus(u)), call('sigmoid', u));
      return { first, second: call('multiply', first, tilt) };
    }
    case 'softplus':
      return { first: call('sigmoid', u), second: bothSigmoids(u) };
    case 'normcdf': {
      const first = call('normpdf', u);
      return { first, second: minus(call('multiply', u, first)) };
    }
    case 'normpdf': {
      const bell = call('normpdf', u);
      return {
        first: minus(call('multiply', u, bell)),
        second: call('multiply', call('subtract', squared(u), ONE), bell),
      };
    }
    case 'divide':
      // Of 1/v, the outer function of a quotient.
      return ofPower(v, -1);
    case 'power':
      if (v.kind === 'number') return ofPower(u, v.value);
      return u.kind === 'number' && u.value > 0 ? ofExponential(u, v) : null;
    default:
      return null;
  }
}

function ofLogarithm(u: Node): OuterDerivatives {
  return { first: call('divide', ONE, u), second: minus(call('divide', ONE, squared(u))) };
}

function bothSigmoids(u: Node): Node {
  return call('multiply', call('sigmoid', u), call('sigmoid', minus(u)));
}

function ofPower(u: Node, p: number): OuterDerivatives {
  const raised = (exponent: number): Node =>
    exponent === 0 ? ONE : exponent === 1 ? u : call('power', u, number(exponent));
  return { first: times(p, raised(p - 1)), second: times(p * (p - 1), raised(p - 2)) };
}

function ofExponential(base: Node, exponent: Node): OuterDerivatives {
  const rate = call('log', base);
  const first = call('multiply', rate, call('power', base, exponent));
  return { first, second: call('multiply', rate, first) };
}

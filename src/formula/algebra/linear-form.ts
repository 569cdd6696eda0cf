import { E, LOG_SQRT_2PI, PI } from '../../elementary/constants.ts';
import { call, number, Z } from '../tree/nodes.ts';
import type { Node } from '../tree/tree.ts';

/** slope·z + intercept. */
export interface LinearForm {
  readonly slope: number;
  readonly intercept: number;
}

/** A formula as slope·z + intercept where its shape says so; null otherwise. Numbers have slope 0. */
export function linearForm(node: Node): LinearForm | null {
  if (node.kind === 'number') return { slope: 0, intercept: node.value };
  if (node.kind === 'z') return { slope: 1, intercept: 0 };
  if (node.kind === 'constant') return { slope: 0, intercept: node.name === 'pi' ? PI : E };
  if (node.kind !== 'call') return null;
  const u = node.args[0] === undefined ? null : linearForm(node.args[0]);
  if (u === null) return null;
  if (node.operation === 'negate') return { slope: -u.slope, intercept: -u.intercept };
  const v = node.args[1] === undefined ? null : linearForm(node.args[1]);
  if (v === null) return null;
  switch (node.operation) {
    case 'add':
      return { slope: u.slope + v.slope, intercept: u.intercept + v.intercept };
    case 'subtract':
      return { slope: u.slope - v.slope, intercept: u.intercept - v.intercept };
    case 'multiply':
      if (u.slope === 0) return { slope: u.intercept * v.slope, intercept: u.intercept * v.intercept };
      return v.slope === 0 ? { slope: u.slope * v.intercept, intercept: u.intercept * v.intercept } : null;
    case 'divide':
      return v.slope === 0 ? { slope: u.slope / v.intercept, intercept: u.intercept / v.intercept } : null;
    default:
      return null;
  }
}

/** square·z² + slope·z + intercept. */
export interface QuadraticForm extends LinearForm {
  readonly square: number;
}

/** A product or square of linear parts, or the logarithm of a normal density; null for anything else. */
export function quadraticForm(node: Node): QuadraticForm | null {
  const linear = linearForm(node);
  if (linear !== null) return { square: 0, ...linear };
  if (node.kind !== 'call') return null;
  const [a, b] = node.args as [Node, Node | undefined];
  const scaled = (form: QuadraticForm | null, factor: number, offset = 0): QuadraticForm | null =>
    form && {
      square: form.square * factor,
      slope: form.slope * factor,
      intercept: form.intercept * factor + offset,
    };
  switch (node.operation) {
    case 'negate':
      return scaled(quadraticForm(a), -1);
    case 'divide':
      return b?.kind === 'number' ? scaled(quadraticForm(a), 1 / b.value) : null;
    case 'power':
      return b?.kind === 'number' && b.value === 2 ? productForm(linearForm(a), linearForm(a)) : null;
    case 'multiply':
      if (a.kind === 'number') return scaled(quadraticForm(b!), a.value);
      return productForm(linearForm(a), linearForm(b!));
    case 'lognormpdf':
      return scaled(productForm(linearForm(a), linearForm(a)), -0.5, -LOG_SQRT_2PI);
    default:
      return null;
  }
}

function productForm(u: LinearForm | null, v: LinearForm | null): QuadraticForm | null {
  if (u === null || v === null) return null;
  return {
    square: u.slope * v.slope,
    slope: u.slope * v.intercept + v.slope * u.intercept,
    intercept: u.intercept * v.intercept,
  };
}

/** Rounding of slope·z0 + intercept, relative to the larger of its terms, up to which it is taken for 0. */
const ROUNDING = 1e-15;

/**
 * The formula with z = z0 + h written in h, so that it can be evaluated close to z0 without cancellation:
 * every linear part a·z + b becomes a·h + (a·z0 + b), and a·z0 + b is 0 where it is only rounding.
 */
export function shiftFormula(node: Node, z0: number): Node {
  const memo = new Map<Node, Node>();
  const shift = (each: Node): Node => {
    const before = memo.get(each);
    if (before !== undefined) return before;
    const linear = linearForm(each);
    const result =
      linear !== null && linear.slope !== 0
        ? shifted(linear, z0)
        : each.kind === 'call'
          ? call(each.operation, ...each.args.map(shift))
          : each;
    memo.set(each, result);
    return result;
  };
  return shift(node);
}

function shifted({ slope, intercept }: LinearForm, z0: number): Node {
  const rest = slope * z0 + intercept;
  const snapped = Math.abs(rest) <= ROUNDING * (Math.abs(slope * z0) + Math.abs(intercept)) ? 0 : rest;
  const term = slope === 1 ? Z : call('multiply', number(slope), Z);
  return snapped === 0 ? term : call('add', term, number(snapped));
}

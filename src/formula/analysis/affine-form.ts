import { call, number } from '../tree/nodes.ts';
import type { Total } from '../totals.ts';
import type { Node } from '../tree/tree.ts';

/** constant + Σ_k slope_k·(k-th variable). */
export interface AffineForm {
  readonly constant: number;
  readonly slopes: readonly number[];
}

/** A simplified tree as an affine form of variables, which stand in it as parameters. */
export function affineForm(node: Node, variables: readonly string[]): AffineForm | null {
  const constant = (value: number): AffineForm => ({ constant: value, slopes: variables.map(() => 0) });
  if (node.kind === 'number') return constant(node.value);
  if (node.kind === 'parameter')
    return { constant: 0, slopes: variables.map((name) => (name === node.name ? 1 : 0)) };
  if (node.kind !== 'call') return null;
  const parts = node.args.map((arg) => affineForm(arg, variables));
  const [u, v = constant(0)] = parts;
  if (u === undefined || u === null || v === null) return null;
  switch (node.operation) {
    case 'negate':
      return combined(u, -1, constant(0), 0);
    case 'add':
      return combined(u, 1, v, 1);
    case 'subtract':
      return combined(u, 1, v, -1);
    case 'multiply':
      if (isNumber(u)) return combined(v, u.constant, u, 0);
      return isNumber(v) ? combined(u, v.constant, v, 0) : null;
    case 'divide':
      return isNumber(v) ? combined(u, 1 / v.constant, v, 0) : null;
    default:
      return null;
  }
}

/** a·u + b·v; null where that overflows. */
export function combined(u: AffineForm, a: number, v: AffineForm, b: number): AffineForm | null {
  const form = {
    constant: a * u.constant + b * v.constant,
    slopes: u.slopes.map((slope, k) => a * slope + b * v.slopes[k]!),
  };
  return [form.constant, ...form.slopes].every(Number.isFinite) ? form : null;
}

function isNumber({ slopes }: AffineForm): boolean {
  return slopes.every((slope) => slope === 0);
}

/**
 * f where an affine form of totals is Σ f(z_i): constant/D + Σ_k slope_k·term_k, and slope_k/D for a mean.
 */
export function ofOneCoordinate(
  { constant, slopes }: AffineForm,
  totals: readonly Total[],
  dimension: number,
): Node {
  const parts = totals.map(({ kind, term }, k) => {
    const slope = slopes[k]!;
    return call('multiply', number(kind === 'sum' ? slope : slope / dimension), term);
  });
  return parts.reduce((all, part) => call('add', all, part), number(constant / dimension));
}

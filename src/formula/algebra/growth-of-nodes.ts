import { log } from '../../elementary/log.ts';
import type { Node } from '../tree/tree.ts';
import { expOf, limit, negated, powerOf, product, scaled, signOf, sum } from './growth-algebra.ts';
import { UNKNOWN, VANISHING, type Growth } from './growth-kinds.ts';
import { linearForm, type LinearForm } from './linear-form.ts';

/** Growths of arithmetic where the operands may be linear, of which more is known. */

export function linearGrowth({ slope, intercept }: LinearForm, direction: 1 | -1): Growth {
  return slope === 0 && intercept === 0 ? VANISHING : limit(0, slope * direction, signOf(intercept));
}

/** a − b; exact where both are linear. */
export function differenceGrowth(a: Node, b: Node, of: (node: Node) => Growth, direction: 1 | -1): Growth {
  const [p, q] = [linearForm(a), linearForm(b)];
  return p === null || q === null
    ? sum(of(a), negated(of(b)))
    : linearGrowth({ slope: p.slope - q.slope, intercept: p.intercept - q.intercept }, direction);
}

/** A product of linear parts is known to the linear term. */
export function productGrowth(a: Node, b: Node, u: Growth, v: Growth): Growth {
  const [p, q] = [linearForm(a), linearForm(b)];
  if (p?.slope === 0) return scaled(v, p.intercept);
  if (q?.slope === 0) return scaled(u, q.intercept);
  if (p === null || q === null || u.kind !== 'limit' || v.kind !== 'limit') return product(u, v);
  const slope = u.slope * q.intercept + v.slope * p.intercept;
  return limit(u.slope * v.slope, slope, 0);
}

export function quotientGrowth(a: Node, b: Node, u: Growth, v: Growth): Growth {
  const [p, q] = [linearForm(a), linearForm(b)];
  if (q?.slope === 0) return scaled(u, 1 / q.intercept);
  return p?.slope === 0 ? scaled(powerOf(v, -1), p.intercept) : product(u, powerOf(v, -1));
}

/** base^v = exp(v log base) for a constant base. */
export function powerGrowth(base: Node, v: Growth): Growth {
  if (base.kind !== 'number' || !(base.value > 0) || v.kind !== 'limit') return UNKNOWN;
  const factor = log(base.value);
  return expOf(limit(v.square * factor, v.slope * factor, 0));
}

/** Symmetries under z → −z. */

/**
 * f(−z) = f(z), or f(z) + f(−z) = 2·center almost everywhere: a constant may stand beside what is odd, as ½
 * does in sigmoid(z).
 */
export type Symmetry =
  { readonly kind: 'even' } | { readonly kind: 'odd'; readonly center: number } | { readonly kind: 'none' };

export const EVEN: Symmetry = { kind: 'even' };
export const NO_SYMMETRY: Symmetry = { kind: 'none' };

export function odd(center: number): Symmetry {
  return { kind: 'odd', center };
}

export function isOdd(u: Symmetry): boolean {
  return u.kind === 'odd' && u.center === 0;
}

/** Of products and quotients of what is even or odd about 0. */
export function quotientSymmetry(u: Symmetry, v: Symmetry): Symmetry {
  const isPlain = (each: Symmetry): boolean => each.kind === 'even' || isOdd(each);
  if (!isPlain(u) || !isPlain(v)) return NO_SYMMETRY;
  return u.kind === v.kind ? EVEN : odd(0);
}

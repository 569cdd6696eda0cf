/**
 * Whether r·r'' >= 0 everywhere, the point masses of r'' at kinks of r included and r without jumps. Where it
 * is proven, V2 <= V1 for d/dmu and d/dsigma at every mu and sigma (V1 the variance of the score function, V2
 * of pathwise; equal only where r is 0 or V1 infinite), since integrating by parts
 *
 *   d/dmu     V1 − V2 = E[r²]/sigma² + E[r'²] + 2E[r·r'']
 *   d/dsigma  V1 − V2 = 2E[r²]/sigma² + E[r'²(eps² + 6)] + 2E[r·r''(eps² + 3)].
 *
 * refuted: r·r'' is negative somewhere, or r jumps; that says nothing about who wins at a given mu and sigma.
 *
 * @example
 * const found: Certificate = certify(compileIntegrand('z^2', {}));
 * found.kind; // → 'proven'
 */
export type Certificate =
  | { readonly kind: 'proven' }
  | { readonly kind: 'refuted'; readonly reason: string }
  | { readonly kind: 'unproven'; readonly reason: string };

export const PROVEN: Certificate = { kind: 'proven' };

export function refuted(reason: string): Certificate {
  return { kind: 'refuted', reason };
}

export function unproven(reason: string): Certificate {
  return { kind: 'unproven', reason };
}

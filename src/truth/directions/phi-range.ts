/** A symmetric 2×2 matrix: a covariance of estimates of dJ/dmu and dJ/dsigma. */
export interface SymmetricMatrix {
  readonly mu: number;
  readonly sigma: number;
  readonly between: number;
}

/** Smallest and largest ratio. */
export interface PhiRange {
  readonly smallest: number;
  readonly largest: number;
}

/** Share of the variances below which a determinant counts as 0. */
const SINGULAR = 1e-12;

/**
 * Smallest and largest (d'·S1·d)/(d'·S2·d) over all directions d: the generalized eigenvalues of (S1, S2),
 * from the ordinary ones of L⁻¹·S1·L⁻ᵀ, S2 = L·Lᵀ.
 *
 * Domain: finite, S1 and S2 covariances, as measured; `exactPhiRange` has the directions too. Errors: none;
 * null where, as far as rounding tells, the second estimate has no variance along some direction.
 */
export function phiRange(first: SymmetricMatrix, second: SymmetricMatrix): PhiRange | null {
  const slope = second.between / second.mu;
  const rest = second.sigma - slope * second.between;
  if (!(second.mu > 0) || !(rest > SINGULAR * second.sigma)) return null;
  const [l11, l22] = [Math.sqrt(second.mu), Math.sqrt(rest)];
  const w11 = first.mu / second.mu;
  const w12 = (first.between - slope * first.mu) / (l11 * l22);
  const w22 = (first.sigma - 2 * slope * first.between + slope * slope * first.mu) / rest;
  const half = (w11 - w22) / 2;
  const radius = Math.sqrt(half * half + w12 * w12);
  const largest = (w11 + w22) / 2 + radius;
  const smallest = largest > 0 ? Math.max(0, (w11 * w22 - w12 * w12) / largest) : 0;
  return { smallest, largest };
}

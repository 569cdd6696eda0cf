import type { Direction } from './direction.ts';

/** A symmetric 2×2 matrix: a covariance of estimates of dJ/dmu and dJ/dsigma. */
export interface SymmetricMatrix {
  readonly mu: number;
  readonly sigma: number;
  readonly between: number;
}

/** A variance ratio and a direction (of length 1, mu >= 0) along which it is taken. */
export interface ExtremeRatio {
  readonly ratio: number;
  readonly direction: Direction;
}

export type PhiRange =
  | { readonly kind: 'range'; readonly smallest: ExtremeRatio; readonly largest: ExtremeRatio }
  /** The second estimate has no variance along some direction, as far as rounding tells. */
  | { readonly kind: 'singular' };

/** Share of the variances below which a determinant counts as 0. */
const SINGULAR = 1e-12;

/**
 * Smallest and largest (d'·S1·d)/(d'·S2·d) over all directions d: the generalized eigenvalues of (S1, S2), from the ordinary
 * ones of L⁻¹·S1·L⁻ᵀ, S2 = L·Lᵀ.
 *
 * Domain: finite, S1 and S2 covariances. Errors: none; an S2 that is singular is told.
 */
export function phiRange(first: SymmetricMatrix, second: SymmetricMatrix): PhiRange {
  const slope = second.between / second.mu;
  const rest = second.sigma - slope * second.between;
  if (!(second.mu > 0) || !(rest > SINGULAR * second.sigma)) return { kind: 'singular' };
  const [l11, l22] = [Math.sqrt(second.mu), Math.sqrt(rest)];
  const w11 = first.mu / second.mu;
  const w12 = (first.between - slope * first.mu) / (l11 * l22);
  const w22 = (first.sigma - 2 * slope * first.between + slope * slope * first.mu) / rest;
  const half = (w11 - w22) / 2;
  const radius = Math.sqrt(half * half + w12 * w12);
  const largest = (w11 + w22) / 2 + radius;
  const smallest = largest > 0 ? Math.max(0, (w11 * w22 - w12 * w12) / largest) : 0;
  // The eigenvector of the largest; that of the smallest is at a right angle.
  const [x, y] = half >= 0 ? [half + radius, w12] : [w12, radius - half];
  const [v1, v2] = radius === 0 ? [1, 0] : [x, y];
  const directionOf = (a: number, b: number): Direction => {
    const sigma = b / l22;
    return unit({ mu: (a - (slope * l11 * b) / l22) / l11, sigma });
  };
  return {
    kind: 'range',
    smallest: { ratio: smallest, direction: directionOf(-v2, v1) },
    largest: { ratio: largest, direction: directionOf(v1, v2) },
  };
}

function unit({ mu, sigma }: Direction): Direction {
  const length = Math.sqrt(mu * mu + sigma * sigma) * (mu < 0 || (mu === 0 && sigma < 0) ? -1 : 1);
  return { mu: mu / length + 0, sigma: sigma / length + 0 };
}

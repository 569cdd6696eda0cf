import type { Exact } from '../exact/exact.ts';
import { certifiedPositive, EXACT_ZERO, finite, INFINITE, quotient, unknown } from '../exact/exact-number.ts';
import { NO_VARIANCE } from '../exact/lacks.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../one-draw/variable/direction.ts';
import type { ExactCovariance } from '../one-draw/variable/point-laws.ts';

/**
 * An extreme of the variance ratio, and a direction of length 1 in which it is reached; null where there is
 * none to name.
 */
export interface ExactExtreme {
  readonly ratio: Exact;
  readonly direction: Direction | null;
}

export interface ExactPhiRange {
  readonly smallest: ExactExtreme;
  readonly largest: ExactExtreme;
}

/**
 * Smallest and largest variance ratio (dᵀ·S1·d)/(dᵀ·S2·d) over all directions d = (mu', sigma') of a
 * parameterization mu(phi), sigma(phi): the generalized eigenvalues of the 2×2 covariances S1 and S2 of the
 * contributions.
 *
 * S2 without variance in a direction makes the largest ratio infinite there, and unknown where S1 has none
 * either. What is not certified to 1e-8 is unknown.
 */
export function exactPhiRange(first: ExactCovariance, second: ExactCovariance): ExactPhiRange {
  const parts = [first, second].flatMap(({ mu, sigma, between }) => [mu, sigma, between]);
  const lacking = parts.find(({ kind }) => kind !== 'finite');
  if (lacking !== undefined) {
    const none = lacking.kind === 'unknown' ? lacking : unknown('a variance is infinite');
    return bothAs({ ratio: none, direction: null });
  }
  const [s1, s2] = [matrixOf(first), matrixOf(second)];
  if (s2.mu === 0 && s2.sigma === 0) return bothAs({ ratio: unknown(NO_VARIANCE), direction: null });
  if (s2.mu === 0 || s2.sigma === 0) return singularRange(s1, s2);
  return regularRange(s1, s2);
}

/** A symmetric 2×2 matrix with error bounds. */
interface Matrix {
  readonly mu: number;
  readonly sigma: number;
  readonly between: number;
  readonly errors: { readonly mu: number; readonly sigma: number; readonly between: number };
}

function entry(matrix: Matrix, name: 'mu' | 'sigma'): Exact {
  return finite(matrix[name], matrix.errors[name]);
}

function matrixOf(covariance: ExactCovariance): Matrix {
  const part = (name: keyof ExactCovariance): { readonly value: number; readonly error: number } =>
    covariance[name] as Exact & { readonly kind: 'finite' };
  return {
    mu: part('mu').value,
    sigma: part('sigma').value,
    between: part('between').value,
    errors: { mu: part('mu').error, sigma: part('sigma').error, between: part('between').error },
  };
}

/**
 * S2 has variance along one axis alone: the ratio is infinite along the other one, unless S1 has none there
 * either.
 */
function singularRange(s1: Matrix, s2: Matrix): ExactPhiRange {
  const [still, moving] = s2.mu === 0 ? (['mu', 'sigma'] as const) : (['sigma', 'mu'] as const);
  const axis = (name: 'mu' | 'sigma'): Direction => (name === 'mu' ? ALONG_MU : ALONG_SIGMA);
  if (s1[still] === 0) {
    // Along the still axis the ratio is 0/0, and everywhere else that of the other axis.
    const ratio = quotient(entry(s1, moving), entry(s2, moving));
    return bothAs({ ratio, direction: axis(moving) });
  }
  // Least variance of the first at one unit along the moving axis: what is not explained by the still one.
  const share = s1.between / s1[still];
  const rest = s1[moving] - share * s1.between;
  const error =
    s1.errors[moving] + 2 * Math.abs(share) * s1.errors.between + share * share * s1.errors[still];
  const direction = moving === 'mu' ? unit({ mu: 1, sigma: -share }) : unit({ mu: -share, sigma: 1 });
  const smallest =
    rest <= error
      ? unknown('the smallest ratio cannot be told from 0')
      : quotient(finite(rest, error), entry(s2, moving));
  return { smallest: { ratio: smallest, direction }, largest: { ratio: INFINITE, direction: axis(still) } };
}

/**
 * With both scaled so that S2 = [[1, r], [r, 1]], r the correlation of the second's contributions, S2 is the
 * identity in the basis (1, 1)/√(2(1 + r)), (1, −1)/√(2(1 − r)), and the ratios are the eigenvalues of S1
 * there.
 */
function regularRange(s1: Matrix, s2: Matrix): ExactPhiRange {
  const [a, b] = [1 / Math.sqrt(s2.mu), 1 / Math.sqrt(s2.sigma)];
  const r = s2.between * a * b;
  const [sum, difference] = [1 + r, 1 - r];
  const doubt = s2.errors.between * a * b + s2.errors.mu / s2.mu + s2.errors.sigma / s2.sigma + 1e-15;
  if (!(Math.min(sum, difference) > 100 * doubt))
    return bothAs({
      ratio: unknown('the contributions of the second estimator are nearly proportional'),
      direction: null,
    });
  const [mu, sigma, between] = [s1.mu * a * a, s1.sigma * b * b, s1.between * a * b];
  const p = (mu + sigma + 2 * between) / (2 * sum);
  const q = (mu + sigma - 2 * between) / (2 * difference);
  const cross = (mu - sigma) / (2 * Math.sqrt(sum * difference));
  const half = (p - q) / 2;
  const largest = (p + q) / 2 + Math.sqrt(half * half + cross * cross);
  // Their product is the determinant: so no digits are lost where one is small.
  const product = sum * difference;
  const smallest = largest > 0 ? Math.max(0, (mu * sigma - between * between) / product / largest) : 0;
  const rounding = largest > 0 ? (1e-15 * (mu * sigma + between * between)) / product / largest : 0;
  const extreme = (value: number, rounded: number): ExactExtreme => {
    const [x, y] = eigenvector(p, q, cross, value);
    const [u, v] = [x / Math.sqrt(sum), y / Math.sqrt(difference)];
    const direction = unit({ mu: a * (u + v), sigma: b * (u - v) });
    return {
      ratio: certifiedPositive({ value, error: rounded + ratioError(s1, s2, direction, value) }),
      direction,
    };
  };
  return {
    smallest: smallestAtAxis(s1) ?? extreme(smallest, rounding + 1e-15 * smallest),
    largest: extreme(largest, 4e-15 * largest),
  };
}

/** Where S1 has no variance along an axis, the ratio is exactly 0 there. */
function smallestAtAxis({ mu, sigma }: Matrix): ExactExtreme | null {
  if (mu === 0) return { ratio: EXACT_ZERO, direction: ALONG_MU };
  return sigma === 0 ? { ratio: EXACT_ZERO, direction: ALONG_SIGMA } : null;
}

/** Of [[p, cross], [cross, q]], by the row that loses fewer digits. */
function eigenvector(p: number, q: number, cross: number, value: number): readonly [number, number] {
  const byFirst = Math.abs(p - value) >= Math.abs(q - value);
  const [x, y] = byFirst ? [cross, value - p] : [value - q, cross];
  return x === 0 && y === 0 ? [1, 0] : [x, y];
}

/** First order: dᵀ(δS1 − ratio·δS2)d/(dᵀ·S2·d), twice for what is beyond. */
function ratioError(s1: Matrix, s2: Matrix, { mu, sigma }: Direction, ratio: number): number {
  const change = ({ errors }: Matrix): number =>
    mu * mu * errors.mu + sigma * sigma * errors.sigma + 2 * Math.abs(mu * sigma) * errors.between;
  const size = mu * mu * s2.mu + sigma * sigma * s2.sigma + 2 * mu * sigma * s2.between;
  return (2 * (change(s1) + ratio * change(s2))) / size;
}

function unit({ mu, sigma }: Direction): Direction {
  const most = Math.max(Math.abs(mu), Math.abs(sigma));
  const [x, y] = [mu / most, sigma / most];
  const length = Math.sqrt(x * x + y * y);
  // Of the two opposite directions the one that raises mu.
  const sign = x < 0 || (x === 0 && y < 0) ? -1 : 1;
  return { mu: (sign * x) / length + 0, sigma: (sign * y) / length + 0 };
}

function bothAs(each: ExactExtreme): ExactPhiRange {
  return { smallest: each, largest: each };
}

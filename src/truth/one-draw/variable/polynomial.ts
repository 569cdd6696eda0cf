import type { Direction } from './direction.ts';

/** c0 + c1·eps + c2·eps² of a draw eps ~ N(0, 1): its coefficients. */
export type Quadratic = readonly [number, number, number];

export const NO_TERM: Quadratic = [0, 0, 0];
export const ONE: Quadratic = [1, 0, 0];

/** Score of the normal density along a direction, times sigma: mu·eps + sigma·(eps² − 1). */
export function scoreWeight({ mu, sigma }: Direction): Quadratic {
  return [-sigma, mu, sigma];
}

/** dz along a direction for z = mu + sigma·eps: mu + sigma·eps. */
export function pathWeight({ mu, sigma }: Direction): Quadratic {
  return [mu, sigma, 0];
}

/** a·p + b·q. */
export function combination(a: number, p: Quadratic, b: number, q: Quadratic): Quadratic {
  return [a * p[0] + b * q[0], a * p[1] + b * q[1], a * p[2] + b * q[2]];
}

export function scaled(a: number, p: Quadratic): Quadratic {
  return [a * p[0] + 0, a * p[1] + 0, a * p[2] + 0];
}

export function isNone(p: Quadratic): boolean {
  return p[0] === 0 && p[1] === 0 && p[2] === 0;
}

export function valueAt(p: Quadratic, eps: number): number {
  return (p[2] * eps + p[1]) * eps + p[0];
}

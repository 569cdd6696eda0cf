import type { Grid } from './grid.ts';
import type { LightFactor } from './moment.ts';
import { valueAt, type Quadratic } from '../variable/polynomial.ts';

/** A power of a polynomial at the nodes, with its bounds. */
export function lightFactor({ eps, margins }: Grid, polynomial: Quadratic, power: number): LightFactor {
  const [a, b, c] = polynomial.map(Math.abs) as [number, number, number];
  return {
    values: eps.map((e) => raised(valueAt(polynomial, e), power)),
    bounds: Float64Array.from(margins, ({ reach }) => raised(a + reach * (b + reach * c), power)),
  };
}

function raised(x: number, power: number): number {
  let product = 1;
  for (let n = 0; n < power; n++) product *= x;
  return product;
}

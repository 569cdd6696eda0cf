import type { MomentExistence } from './existence.ts';
import { CROSS, FOURTH, SECOND } from './integrals.ts';
import { PAIRS, VARIABLES } from './variables.ts';

/** Natural size of each integral: the value itself, or what bounds it by Cauchy and Schwarz. */
export function naturalSizes(central: Float64Array): Float64Array {
  const sizes = central.slice();
  PAIRS.forEach(([x, y], p) => {
    sizes[FOURTH + VARIABLES + p] = Math.sqrt(central[SECOND + x]!) * Math.sqrt(central[SECOND + y]!);
  });
  return sizes;
}

/** Whether integral i of the central moments is wanted: it exists, and is not one that nobody reads. */
export function isWanted(i: number, exists: MomentExistence): boolean {
  if (i < FOURTH) return exists.second[i] === 'finite';
  if (i < FOURTH + VARIABLES) return i > FOURTH && exists.fourth[i - FOURTH] === 'finite';
  const p = (i - FOURTH - VARIABLES) % 2;
  const [x, y] = PAIRS[p]!;
  return i < CROSS
    ? exists.second[x] === 'finite' && exists.second[y] === 'finite'
    : exists.cross[p] === 'finite';
}

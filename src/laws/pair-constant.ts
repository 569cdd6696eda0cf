import { breaksWithin, type BreakFinder } from '../integrands/breaks.ts';
import { evaluate } from '../integrands/evaluate.ts';
import type { Node } from '../integrands/tree.ts';

/** Distances from mu, in sigmas, that are looked at: beyond, the density is 0 in double precision. */
const REACH = 38.6;
/** Relative distance below which two places are one. */
const SAME = 1e-12;

/**
 * Whether f(mu + h) + sign·f(mu − h) is one number for all h > 0, f being piecewise constant: `step` and sign −1 at mu = 0, say.
 *
 * @param finder of the places where f jumps
 */
export function isPairConstant(
  f: Node,
  finder: BreakFinder,
  mu: number,
  sigma: number,
  sign: 1 | -1,
): boolean {
  const found = breaksWithin(finder, mu - REACH * sigma, mu + REACH * sigma);
  if (found.kind === 'too-many') return false;
  const distances = found.breaks.map(({ z }) => Math.abs(z - mu) / sigma).sort((a, b) => a - b);
  const cuts = [0, ...distances, REACH].filter(
    (cut, i, all) => i === 0 || cut - all[i - 1]! > SAME * (1 + cut),
  );
  const values = cuts.slice(1).map((end, i) => {
    const h = sigma * (cuts[i]! + (end - cuts[i]!) / 2);
    return evaluate(f, mu + h) + sign * evaluate(f, mu - h);
  });
  return values.every((value) => value === values[0]);
}

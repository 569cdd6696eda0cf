import { linearForm } from '../formula/algebra/linear-form.ts';
import { postorder } from '../formula/evaluate.ts';
import type { Node } from '../formula/tree/tree.ts';
import { PROVEN, refuted, unproven, type Certificate } from './certificate.ts';
import { isZero, type Interval } from './interval.ts';
import { jetEvaluator, type JetEvaluator } from './jet-evaluator.ts';
import type { Jet } from './jet.ts';

/** Most pieces of the line that are looked at. */
const MOST_PIECES = 300;
/** Pieces narrower than this, beside 1 + |z|, and tails that start beyond FARTHEST are not cut any more. */
const NARROWEST = 1e-9;
const FARTHEST = 1e9;
/** Pieces narrower than this are looked at for a kink as well. */
const NARROW = 0.01;
/** Where a negative product is looked for first. */
const PROBES: readonly number[] = [0.011, 0.037, 0.13, 0.29, 0.61, 1.13, 1.9, 3.3, 6.1, 17, 53];

/**
 * Proves or refutes r·r'' >= 0 by interval arithmetic: the line is cut into closed pieces, infinite ones at
 * both ends, until on each the bounds of r and of r'' (a measure: kinks are in it) tell the sign of the
 * product. A piece of negative product refutes. Cuts begin where linear parts of r vanish, so that r and r''
 * may change their signs together there.
 */
export function certifyByIntervals(r: Node): Certificate {
  const evaluate = jetEvaluator(r);
  for (const z of PROBES.flatMap((each) => [each, -each])) {
    const jet = evaluate(z, z + 1e-6 * Math.abs(z));
    if (jet !== null && signOf(jet) === 'negative') return refuted(negativeNear(z, z));
  }
  const cuts = firstCuts(r);
  const ends = [-Infinity, ...cuts, Infinity];
  const pending: Interval[] = cuts.map((_, i) => [ends[i]!, ends[i + 1]!]);
  pending.push([cuts.at(-1)!, Infinity]);
  for (let next = 0; next < pending.length; next++) {
    const [lo, hi] = pending[next]!;
    const jet = evaluate(lo, hi);
    const verdict = jet === null ? 'open' : signOf(jet);
    if (verdict === 'nonnegative') continue;
    if (verdict === 'negative' || (hi - lo < NARROW && fallsAcross(evaluate, lo, hi)))
      return refuted(negativeNear(lo, hi));
    const at = next < MOST_PIECES ? cutOf(lo, hi) : null;
    if (at === null) return unproven(`the bounds do not settle the sign of r*r'' ${place(lo, hi)}`);
    pending.push([lo, at], [at, hi]);
  }
  return PROVEN;
}

/** Zeros of the linear parts of r, and 0, as far as they are exact; ascending. */
function firstCuts(r: Node): readonly number[] {
  const cuts = new Set([0]);
  for (const node of postorder(r).order) {
    const linear = linearForm(node);
    if (linear === null || linear.slope === 0) continue;
    const z = -linear.intercept / linear.slope + 0;
    if (Number.isFinite(z)) cuts.add(z);
  }
  return [...cuts].sort((a, b) => a - b);
}

function signOf({ value, curvature }: Jet): 'nonnegative' | 'negative' | 'open' {
  if (isZero(curvature)) return 'nonnegative';
  if ((value[0] >= 0 && curvature[0] >= 0) || (value[1] <= 0 && curvature[1] <= 0)) return 'nonnegative';
  const isNegative = (value[0] > 0 && curvature[1] < 0) || (value[1] < 0 && curvature[0] > 0);
  return isNegative ? 'negative' : 'open';
}

/** Where to cut: tails double, others halve; null if the piece is small or far enough. */
function cutOf(lo: number, hi: number): number | null {
  if (lo === -Infinity || hi === Infinity) {
    const near = lo === -Infinity ? hi : lo;
    if (Math.abs(near) > FARTHEST) return null;
    const away = Math.max(1, Math.abs(near));
    return lo === -Infinity ? near - away : near + away;
  }
  if (hi - lo < NARROWEST * (1 + Math.abs(lo))) return null;
  return lo + (hi - lo) / 2;
}

/**
 * Whether r > 0 on both sides of a narrow piece and its slope is smaller behind than before, or r < 0 and the
 * opposite. Not so where r·r'' >= 0 throughout: r > 0 is convex there until it falls to 0, and from there it
 * never comes back.
 */
function fallsAcross(evaluate: JetEvaluator, lo: number, hi: number): boolean {
  // Kinks at the ends of the piece are to lie between the two.
  const width = hi - lo;
  const before = evaluate(lo - 2 * width, lo - width);
  const after = evaluate(hi + width, hi + 2 * width);
  if (before === null || after === null) return false;
  if (before.value[0] > 0 && after.value[0] > 0) return before.slope[0] > after.slope[1];
  return before.value[1] < 0 && after.value[1] < 0 && before.slope[1] < after.slope[0];
}

function negativeNear(lo: number, hi: number): string {
  return `r*r'' < 0 ${place(lo, hi)}`;
}

function place(lo: number, hi: number): string {
  if (lo === -Infinity) return `for z < ${short(hi)}`;
  if (hi === Infinity) return `for z > ${short(lo)}`;
  return `near z = ${short(lo + (hi - lo) / 2)}`;
}

function short(z: number): string {
  return String(Number(z.toPrecision(4)));
}

import { expect, it } from 'vitest';
import { jetEvaluator } from '../../src/certificate/jet-evaluator.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { createPicker } from '../truth/line/random-formula.ts';
import { kinkyFormula } from './random-formula.ts';

/*
 * The three bounds of a jet against what they bound: values, slopes and bends of chords. A chord is a mean of slopes, its bend a
 * mean of the second derivative with all point masses in it: so both must lie within the bounds, kinks or not.
 */
it('values, slopes and second differences of 1500 random formulas lie within their jets', () => {
  const pick = createPicker(11);
  const faults: string[] = [];
  let bounded = 0;
  let kinked = 0;
  for (let n = 0; n < 1500; n++) {
    const formula = kinkyFormula(pick);
    const lo = Math.round((2 * pick() - 1) * 8) / 2;
    const hi = lo + [0.01, 0.25, 1, 4][n % 4]!;
    let integrand;
    try {
      integrand = compileIntegrand(formula, {});
    } catch {
      continue;
    }
    const jet = jetEvaluator(integrand.value)(lo, hi);
    if (jet === null) continue;
    const r = evaluator(integrand.value);
    for (let i = 0; i < 24; i++) {
      const places = [pick(), pick(), i % 3 === 0 ? 0 : pick()].map((share) => lo + (hi - lo) * share);
      const [a, b, c] = places.sort((x, y) => x - y) as [number, number, number];
      if (!(b - a > 1e-4 * (hi - lo)) || !(c - b > 1e-4 * (hi - lo))) continue;
      const [ra, rb, rc] = [r(a), r(b), r(c)];
      if (!Number.isFinite(ra + rb + rc)) continue;
      const size = Math.max(Math.abs(ra), Math.abs(rb), Math.abs(rc), 1e-300);
      const slopes = [(rb - ra) / (b - a), (rc - rb) / (c - b)] as const;
      const near = (c - a) / Math.min(b - a, c - b);
      const rounding = (1e-13 * size * near) / (c - a) + 1e-13;
      const bend = (2 * (slopes[1] - slopes[0])) / (c - a);
      const isIn = (x: number, [low, high]: readonly [number, number], room: number): boolean =>
        x >= low - room && x <= high + room;
      if (!isIn(rb, jet.value, 1e-13 * size)) faults.push(`${formula} value at ${b}`);
      if (!slopes.every((slope) => isIn(slope, jet.slope, rounding)))
        faults.push(`${formula} slope in ${lo}, ${hi}`);
      if (!isIn(bend, jet.curvature, (4 * rounding) / (c - a)))
        faults.push(`${formula} bend in ${lo}, ${hi}`);
    }
    const ends = jet.curvature.filter((end) => Number.isFinite(end)).length;
    if (ends === 2) bounded += 1;
    if (ends === 1) kinked += 1;
  }
  expect(faults).toEqual([]);
  expect(bounded).toBeGreaterThan(500);
  expect(kinked).toBeGreaterThan(60);
});

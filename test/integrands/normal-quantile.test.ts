import { expect, test } from 'vitest';
import { normcdf, normpdf } from '../../src/elementary/normal.ts';
import { breakSources } from '../../src/formula/analysis/break-sources.ts';
import { differentiate } from '../../src/formula/differentiate.ts';
import { enclose } from '../../src/formula/analysis/enclosure.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { lowerProgram } from '../../src/formula/program/lower.ts';
import { call, Z } from '../../src/formula/tree/nodes.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { simplify } from '../../src/formula/simplify.ts';
import { evaluateIntegrand } from '../../src/formula/program/evaluate-program.ts';

/* An operation that trees have and formulas lack. */

const quantile = call('normquantile', Z);

test('is no function of the formula language', () => {
  expect(() => parseFormula('normquantile(z)')).toThrow("unknown function 'normquantile'");
});

test('undoes normcdf in a program, and its slope undoes the density', () => {
  const node = call('normquantile', call('normcdf', Z));
  const program = lowerProgram(node, simplify(differentiate(node)));
  const z = Float64Array.from({ length: 101 }, (_, i) => (i - 80) / 10);
  const { value, derivative } = evaluateIntegrand(program, z);
  z.forEach((x, i) => {
    expect(Math.abs(value[i]! - x)).toBeLessThan(1e-14);
    expect(Math.abs(derivative[i]! - 1)).toBeLessThan(2e-14 * (1 + x * x));
  });
});

test('has the derivative 1/normpdf(normquantile(p))', () => {
  const slope = evaluator(simplify(differentiate(quantile)));
  for (const x of [-20, -3, -0.5, 0, 1, 5]) {
    const expected = 1 / normpdf(x);
    expect(Math.abs(slope(normcdf(x)) / expected - 1)).toBeLessThan(x > 2 ? 1e-9 : 1e-12);
  }
});

test('is enclosed by its values at the ends, and by nothing where the argument leaves [0, 1]', () => {
  for (const [p, q] of [
    [0.1, 0.3],
    [1e-300, 0.5],
    [0.5, 0.9],
  ] as const) {
    const { lo, hi } = enclose(quantile, p, q);
    const at = evaluator(quantile);
    for (let i = 0; i <= 16; i++) {
      const x = at(p + ((q - p) * i) / 16);
      expect(x >= lo && x <= hi).toBe(true);
    }
    expect(hi - lo).toBeLessThan((at(q) - at(p)) * (1 + 1e-12) + 1e-12);
  }
  expect(enclose(quantile, 0, 0.5).lo).toBe(-Infinity);
  expect(enclose(quantile, 0.5, 1.01)).toMatchObject({ lo: -Infinity, hi: Infinity });
});

test('may break where its argument is 0 or 1', () => {
  const sources = breakSources([quantile]);
  const places = sources.map(({ linear }) => -linear!.intercept / linear!.slope + 0);
  expect(places.sort()).toEqual([0, 1]);
  expect(sources.map(({ effect }) => effect)).toEqual(['singular', 'singular']);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { centralCovarianceMoment } from '../../src/truth/estimates/covariance/covariance-terms.ts';
import type { Estimated } from '../../src/truth/exact/estimated.ts';
import { expectationOfPowers } from '../../src/truth/one-draw/nodes/power-sums.ts';

const exactly = (value: number): Estimated => ({ value, error: 0 });

/** A law of finitely many atoms: every expectation over m draws is a finite sum. */
interface Atom {
  readonly probability: number;
  readonly values: readonly number[];
}

function over(atoms: readonly Atom[], f: (values: readonly number[]) => number): number {
  return atoms.reduce((sum, { probability, values }) => sum + probability * f(values), 0);
}

/** E f over all sequences of m draws. */
function overDraws(
  atoms: readonly Atom[],
  m: number,
  f: (draws: readonly (readonly number[])[]) => number,
): number {
  const visit = (draws: readonly (readonly number[])[], probability: number): number =>
    draws.length === m
      ? probability * f(draws)
      : atoms.reduce((sum, atom) => sum + visit([...draws, atom.values], probability * atom.probability), 0);
  return visit([], 1);
}

function centered(atoms: readonly Atom[]): readonly Atom[] {
  const means = atoms[0]!.values.map((_, i) => over(atoms, (values) => values[i]!));
  return atoms.map(({ probability, values }) => ({
    probability,
    values: values.map((value, i) => value - means[i]!),
  }));
}

function powered(x: number, n: number): number {
  return n === 0 ? 1 : x * powered(x, n - 1);
}

const jointMoments =
  (atoms: readonly Atom[]) =>
  (exponents: readonly number[]): Estimated =>
    exactly(
      over(atoms, (values) => exponents.reduce((product, k, i) => product * powered(values[i]!, k), 1)),
    );

const sumsOf = (draws: readonly (readonly number[])[]): readonly number[] =>
  draws[0]!.map((_, i) => draws.reduce((sum, values) => sum + values[i]!, 0));

const SKEWED: readonly Atom[] = [
  { probability: 0.2, values: [3, -1, 0.5] },
  { probability: 0.5, values: [-1, 0.25, 2] },
  { probability: 0.3, values: [0.5, 2, -1.5] },
];

const law = fc
  .array(
    fc.record({
      weight: fc.integer({ min: 1, max: 9 }),
      values: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 3 },
  )
  .map((atoms) => {
    const total = atoms.reduce((sum, { weight }) => sum + weight, 0);
    return atoms.map(({ weight, values }) => ({
      probability: weight / total,
      values: values.map((value) => value / 4),
    }));
  });

it('a product of sums has the expectation that enumeration of all draws gives', () => {
  fc.assert(
    fc.property(
      law.map(centered),
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
      (atoms, m, exponents) => {
        const product = (draws: readonly (readonly number[])[], absolute: boolean): number =>
          sumsOf(draws).reduce((p, s, i) => p * powered(absolute ? Math.abs(s) : s, exponents[i]!), 1);
        const truth = overDraws(atoms, m, (draws) => product(draws, false));
        const size = overDraws(atoms, m, (draws) => product(draws, true)) + 1;
        const found = expectationOfPowers([{ coefficient: 1, exponents }], jointMoments(atoms), m);
        expect(Math.abs(found.value - truth)).toBeLessThanOrEqual(1e-12 * size + found.error);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

/** Sample covariance of the first two variables, and the mean of the third. */
function statistics(draws: readonly (readonly number[])[]): readonly [number, number] {
  const m = draws.length;
  const [a, b, y] = sumsOf(draws) as [number, number, number];
  const ab = draws.reduce((sum, values) => sum + values[0]! * values[1]!, 0);
  return [(ab - (a * b) / m) / (m - 1), y / m];
}

it.each([2, 3, 4, 5, 6])(
  'fourth moments of a sample covariance of %d draws are those of all sequences',
  (m) => {
    const means = SKEWED[0]!.values.map((_, i) => over(SKEWED, (values) => values[i]!));
    const [meanA, meanB, meanY] = means as [number, number, number];
    const g = over(SKEWED, ([a, b]) => (a! - meanA) * (b! - meanB));
    const one = SKEWED.map(({ probability, values: [a, b, y] }) => ({
      probability,
      values: [a! - meanA, b! - meanB, (a! - meanA) * (b! - meanB) - g, y! - meanY],
    }));
    const moment = (power: 2 | 4, withOther: boolean): number =>
      centralCovarianceMoment(jointMoments(one), { mean: exactly(g), ratio: 1, m }, power, withOther).value;
    const truth = (power: number, last: number): number =>
      overDraws(SKEWED, m, (draws) => {
        const [covariance, mean] = statistics(draws);
        return powered(covariance - g, power) * powered(mean - meanY, last);
      });
    expect(overDraws(SKEWED, m, (draws) => statistics(draws)[0])).toBeCloseTo(g, 12);
    expect(moment(4, false) / truth(4, 0)).toBeCloseTo(1, 12);
    expect(moment(2, false) / truth(2, 0)).toBeCloseTo(1, 12);
    expect(moment(2, true) / truth(2, 2)).toBeCloseTo(1, 12);
  },
);

it('the error covers a wrong moment', () => {
  const atoms = centered(SKEWED);
  const exact = expectationOfPowers([{ coefficient: 2, exponents: [2, 2, 0] }], jointMoments(atoms), 5);
  const doubtful = expectationOfPowers(
    [{ coefficient: 2, exponents: [2, 2, 0] }],
    (k) => {
      const { value } = jointMoments(atoms)(k);
      return { value: value * (1 + 1e-6), error: Math.abs(value) * 2e-6 };
    },
    5,
  );
  expect(Math.abs(doubtful.value - exact.value)).toBeGreaterThan(0);
  expect(Math.abs(doubtful.value - exact.value)).toBeLessThanOrEqual(doubtful.error);
});

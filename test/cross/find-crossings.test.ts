import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCrossings } from '../../src/cross/find-crossings.ts';
import type { Crossings } from '../../src/cross/crossings.ts';
import { finite, INFINITE, unknown, EXACT_ZERO } from '../../src/truth/exact/exact-number.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';

const square = (x: number): number => x * x;

/** A ratio from its logarithm, with a relative error. */
const ratioOf =
  (level: (value: number) => number, error = 1e-14) =>
  (value: number): Exact =>
    finite(Math.exp(level(value)), error * Math.exp(level(value)));

/** Stretches must stand side by side, from one end of the range to the other. */
function expectCover({ stretches }: Crossings, from: number, to: number): void {
  expect(stretches[0]?.from).toBe(from);
  expect(stretches.at(-1)?.to).toBe(to);
  stretches.slice(1).forEach((stretch, i) => expect(stretch.from).toBe(stretches[i]!.to));
}

describe('simple crossings', () => {
  /** Roots at least 4 % of the range apart. */
  const roots = fc
    .array(fc.double({ min: 0.04, max: 0.4, noNaN: true }), { minLength: 0, maxLength: 6 })
    .map((gaps) => {
      let at = 0;
      return gaps.map((gap) => (at += gap)).filter((root) => root < 0.97);
    });

  it('are all found, to 12 digits, with the right winners, whatever scale and errors', () => {
    fc.assert(
      fc.property(
        roots,
        fc.constantFrom(1, -1),
        fc.constantFrom(0.01, 1, 50),
        fc.constantFrom(0, 1e-13, 1e-9),
        (at, sign, steepness, error) => {
          const level = (x: number): number =>
            sign * steepness * at.reduce((product, root) => product * 8 * (x - root), 1);
          const found = findCrossings(ratioOf(level, error), 0, 1);
          expect(found.crossings.length).toBe(at.length);
          found.crossings.forEach((crossing, i) => {
            expect(crossing.kind).toBe('crossing');
            expect(Math.abs(crossing.at - at[i]!)).toBeLessThanOrEqual(crossing.error + 1e-15);
            if (error < 1e-9) expect(crossing.error).toBeLessThan(1e-7);
            const isRising = level(at[i]! + 1e-3) > 0;
            expect([crossing.below, crossing.above]).toEqual(
              isRising ? ['first', 'second'] : ['second', 'first'],
            );
          });
          expectCover(found, 0, 1);
          expect(found.unresolved).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('wide positive ranges are scanned by factors: a crossing at 3e-7 of 1e-9 to 1e4 is found', () => {
    const found = findCrossings(
      ratioOf((x) => 0.5 * Math.log(x / 3e-7)),
      1e-9,
      1e4,
    );
    expect(found.spacing).toBe('logarithmic');
    expect(found.crossings.map(({ at }) => at)).toEqual([expect.closeTo(3e-7, 19)]);
    expect(found.widestStep).toBeLessThan(1.3);
  });

  it('refining a smooth crossing takes few further values', () => {
    const { evaluations, crossings } = findCrossings(
      ratioOf((x) => Math.exp(2 * x) - 2),
      0,
      1,
    );
    expect(crossings[0]!.at).toBeCloseTo(Math.log(2) / 2, 13);
    // 64 steps with their ends, a middle and a probe each.
    expect(evaluations).toBeLessThan(193 + 20);
  });

  it('the error of the ratio sets that of the crossing', () => {
    const [sharp, blurred] = [1e-14, 1e-8].map(
      (error) =>
        findCrossings(
          ratioOf((x) => x - 0.3, error),
          0,
          1,
        ).crossings[0]!,
    );
    expect(sharp!.error).toBeLessThan(1e-13);
    expect(blurred!.error).toBeGreaterThan(1e-8);
    expect(blurred!.error).toBeLessThan(4e-8);
  });
});

describe('close pairs and touches', () => {
  it('two crossings far nearer to each other than the first steps are both found', () => {
    for (const half of [1e-2, 1e-3, 1e-4, 1e-5, 1e-6]) {
      const level = (x: number): number => square(x - 0.4321) - half * half;
      const found = findCrossings(ratioOf(level), 0, 1);
      expect(found.crossings.map(({ kind }) => kind)).toEqual(['crossing', 'crossing']);
      found.crossings.forEach(({ at, error }, i) => {
        expect(Math.abs(at - (0.4321 + (i === 0 ? -half : half)))).toBeLessThanOrEqual(error + 1e-15);
        expect(error).toBeLessThan(0.05 * half);
      });
      expect(found.stretches.map((stretch) => stretch.kind === 'won' && stretch.by)).toEqual([
        'second',
        'first',
        'second',
      ]);
    }
  });

  it('a touch is told as one, from above and from below; a near miss is none', () => {
    for (const sign of [1, -1]) {
      const found = findCrossings(
        ratioOf((x) => sign * square(x - 0.4321)),
        0,
        1,
      );
      expect(found.crossings).toHaveLength(1);
      const { kind, at, error, below, above } = found.crossings[0]!;
      expect(kind).toBe('touch');
      expect(Math.abs(at - 0.4321)).toBeLessThan(error);
      expect(error).toBeLessThan(1e-5);
      expect([below, above]).toEqual(sign > 0 ? ['second', 'second'] : ['first', 'first']);
      expectCover(found, 0, 1);
      expect(
        findCrossings(
          ratioOf((x) => sign * (square(x - 0.4321) + 1e-10)),
          0,
          1,
        ).crossings,
      ).toEqual([]);
    }
  });

  it('a pair right in the middle between two values of the scan is found once', () => {
    const [middle, half] = [0.5 + 2 / 524288, 1 / 1048576];
    const found = findCrossings(
      ratioOf((x) => (square(x - middle) - half * half) * 1e3),
      0,
      1,
    );
    expect(found.crossings.map(({ kind }) => kind)).toEqual(['crossing', 'crossing']);
    expectCover(found, 0, 1);
    const touch = findCrossings(
      ratioOf((x) => square(x - middle) * 1e3),
      0,
      1,
    );
    expect(touch.crossings.map(({ kind }) => kind)).toEqual(['touch']);
  });

  it('a pair that the errors of the ratio blur is told as a touch', () => {
    const found = findCrossings(
      ratioOf((x) => square(x - 0.4321) - 1e-12, 1e-9),
      0,
      1,
    );
    expect(found.crossings.map(({ kind }) => kind)).toEqual(['touch']);
    expect(found.crossings[0]!.error).toBeGreaterThan(1e-6);
  });

  it('says how near to each other two crossings may have been missed', () => {
    const { widestStep, spacing } = findCrossings(
      ratioOf(() => 1),
      2,
      3,
    );
    expect(spacing).toBe('linear');
    expect(widestStep).toBeGreaterThan(0.001);
    // A dip narrower than that, with no slope around it, is invisible.
    const spike = (x: number): number => 1 - 2 * Math.exp(-square((x - 2.3456) / (widestStep / 50)));
    expect(findCrossings(ratioOf(spike), 2, 3).crossings).toEqual([]);
  });
});

describe('what is not a simple crossing', () => {
  it('a jump across 1 is told as a jump', () => {
    const found = findCrossings((x) => finite(x < 1 / 3 ? 0.5 : 2, 1e-15), 0, 1);
    expect(found.crossings).toEqual([
      expect.objectContaining({ kind: 'jump', below: 'first', above: 'second' }),
    ]);
    expect(found.crossings[0]!.at).toBeCloseTo(1 / 3, 14);
  });

  it('a pole is no crossing, whether it is met or not; infinite and zero ratios have a winner', () => {
    for (const pole of [0.5, 1 / 3]) {
      const found = findCrossings(
        (x) => (x === pole ? INFINITE : finite(1 + 0.1 / square(x - pole), 0)),
        0,
        1,
      );
      expect(found.crossings).toEqual([]);
      expect(found.stretches).toEqual([{ kind: 'won', from: 0, to: 1, by: 'second' }]);
    }
    const found = findCrossings(
      (x) => (x < 0.25 ? EXACT_ZERO : x > 0.75 ? INFINITE : finite(4 * x * x, 1e-16)),
      0,
      1,
    );
    expect(found.crossings.map(({ at, kind }) => [at, kind])).toEqual([[0.5, 'crossing']]);
  });

  it('unknown stretches are told with their edges and reasons, and crossings beside them are found', () => {
    const ratio = (x: number): Exact =>
      x > 0.31 && x < 0.52 ? unknown('it is dark, error 1e-5') : ratioOf((y) => y - 0.6)(x);
    const found = findCrossings(ratio, 0, 1);
    expect(found.crossings.map(({ at }) => at)).toEqual([expect.closeTo(0.6, 12)]);
    expectCover(found, 0, 1);
    const dark = found.stretches.filter(({ kind }) => kind === 'unknown');
    expect(dark).toHaveLength(1);
    expect(dark[0]).toMatchObject({ reason: 'it is dark, error 1e-5' });
    expect(dark[0]!.from).toBeCloseTo(0.31, 4);
    expect(dark[0]!.to).toBeCloseTo(0.52, 4);
  });

  it('a crossing into the dark is not claimed', () => {
    const ratio = (x: number): Exact =>
      Math.abs(x - 0.5) < 0.01 ? unknown('dark') : finite(x < 0.5 ? 0.5 : 2, 0);
    const found = findCrossings(ratio, 0, 1);
    expect(found.crossings).toEqual([]);
    expect(found.stretches.map(({ kind }) => kind)).toEqual(['won', 'unknown', 'won']);
  });

  it('a single unknown value within a bracket takes the crossing away, and is told', () => {
    const root = 0.37;
    let asked = 0;
    const ratio = (x: number): Exact => {
      // Only values of the refinement come so near.
      if (Math.abs(x - root) < 1e-9) asked += 1;
      return Math.abs(x - root) < 1e-9 ? unknown('dark') : ratioOf((y) => y - root)(x);
    };
    const found = findCrossings(ratio, 0, 1);
    expect(asked).toBeGreaterThan(0);
    expect(found.crossings).toEqual([]);
    expect(found.stretches.map(({ kind }) => kind)).toEqual(['won', 'unknown', 'won']);
    expectCover(found, 0, 1);
  });

  it('a ratio of 1 throughout, or in part, is even', () => {
    expect(findCrossings(() => finite(1, 1e-12), 0, 1).stretches).toEqual([{ kind: 'even', from: 0, to: 1 }]);
    const part = findCrossings((x) => finite(x < 0.3 ? 2 : x > 0.6 ? 0.5 : 1, 1e-12), 0, 1);
    expect(part.stretches.map(({ kind }) => kind)).toEqual(['won', 'even', 'won']);
    expectCover(part, 0, 1);
  });

  it('unknown throughout is one stretch and no crossing', () => {
    const found = findCrossings(() => unknown('nothing'), 1, 100);
    expect(found.crossings).toEqual([]);
    expect(found.stretches).toEqual([{ kind: 'unknown', from: 1, to: 100, reason: 'nothing' }]);
    expect(found.evaluations).toBeLessThan(200);
  });
});

it('a ratio that never comes to rest stops the scan, and that is told', () => {
  const found = findCrossings(
    ratioOf((x) => Math.sin(1e6 * x)),
    0,
    1,
  );
  expect(found.unresolved).toBeGreaterThan(1000);
  expect(found.evaluations).toBeLessThan(1e5);
  // Nobody is said to win where nothing could be told apart.
  const won = found.stretches.filter(({ kind }) => kind === 'won');
  expect(won.reduce((sum, { from, to }) => sum + (to - from), 0)).toBeLessThan(0.3);
});

describe('many crossings', () => {
  /** A wave of this phase about a level that drifts through its reach, as of cos(k z) far from 0. */
  const wave = (from: number, rate: number, phase: number) => (x: number) =>
    0.7 * Math.sin(rate * x + phase) + 6 * (x - from);

  it('a wave that is 30 times faster than the first steps is followed through, every crossing once', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.double({ min: 300, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (from, rate, phase) => {
          const level = wave(from, rate, phase);
          const at = (i: number) => level(i / 2e5);
          const changes = Array.from({ length: 2e5 }, (_, i) => i).filter((i) => at(i) > 0 !== at(i + 1) > 0);
          // Where the wave just reaches 0 the crossings lie as near to each other as one likes.
          const gaps = changes.map((place, i) => place - (changes[i - 1] ?? -Infinity));
          fc.pre(Math.min(...gaps) > 20);
          const found = findCrossings(ratioOf(level), 0, 1);
          expect(found.unresolved).toBe(0);
          expect(found.crossings.length).toBe(changes.length);
          found.crossings.forEach(({ at: x }, i) =>
            expect(Math.abs(x - changes[i]! / 2e5)).toBeLessThan(1e-5),
          );
          expectCover(found, 0, 1);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('a burst that is too fast for the deepest steps is told, and given to nobody', () => {
    const burst = (x: number) => 1 + 3 * Math.sin(5e6 * x) * Math.exp(-square((x - 0.4) / 0.01));
    const found = findCrossings(ratioOf(burst), 0, 1);
    expect(found.unresolved).toBeGreaterThan(0);
    const dark = found.stretches.filter(({ kind }) => kind === 'unknown');
    expect(dark.length).toBeGreaterThan(0);
    for (const stretch of found.stretches)
      if (stretch.kind === 'won' && stretch.to - stretch.from > 0.05) expect(stretch.by).toBe('second');
    expectCover(found, 0, 1);
  });
});

it('a range that is none is a RangeError', () => {
  for (const [from, to] of [
    [1, 1],
    [2, 1],
    [NaN, 1],
    [0, Infinity],
    [-1e308, 1e308],
  ] as const)
    expect(() => findCrossings(() => EXACT_ZERO, from, to)).toThrow(RangeError);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellKey } from '../../src/streams/cell-key.ts';
import { sin } from '../../src/elementary/trigonometric.ts';
import { nextNormals } from '../../workers/kernel/reference/normals.ts';
import { runBlock } from '../../workers/kernel/reference/run-block.ts';
import { seedStreams } from '../../workers/kernel/reference/sfc64.ts';
import { blockShift } from '../../workers/kernel/reference/shift.ts';
import { CONTRIBUTIONS, DRAW_SQUARES, DRAW_SUM, LANES, sumIndex } from '../../src/streams/task.ts';
import type { BlockTask } from '../../src/streams/task.ts';
import { cancelling, logarithm } from './formulas.ts';

const shiftOf = (...lanes: readonly number[]): number => blockShift(Float64Array.from(lanes));

describe('blockShift', () => {
  test('is the fourth smallest of the first eight values', () => {
    expect(shiftOf(8, 7, 6, 5, 4, 3, 2, 1, -9, -9)).toBe(4);
    expect(shiftOf(-1e300, 10, 9, 100, 9, 1e300, 2, 11)).toBe(9);
  });

  test('orders non-finite values last, and is 0 when it meets one', () => {
    expect(shiftOf(NaN, -Infinity, 4, Infinity, 3, 2, NaN, 1)).toBe(4);
    expect(shiftOf(NaN, -Infinity, 4, Infinity, 3, 2, NaN, NaN)).toBe(0);
  });

  test('is a positive zero whatever the sign of the zeros', () => {
    expect(shiftOf(-0, -0, -0, -0, -0, -0, -0, -0)).toBe(0);
    expect(shiftOf(0, -0, 0, -0, 0, -0, 0, -0)).toBe(0);
  });

  test('does not depend on the order of the lanes', () => {
    const lanes = fc.array(fc.double(), { minLength: LANES, maxLength: LANES });
    fc.assert(
      fc.property(lanes, fc.integer({ min: 1, max: 7 }), (values, turn) => {
        expect(shiftOf(...values.slice(turn), ...values.slice(0, turn))).toBe(shiftOf(...values));
      }),
      { seed: 3 },
    );
  });
});

describe('the shifted sums', () => {
  test("keep the variance of r' = 1e8 + 1e-3 sin(50 z) to six digits and more", () => {
    const task: BlockTask = { key: cellKey('shift', ''), block: 0, trials: 65536, m: 1, mu: 0.3, sigma: 0.8 };
    const sums = runBlock(cancelling.program, task);
    const drawn = new Float64Array(task.trials);
    nextNormals(seedStreams(task.key, 0), task.trials / LANES, drawn, new Uint32Array(task.trials));
    // The oracle leaves the 1e8 out, so that it has nothing to cancel: 1e-3·sin(50 z), two passes.
    const ripple = drawn.map((eps) => 1e-3 * sin((task.mu + task.sigma * eps) * 50));
    const mean = ripple.reduce((a, b) => a + b, 0) / task.trials;
    const exact = ripple.reduce((a, b) => a + (b - mean) * (b - mean), 0);
    let sum = 0;
    let squares = 0;
    for (let lane = 0; lane < LANES; lane++) {
      sum += sums[sumIndex(lane, 2, DRAW_SUM)]!;
      squares += sums[sumIndex(lane, 2, DRAW_SQUARES)]!;
    }
    const measured = squares - (sum * sum) / task.trials;
    // r' is rounded to multiples of 2^-26 near 1e8: an error of sd 4.3e-9 beside the ripple's 7e-4, which moves the
    // variance of 65536 draws by about 2·(4.3e-9/7e-4)/256 = 5e-8 of itself.
    expect(Math.abs(measured / exact - 1)).toBeLessThan(1e-6);
    expect(exact / task.trials).toBeGreaterThan(4e-7);
  });

  test('show a draw where r is no number in the sums of its lane, and only there', () => {
    const task: BlockTask = { key: cellKey('shift', 'nan'), block: 0, trials: 64, m: 1, mu: 1.3, sigma: 0.8 };
    const sums = runBlock(logarithm.program, task);
    const drawn = new Float64Array(64);
    nextNormals(seedStreams(task.key, 0), 8, drawn, new Uint32Array(64));
    const bad = new Set(
      Array.from(drawn.keys())
        .filter((i) => 1.3 + 0.8 * drawn[i]! < 0)
        .map((i) => i % LANES),
    );
    expect(bad.size).toBeGreaterThan(0);
    expect(bad.size).toBeLessThan(LANES);
    for (let lane = 0; lane < LANES; lane++) {
      for (const k of [0, 1]) {
        expect(Number.isFinite(sums[sumIndex(lane, k, DRAW_SUM)])).toBe(!bad.has(lane));
        expect(Number.isFinite(sums[sumIndex(lane, k, DRAW_SQUARES)])).toBe(!bad.has(lane));
      }
      // r' = 1/z stays finite.
      for (const k of [2, CONTRIBUTIONS - 1]) {
        expect(Number.isFinite(sums[sumIndex(lane, k, DRAW_SQUARES)])).toBe(true);
      }
    }
  });
});

import { describe, expect, test } from 'vitest';
import { encodeProgram } from '../../workers/kernel/wasm/encode-program.ts';
import { encodeSteps } from '../../workers/kernel/native/encode-steps.ts';
import { PASS_NAMES } from '../../workers/kernel/native/pass-names.ts';
import { loadPortableKernel } from '../../workers/kernel/wasm/wasm-kernel.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { ADDON, WIDTHS } from './kernels.ts';

/*
 * What the native kernel must not run: each number of a right list of steps, made wrong.
 */

const kernel = loadPortableKernel();
const { buffer } = kernel.functions.memory;
const SIZE = 10;
const [OUT, A, STEP_A, B, STEP_B, C, WIDE] = [1, 2, 3, 4, 5, 6, 8] as const;

/** normals, z·z, exp, …, shifts, sums, four contributions. */
const right = encodeSteps(
  encodeProgram(kernel, compileIntegrand('exp(z)*max(z, 0.5) + sin(z)', {}).program).block,
).integers;
const operations = Array.from({ length: right.length / SIZE }, (_, i) => right[i * SIZE]!);
const block = (): Float64Array => Float64Array.of(100, 96, 4, 0, 1, 0, 0, 0);

function detach({ buffer }: { readonly buffer: ArrayBufferLike }): void {
  structuredClone(null, { transfer: [buffer as ArrayBuffer] });
}

describe.skipIf(ADDON === null)('the native kernel refuses', () => {
  const width = WIDTHS.at(-1)!;
  const run = (steps: unknown, state: unknown = block(), memory: unknown = buffer, bits: unknown = width) =>
    (ADDON!.run as (...values: readonly unknown[]) => number)(bits, memory, steps, state);
  const changed = (step: number, field: number, value: number): Int32Array =>
    right.map((each, i) => (i === step * SIZE + field ? value : each));
  const stepOf = (operation: number): number => operations.indexOf(operation);
  const refuses = (steps: unknown, ...rest: readonly unknown[]): void =>
    expect(() => run(steps, ...(rest as [unknown]))).toThrow(
      expect.objectContaining({ code: 'KERNEL_REFUSED' }),
    );

  test('nothing of a list that is right', () => {
    expect(() => run(right)).not.toThrow();
  });

  test('arguments of another kind', () => {
    for (const steps of [
      undefined,
      null,
      7,
      'steps',
      [...right],
      new Float64Array(right),
      new DataView(right.buffer),
    ])
      refuses(steps);
    for (const state of [null, {}, new Float64Array(7), new Float64Array(9), new Int32Array(8)])
      refuses(right, state);
    for (const memory of [null, {}, new ArrayBuffer(0), new Float64Array(100), new SharedArrayBuffer(4096)])
      refuses(right, block(), memory);
    for (const bits of [0, 128, 1024, -256, '256', null, NaN]) refuses(right, block(), buffer, bits);
    expect(() => (ADDON!.run as () => number)()).toThrow(/four arguments/);
    refuses(right.subarray(0, right.length - 1));
  });

  test('arrays that are shared, detached or part of the memory', () => {
    refuses(new Int32Array(new SharedArrayBuffer(right.byteLength)));
    refuses(right, new Float64Array(new SharedArrayBuffer(64)));
    const gone = right.slice();
    detach(gone);
    expect(run(gone)).toBe(-1);
    const state = block();
    detach(state);
    refuses(right, state);
    const inside = new Int32Array(buffer, 65536, right.length);
    inside.set(right);
    refuses(inside);
    refuses(right, new Float64Array(buffer, 65536, 8));
  });

  test('numbers of a block that are none', () => {
    for (const wrong of [NaN, Infinity, -1, 0.5, 1e17]) {
      for (const place of [0, 1, 2, 5, 6, 7]) {
        const state = block();
        state[place] = wrong;
        refuses(right, state);
      }
    }
    refuses(right, Float64Array.of(0, 0, 1, 0, 1, 0, 0, 0));
    refuses(right, Float64Array.of(64, 65, 1, 0, 1, 0, 0, 0));
    refuses(right, Float64Array.of(64, 64, 0, 0, 1, 0, 0, 0));
    refuses(right, Float64Array.of(64, 64, 1, 0, 1, 65, 0, 0));
    refuses(right, Float64Array.of(64, 64, 1, 0, 1, 0, right.length, 0));
  });

  test('operations that are none', () => {
    for (const operation of [-1, 12 + PASS_NAMES.length, 1000, 2147483648 - 1, -2147483648])
      operations.forEach((_, i) => refuses(changed(i, 0, operation)));
  });

  test('addresses outside of the memory, or between its rows', () => {
    const last = buffer.byteLength;
    operations.forEach((operation, i) => {
      // That of an ask is not read.
      if (operation === 5 || operation === 6) return;
      for (const at of [-64, last, last - 8, last - 64 * 3, 2147483648 - 64, -2147483648, 4])
        refuses(changed(i, OUT, at));
      for (const at of [-64, last, 2147483648 - 64, 4]) refuses(changed(i, A, at));
    });
    const maximum = stepOf(12 + PASS_NAMES.indexOf('maxAll'));
    for (const at of [-64, last, 8]) refuses(changed(maximum, B, at));
    for (const step of [1, 16, 64, -32]) {
      refuses(changed(maximum, STEP_A, step));
      refuses(changed(maximum, STEP_B, step));
    }
    const twins = stepOf(12 + PASS_NAMES.indexOf('sinCosAll'));
    for (const at of [-64, last, last - 64, 8]) refuses(changed(twins, B, at));
    const sums = stepOf(8);
    for (const at of [-8, last, 4]) refuses(changed(sums, B, at));
    for (const at of [-64, last, last - 64, 8]) refuses(changed(sums, C, at));
    refuses(changed(stepOf(7), B, -64));
    refuses(changed(stepOf(7), B, 8));
    refuses(changed(stepOf(7), B, last));
  });

  test('a second pass that is none, or that takes more than the first has', () => {
    const exp = stepOf(12 + PASS_NAMES.indexOf('expAll'));
    for (const wide of [-2, 0, 11, 12 + PASS_NAMES.length]) refuses(changed(exp, WIDE, wide));
    const maximum = changed(exp, WIDE, 12 + PASS_NAMES.indexOf('maxAll'));
    maximum[exp * SIZE + B] = -64;
    refuses(maximum);
  });

  test('sums before the end, and other steps after sums', () => {
    const steps = Array.from({ length: operations.length }, (_, i) => [
      ...right.subarray(i * SIZE, (i + 1) * SIZE),
    ]);
    const [last, ...others] = [...steps].reverse();
    refuses(Int32Array.from([...steps.slice(0, -1), steps[0]!].flat()));
    refuses(Int32Array.from([last!, ...others.reverse()].flat()));
  });

  test('repetitions of nothing, of more than there is, and inside each other', () => {
    const again = (times: number, length: number) => [4, times, length, 0, 0, 0, 0, 0, -1, 1];
    const [draw] = [[...right.subarray(0, SIZE)]];
    expect(run(Int32Array.from([draw, again(3, 1)].flat()))).toBe(-1);
    for (const [times, length] of [
      [0, 1],
      [-1, 1],
      [2, 0],
      [2, -1],
      [2, 2],
    ] as const)
      refuses(Int32Array.from([draw, again(times, length)].flat()));
    refuses(Int32Array.from([draw, again(2, 1), again(2, 2)].flat()));
  });
});

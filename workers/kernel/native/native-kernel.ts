import { ROWS } from '../wasm/memory-layout.ts';
import { runOutside } from '../wasm/outside.ts';
import type { KernelMemory } from '../wasm/kernel-exports.ts';
import type { BlockRows, Step } from '../wasm/steps.ts';
import type { Kernel } from '../wasm/wasm-kernel.ts';
import { encodeSteps, type NativeSteps } from './encode-steps.ts';

/** Bits of the vectors of a native kernel. */
export type Width = 256 | 512;

/** What the native file exports (addon.c). */
export interface Addon {
  /**
   * Runs steps until the block is done (−1) or TypeScript is asked: then the number of that step. −2 is a
   * pause after many steps, for a thread can only be ended while it is in TypeScript.
   */
  readonly run: (width: Width, memory: ArrayBuffer, steps: Int32Array, block: Float64Array) => number;
  /** The widest vectors that processor and system have; 0 if none of ours. */
  readonly widest: number;
  /** Names of the passes, each with a blank behind it. */
  readonly passes: string;
}

const DONE = -1;
const PAUSED = -2;

/** Place of the row in the numbers of a block (struct block of steps.h). */
const ROW_AT = 5;

/** A kernel that carries out steps natively on the memory of the WebAssembly module. */
export function nativeKernel(addon: Addon, memory: KernelMemory, width: Width): Kernel {
  const encoded = new WeakMap<readonly Step[], NativeSteps>();
  const numbers = new Float64Array(8);
  const { buffer } = memory.functions.memory;
  function run(steps: readonly Step[], block: BlockRows): void {
    const known = encoded.get(steps);
    const native = known ?? encodeSteps(steps);
    if (known === undefined) encoded.set(steps, native);
    const { draws, counting, perTrial, mu, sigma } = block;
    numbers.set([draws, counting, perTrial, mu, sigma, 0, 0, 0]);
    // V8 looks whether the thread is to end where it enters a function, but in a slow loop hardly ever.
    const goOn = (): number => addon.run(width, buffer, native.integers, numbers);
    for (;;) {
      const number = goOn();
      if (number === DONE) return;
      if (number === PAUSED) continue;
      const { step, isWhole } = native.asked[number]!;
      const first = numbers[ROW_AT]!;
      const rows = isWhole ? ROWS : Math.min(ROWS, draws - first);
      if (step.kind === 'ask') step.answer(block, first, rows);
      else runOutside(memory.doubles, step, rows);
    }
  }
  return { ...memory, name: `native, ${width} bits`, bits: width, run };
}

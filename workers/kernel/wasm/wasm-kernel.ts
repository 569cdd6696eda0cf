import { readFileSync } from 'node:fs';
import { packageFile } from '../../../src/package-file.ts';
import type { KernelExports, KernelMemory } from './kernel-exports.ts';
import { runPortably } from './run-portably.ts';
import type { BlockRows, Step } from './steps.ts';

/**
 * A kernel: the module with its memory, and what carries out steps on it. A worker makes one and hands it on.
 */
export interface Kernel extends KernelMemory {
  /** What carries out the steps, in words. */
  readonly name: string;
  /** Of a vector. */
  readonly bits: number;
  readonly run: (steps: readonly Step[], block: BlockRows) => void;
}

/**
 * Loads the kernel that `npm run build` has compiled to WebAssembly.
 *
 * @throws whatever reading, compiling or linking throws: without a kernel there is nothing to fall back on
 */
export function loadPortableKernel(): Kernel {
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(readFileSync(packageFile('dist/workers/kernel/kernel.wasm'))),
  );
  const functions = exports as unknown as KernelExports;
  const { buffer } = functions.memory;
  const memory = { functions, doubles: new Float64Array(buffer), halves: new Uint32Array(buffer) };
  return { ...memory, name: 'portable', bits: 128, run: (steps, block) => runPortably(memory, steps, block) };
}

import { readFileSync } from 'node:fs';
import type { Instruction } from '../../../src/formula/program/program.ts';
import { packageFile } from '../../../src/package-file.ts';

/** A vector function over registers: see workers/kernel/assembly/arithmetic.ts for its arguments. */
export type Pass = (
  out: number,
  end: number,
  a: number,
  stepA: number,
  b: number,
  stepB: number,
  c: number,
  stepC: number,
) => number | undefined;

/** Adds rows of one contribution to its sums: see workers/kernel/assembly/sums.ts. */
export type SumPass = (
  eps: number,
  end: number,
  v: number,
  stepV: number,
  shift: number,
  sums: number,
  m: number,
  left: number,
) => void;

/**
 * The passes: one for each operation of a program, and those that stand for an operation in part of its
 * domain or for two.
 */
export type PassName = `${Instruction['operation']}All` | 'wideExpAll' | 'sinCosAll' | 'tanhSech2All';

/** What workers/kernel/assembly/index.ts exports. Addresses are bytes in `memory`. */
export interface KernelExports extends Readonly<Record<PassName, Pass>> {
  readonly memory: WebAssembly.Memory;
  readonly seedStreams: (
    state: number,
    aHigh: number,
    aLow: number,
    bHigh: number,
    bLow: number,
    streamHigh: number,
    streamLow: number,
    scratch: number,
  ) => void;
  readonly fillWords: (state: number, out: number, end: number) => void;
  readonly squaredRadiiAll: (words: number, end: number) => void;
  readonly normalsAll: (
    eps: number,
    end: number,
    z: number,
    words: number,
    mu: number,
    sigma: number,
  ) => void;
  readonly blockShifts: (
    out: number,
    eps: number,
    value: number,
    stepV: number,
    derivative: number,
    stepD: number,
    scratch: number,
  ) => void;
  readonly addTimesEps: SumPass;
  readonly addTimesEps2: SumPass;
  readonly addAlone: SumPass;
  readonly addCovariance: (
    rows: number,
    v: number,
    stepV: number,
    w: number,
    stepW: number,
    shifts: number,
    sums: number,
    m: number,
    left: number,
  ) => void;
}

/** An instance of the compiled kernel with a view of its memory. A worker makes one and hands it on. */
export interface Kernel {
  readonly functions: KernelExports;
  /** All of the memory, which never grows. */
  readonly doubles: Float64Array;
  /** The same memory as halves of words, the low one first. */
  readonly halves: Uint32Array;
}

/**
 * Loads the kernel that `npm run build` has compiled.
 *
 * @throws whatever reading, compiling or linking throws: without a kernel there is nothing to fall back on
 */
export function loadKernel(): Kernel {
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(readFileSync(packageFile('dist/workers/kernel/kernel.wasm'))),
  );
  const functions = exports as unknown as KernelExports;
  const { buffer } = functions.memory;
  return { functions, doubles: new Float64Array(buffer), halves: new Uint32Array(buffer) };
}

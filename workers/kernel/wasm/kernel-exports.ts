import type { Instruction } from '../../../src/formula/program/program.ts';

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

export type SumName = 'addTimesEps' | 'addTimesEps2' | 'addAlone';

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
export interface KernelExports extends Readonly<Record<PassName, Pass>>, Readonly<Record<SumName, SumPass>> {
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

/** An instance of the compiled module with a view of its memory. */
export interface KernelMemory {
  readonly functions: KernelExports;
  /** All of the memory, which never grows. */
  readonly doubles: Float64Array;
  /** The same memory as halves of words, the low one first. */
  readonly halves: Uint32Array;
}

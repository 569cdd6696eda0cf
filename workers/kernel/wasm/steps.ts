import type { Pass, PassName, SumName, SumPass } from './kernel-exports.ts';

/*
 * What is done for a memory block, as a list of steps with addresses. Both kernels carry out the same lists:
 * `run-portably.ts` the passes of the WebAssembly module, and the native kernel (workers/kernel/native) its
 * own.
 */

/** Where an operand begins and how far it moves on in half a row: not at all if it is a constant. */
export interface OperandPlace {
  readonly at: number;
  readonly step: number;
}

/** One pass over registers with its addresses. */
export interface PassStep {
  readonly kind: 'pass';
  readonly name: PassName;
  readonly pass: Pass;
  readonly out: number;
  readonly a: OperandPlace;
  readonly b: OperandPlace;
  readonly c: OperandPlace;
  /** What to do when the pass answers 1, that is, has met an argument outside its ordinary domain. */
  readonly outside: Recourse;
}

export type Recourse =
  | { readonly kind: 'never' }
  /** Run another pass, which is right everywhere, in its place. */
  | { readonly kind: 'wide'; readonly name: PassName; readonly pass: Pass }
  /** Ask the scalar functions; `out` is not an operand, so that the arguments are still there. */
  | { readonly kind: 'scalar'; readonly repairs: readonly ScalarRedo[] };

/** Where a pass may be wrong in what it wrote to `out`, and the scalar function that answers there. */
export interface ScalarRedo {
  readonly out: number;
  readonly scalar: (x: number, y: number) => number;
  readonly isOutside: (x: number) => boolean;
}

/** The next normals of a source, and mu + sigma times them: of the task, or 0 and 1. */
export interface NormalsStep {
  readonly kind: 'normals';
  readonly state: number;
  readonly eps: number;
  readonly z: number;
  readonly isStandard: boolean;
}

/** What only TypeScript can do: before every memory block, or only in the first. */
export interface AskStep {
  readonly kind: 'ask';
  readonly onlyFirst: boolean;
  readonly answer: (block: BlockRows, first: number, rows: number) => void;
}

export type SumStep =
  | {
      readonly kind: 'contribution';
      readonly name: SumName;
      readonly pass: SumPass;
      readonly v: OperandPlace;
      readonly shift: number;
      readonly sums: number;
    }
  | {
      readonly kind: 'covariance';
      readonly v: OperandPlace;
      readonly w: OperandPlace;
      readonly shifts: number;
      readonly sums: number;
    };

/**
 * Adds to all sums; the last step of a list. Before the last, partial row of trials they are copied to
 * `saved`.
 */
export interface SumsStep {
  readonly kind: 'sums';
  readonly at: number;
  readonly saved: number;
  /** Bytes. */
  readonly length: number;
  readonly sums: readonly SumStep[];
}

export type Step =
  | PassStep
  | NormalsStep
  | AskStep
  | SumsStep
  /** A register made 0, or that of another. */
  | { readonly kind: 'clear'; readonly out: number }
  | { readonly kind: 'copy'; readonly out: number; readonly from: number }
  /** Steps that are repeated, and always over all rows of a memory block; not nested. */
  | { readonly kind: 'repeat'; readonly times: number; readonly steps: readonly Step[] };

/** A block as its steps see it. */
export interface BlockRows {
  /** Rows of draws. */
  readonly draws: number;
  /**
   * In the rows up to here every lane counts; in those of the last row of trials only the first lanes may.
   */
  readonly counting: number;
  /** Draws of a trial. */
  readonly perTrial: number;
  readonly mu: number;
  readonly sigma: number;
}

import { ROW } from './memory-layout.ts';
import type { Kernel, Pass } from './wasm-kernel.ts';

/** Where an operand begins and how far it moves on in half a row: not at all if it is a constant. */
export interface OperandPlace {
  readonly at: number;
  readonly step: number;
}

/** One pass over registers with its addresses. */
export interface Step {
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
  | { readonly kind: 'wide'; readonly pass: Pass }
  /** Ask the scalar functions; `out` is not an operand, so that the arguments are still there. */
  | { readonly kind: 'scalar'; readonly repairs: readonly ScalarRedo[] };

/** Where a pass may be wrong in what it wrote to `out`, and the scalar function that answers there. */
export interface ScalarRedo {
  readonly out: number;
  readonly scalar: (x: number, y: number) => number;
  readonly isOutside: (x: number) => boolean;
}

/** Runs the steps over the first `rows` rows, at least one. */
export function runSteps(kernel: Kernel, steps: readonly Step[], rows: number): void {
  for (const step of steps) {
    const { pass, out, a, b, c } = step;
    const met = pass(out, out + rows * ROW, a.at, a.step, b.at, b.step, c.at, c.step);
    if (met === 1) runOutside(kernel, step, rows);
  }
}

function runOutside({ doubles }: Kernel, { outside, out, a, b, c }: Step, rows: number): void {
  if (outside.kind === 'wide') {
    outside.pass(out, out + rows * ROW, a.at, a.step, b.at, b.step, c.at, c.step);
  } else if (outside.kind === 'scalar') {
    for (const repair of outside.repairs) repairAll(doubles, repair, a, b, rows);
  }
}

function repairAll(
  doubles: Float64Array,
  repair: ScalarRedo,
  a: OperandPlace,
  b: OperandPlace,
  rows: number,
): void {
  const { out, scalar, isOutside } = repair;
  const firstA = a.at / 8;
  const firstB = b.at / 8;
  const count = (rows * ROW) / 8;
  for (let i = 0; i < count; i++) {
    const x = doubles[a.step === 0 ? firstA : firstA + i]!;
    if (isOutside(x)) doubles[out / 8 + i] = scalar(x, doubles[b.step === 0 ? firstB : firstB + i]!);
  }
}

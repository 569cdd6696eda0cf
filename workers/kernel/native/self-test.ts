import { contributionSteps, DRAW } from '../wasm/contribution-steps.ts';
import {
  CHANNEL_SHIFTS,
  CHANNEL_SUMS,
  constantAt,
  registerAt,
  REGISTER_STEP,
  ROW,
  STATE,
  WORDS,
} from '../wasm/memory-layout.ts';
import type { OperandPlace, Step, SumStep } from '../wasm/steps.ts';
import type { Kernel } from '../wasm/wasm-kernel.ts';
import { PASS_NAMES } from './pass-names.ts';

/** Rows of the test: a memory block and a part of one, an odd number. */
const ROWS_TESTED = 69;
/** Every pass has a register of its own for what it writes, from here on; twins have one more. */
const FIRST_OUT = 4;
const SECOND_OUT = 3;

/**
 * Whether two kernels on the same memory do the same: every pass at normal draws, and the sums of every kind,
 * bit for bit. A check of the build and of the processor, of a millisecond; the proof is `npm run
 * check:native`.
 */
export function doTheSame(one: Kernel, other: Kernel): boolean {
  const steps = testSteps(one);
  const [expected, found] = [one, other].map((kernel) => resultOf(kernel, steps)) as [
    Float64Array,
    Float64Array,
  ];
  return expected.every((x, i) => Object.is(x, found[i]));
}

function testSteps(kernel: Kernel): readonly Step[] {
  const z = place(0);
  const [y, three] = [place(1), { at: constantAt(0), step: 0 }];
  const passes = PASS_NAMES.map((name, i): Step => {
    const isTwins = name === 'sinCosAll' || name === 'tanhSech2All';
    const b = isTwins ? { at: registerAt(SECOND_OUT), step: 0 } : y;
    const [pass, out] = [kernel.functions[name], registerAt(FIRST_OUT + i)];
    return { kind: 'pass', name, pass, out, a: z, b, c: three, outside: { kind: 'never' } };
  });
  const covariance: SumStep = { kind: 'covariance', v: z, w: y, shifts: CHANNEL_SHIFTS, sums: CHANNEL_SUMS };
  const second: Step = { ...DRAW, eps: registerAt(1), z: registerAt(2) };
  const contributions = contributionSteps(kernel, z, y).map((step): Step =>
    step.kind === 'sums' ? { ...step, sums: [...step.sums, covariance] } : step,
  );
  return [DRAW, second, ...passes, ...contributions];
}

const place = (register: number): OperandPlace => ({ at: registerAt(register), step: REGISTER_STEP });

/** All that stands in the memory after a block of the test. */
function resultOf(kernel: Kernel, steps: readonly Step[]): Float64Array {
  const { doubles, functions } = kernel;
  doubles.fill(0);
  doubles.fill(3, constantAt(0) / 8, (constantAt(0) + ROW) / 8);
  functions.seedStreams(STATE, 1, 2, 3, 4, 0, 0, WORDS);
  kernel.run(steps, { draws: ROWS_TESTED, counting: ROWS_TESTED - 3, perTrial: 3, mu: 0.25, sigma: 0.75 });
  return doubles.slice(0, constantAt(0) / 8);
}

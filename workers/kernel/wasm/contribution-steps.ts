import { CONTRIBUTION, EPS, registerAt, SAVED, SHIFTS, STATE, SUMS_AT, WORDS } from './memory-layout.ts';
import type { NormalsStep, OperandPlace, Step, SumStep } from './steps.ts';
import type { KernelMemory, SumName } from './kernel-exports.ts';

/** Draws eps and z of the four contributions. */
export const DRAW: NormalsStep = {
  kind: 'normals',
  state: STATE,
  eps: EPS,
  z: registerAt(0),
  isStandard: false,
};

/** Sums of the four contributions of r and r', about shifts that the first memory block gives. */
export function contributionSteps(
  { functions }: KernelMemory,
  value: OperandPlace,
  derivative: OperandPlace,
): readonly Step[] {
  const sum = (k: number, name: SumName, v: OperandPlace): SumStep => ({
    kind: 'contribution',
    name,
    pass: functions[name],
    v,
    shift: SHIFTS + 8 * k,
    sums: SUMS_AT + k * CONTRIBUTION,
  });
  return [
    {
      kind: 'ask',
      onlyFirst: true,
      answer: () =>
        functions.blockShifts(SHIFTS, EPS, value.at, value.step, derivative.at, derivative.step, WORDS),
    },
    {
      kind: 'sums',
      at: SUMS_AT,
      saved: SAVED,
      length: SAVED - SUMS_AT,
      sums: [
        sum(0, 'addTimesEps', value),
        sum(1, 'addTimesEps2', value),
        sum(2, 'addAlone', derivative),
        sum(3, 'addTimesEps', derivative),
      ],
    },
  ];
}

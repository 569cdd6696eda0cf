import { ROW } from './memory-layout.ts';
import type { OperandPlace, PassStep, ScalarRedo } from './steps.ts';

/** Does again what a pass has done at arguments outside its ordinary domain. */
export function runOutside(doubles: Float64Array, { outside, out, a, b, c }: PassStep, rows: number): void {
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

import { GradvarError } from '../../errors.ts';
import type { MeasuredForm } from '../../estimators/measured/measured-form.ts';
import { createOutputRegisters, evaluateOutputs } from '../../formula/program/evaluate-program.ts';
import { lowerOutputs } from '../../formula/program/lower.ts';
import type { OutputProgram } from '../../formula/program/program.ts';
import { FAMILIES } from '../../streams/measurement.ts';
import { LANES } from '../../streams/task.ts';
import { inputsOf, MEMORY_ROWS } from '../../../workers/kernel/reference/run-measurement.ts';

/** Rows that are drawn, and evaluations that they may take. */
const MOST_ROWS = 1 << 16;
const MOST_EVALUATIONS = 1 << 22;
/** Fewer rows say too little of a law. */
const LEAST_ROWS = 1 << 12;

/** Where the draws lie, and how many evaluations an estimate takes. */
export interface DrawnAt {
  readonly mu: number;
  readonly sigma: number;
  readonly m: number;
}

/**
 * Draws estimates of a form as the kernel does, its scale apart, from streams of their own: the same ones
 * every time. Null where an estimate takes too many evaluations, or its program too many registers.
 */
export function drawerOf(form: MeasuredForm, at: DrawnAt): (() => Float64Array) | null {
  const { inputs, draws } = FAMILIES[form.family];
  const count = Math.min(MOST_ROWS, MOST_EVALUATIONS / draws(at.m));
  if (count < LEAST_ROWS) return null;
  try {
    const trees = form.kind === 'average' ? [form.tree] : [form.value, form.weight];
    const program = lowerOutputs(trees, inputs);
    return () => drawnRows(form, program, at, Math.floor(count / LANES));
  } catch (error) {
    if (error instanceof GradvarError) return null;
    throw error;
  }
}

function drawnRows(
  { kind, family }: MeasuredForm,
  program: OutputProgram,
  at: DrawnAt,
  perLane: number,
): Float64Array {
  const perRow = FAMILIES[family].draws(at.m);
  const registers = createOutputRegisters(program, MEMORY_ROWS * LANES);
  const fill = inputsOf(family, { ...at, key: [5, 6, 7, 8], block: 0, trials: perLane * LANES }, registers);
  const rows = new Float64Array(perLane * LANES);
  const open = () => new Float64Array(LANES);
  const [values, products, weights] = [open(), open(), open()];
  for (let draw = 0; draw < perLane * perRow; draw += MEMORY_ROWS) {
    const now = Math.min(MEMORY_ROWS, perLane * perRow - draw);
    fill(draw, now);
    const [v, w] = evaluateOutputs(program, registers, now * LANES);
    for (let i = 0; i < now * LANES; i += 1) {
      const lane = i % LANES;
      values[lane]! += v![i]!;
      products[lane]! += v![i]! * (w ?? v!)[i]!;
      weights[lane]! += (w ?? v!)[i]!;
      const done = draw + (i - lane) / LANES + 1;
      if (done % perRow !== 0) continue;
      const covariance = products[lane]! - (values[lane]! * weights[lane]!) / perRow;
      rows[(done / perRow - 1) * LANES + lane] =
        kind === 'average' ? values[lane]! / perRow : covariance / (perRow - 1);
      values[lane] = products[lane] = weights[lane] = 0;
    }
  }
  return rows;
}

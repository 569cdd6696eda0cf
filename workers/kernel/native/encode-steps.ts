import { EPS, WORDS } from '../wasm/memory-layout.ts';
import type { AskStep, OperandPlace, PassStep, Step, SumStep } from '../wasm/steps.ts';
import { PASS_NAMES } from './pass-names.ts';
import type { PassName, SumName } from '../wasm/kernel-exports.ts';

/*
 * A list of steps as integers, ten a step: struct step of steps.h. Nothing is nested there: what is repeated
 * stands before its repetition, and sums stand at the end.
 */

const [NORMALS, STANDARD_NORMALS, CLEAR, COPY, AGAIN, ASK, ASK_FIRST, SUMS] = [0, 1, 2, 3, 4, 5, 6, 7];
const SUM_NUMBERS: Readonly<Record<SumName, number>> = { addTimesEps: 8, addTimesEps2: 9, addAlone: 10 };
const COVARIANCE = 11;
const FIRST_PASS = 12;
const INTEGERS = 10;

/** A step at which the native kernel may ask TypeScript. */
export interface AskedStep {
  readonly step: PassStep | AskStep;
  /** Whether it runs over all rows of a memory block. */
  readonly isWhole: boolean;
}

export interface NativeSteps {
  readonly integers: Int32Array;
  /** By number; null where nothing is ever asked. */
  readonly asked: readonly (AskedStep | null)[];
}

/** Fields of a step; those that are not given are 0, and `wide` is −1. */
interface Fields {
  readonly operation: number;
  readonly out?: number;
  readonly a?: OperandPlace;
  readonly b?: OperandPlace;
  readonly c?: OperandPlace;
  readonly wide?: number;
}

export function encodeSteps(steps: readonly Step[]): NativeSteps {
  const rows: (readonly number[])[] = [];
  const asked: (AskedStep | null)[] = [];
  const put = (fields: Fields, isWhole: boolean, step: PassStep | AskStep | null): void => {
    const { operation, out = 0, a = NOWHERE, b = NOWHERE, c = NOWHERE, wide = -1 } = fields;
    rows.push([operation, out, a.at, a.step, b.at, b.step, c.at, c.step, wide, isWhole ? 1 : 0]);
    asked.push(step === null ? null : { step, isWhole });
  };
  const putAll = (list: readonly Step[], isWhole: boolean): void => {
    for (const step of list) {
      if (step.kind === 'repeat') {
        putAll(step.steps, true);
        put({ operation: AGAIN, out: step.times, a: address(step.steps.length) }, true, null);
      } else {
        put(fieldsOf(step), isWhole, step.kind === 'pass' || step.kind === 'ask' ? step : null);
        if (step.kind === 'sums') for (const sum of step.sums) put(fieldsOfSum(sum), isWhole, null);
      }
    }
  };
  putAll(steps, false);
  const integers = new Int32Array(INTEGERS * rows.length);
  rows.forEach((row, i) => integers.set(row, i * INTEGERS));
  return { integers, asked };
}

const address = (at: number): OperandPlace => ({ at, step: 0 });
const NOWHERE = address(0);
const numberOf = (name: PassName): number => FIRST_PASS + PASS_NAMES.indexOf(name);

function fieldsOf(step: Exclude<Step, { readonly kind: 'repeat' }>): Fields {
  switch (step.kind) {
    case 'pass': {
      const { name, out, a, b, c, outside } = step;
      const wide = outside.kind === 'wide' ? numberOf(outside.name) : -1;
      return { operation: numberOf(name), out, a, b, c, wide };
    }
    case 'normals': {
      const operation = step.isStandard ? STANDARD_NORMALS : NORMALS;
      return { operation, out: step.eps, a: address(step.z), b: address(step.state), c: address(WORDS) };
    }
    case 'ask':
      return { operation: step.onlyFirst ? ASK_FIRST : ASK };
    case 'clear':
      return { operation: CLEAR, out: step.out };
    case 'copy':
      return { operation: COPY, out: step.out, a: address(step.from) };
    case 'sums':
      return { operation: SUMS, out: step.at, a: address(step.saved), b: address(step.length) };
  }
}

function fieldsOfSum(sum: SumStep): Fields {
  if (sum.kind === 'covariance')
    return { operation: COVARIANCE, out: sum.sums, a: sum.v, b: sum.w, c: address(sum.shifts) };
  return {
    operation: SUM_NUMBERS[sum.name],
    out: sum.sums,
    a: sum.v,
    b: address(sum.shift),
    c: address(EPS),
  };
}

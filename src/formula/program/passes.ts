import type { PassForm } from '../algebra/record.ts';
import { square } from '../loops/arithmetic.ts';
import { SECH2_ORDINARY } from '../../elementary/hyperbolic.ts';
import { TRIGONOMETRIC_ORDINARY } from '../../elementary/trigonometric.ts';
import { arithmeticPass, beyond } from '../operations/common-rules.ts';
import { OPERATIONS } from '../operations/table.ts';
import type { Operation, PassOperation } from '../tree/tree.ts';
import type { Instruction } from './program.ts';

const SQUARE: PassForm = arithmeticPass(square);

/** What the kernel does for an instruction. */
export function passOf(operation: Instruction['operation']): PassForm {
  return operation === 'square' ? SQUARE : OPERATIONS[operation].kernel;
}

/** Every operation that a program may hold. */
export const PASSES: readonly Instruction['operation'][] = [
  ...(Object.keys(OPERATIONS) as Operation[]).filter(hasPass),
  'square',
];

function hasPass(operation: Operation): operation is PassOperation {
  return OPERATIONS[operation].kernel.kind === 'pass';
}

/**
 * Two functions of one argument that the kernel computes together; the scheduler keeps them next to each
 * other.
 */
export interface Twins {
  readonly first: Instruction['operation'];
  readonly second: Instruction['operation'];
  readonly pass: 'sinCosAll' | 'tanhSech2All';
  /** Where the pass may be wrong, so that the scalar functions have to answer. */
  readonly isOutside: (x: number) => boolean;
}

const TWINS: readonly Twins[] = [
  { first: 'sin', second: 'cos', pass: 'sinCosAll', isOutside: beyond(TRIGONOMETRIC_ORDINARY) },
  { first: 'tanh', second: 'sech2', pass: 'tanhSech2All', isOutside: beyond(SECH2_ORDINARY) },
];

/** Which twins two operations are; null if they are none. */
export function twinsOf(a: Instruction['operation'], b: Instruction['operation']): Twins | null {
  for (const twins of TWINS)
    if ((twins.first === a && twins.second === b) || (twins.first === b && twins.second === a)) return twins;
  return null;
}

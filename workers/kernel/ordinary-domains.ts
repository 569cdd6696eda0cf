import { expm1, EXP_ORDINARY } from '../../src/elementary/exp.ts';
import { normcdf, normpdf } from '../../src/elementary/error-function.ts';
import { cosh, sech2, sinh, tanh } from '../../src/elementary/hyperbolic.ts';
import { LARGEST, SMALLEST_NORMAL } from '../../src/elementary/constants.ts';
import { log, log1p } from '../../src/elementary/log.ts';
import { sigmoid, softplus } from '../../src/elementary/logistic.ts';
import { NORMQUANTILE_ORDINARY, normquantile } from '../../src/elementary/normal-quantile.ts';
import { power } from '../../src/elementary/power.ts';
import { cos, sin, tan, TRIGONOMETRIC_ORDINARY } from '../../src/elementary/trigonometric.ts';
import type { Instruction } from '../../src/formula/program/program.ts';

/** The scalar form of a vector function and where the vector form may be wrong, so that the scalar one has to answer. */
export interface Repair {
  readonly scalar: (x: number, y: number) => number;
  readonly isOutside: (x: number) => boolean;
}

const beyond =
  (limit: number) =>
  (x: number): boolean =>
    Math.abs(x) > limit;

const NORMAL_ORDINARY = 37;
const SECH2_ORDINARY = EXP_ORDINARY / 2;

/** Functions whose vector form is right on an ordinary domain alone and reports what it met outside. */
export const REPAIRS: ReadonlyMap<Instruction['operation'], Repair> = new Map<
  Instruction['operation'],
  Repair
>([
  ['expm1', { scalar: expm1, isOutside: beyond(EXP_ORDINARY) }],
  ['log', { scalar: log, isOutside: (x) => !(x >= SMALLEST_NORMAL && x <= LARGEST) }],
  ['log1p', { scalar: log1p, isOutside: (x) => !(x > -1 && x <= LARGEST) }],
  // What takes a power outside depends on x and y together: all are done again.
  ['power', { scalar: power, isOutside: () => true }],
  ['sin', { scalar: sin, isOutside: beyond(TRIGONOMETRIC_ORDINARY) }],
  ['cos', { scalar: cos, isOutside: beyond(TRIGONOMETRIC_ORDINARY) }],
  ['tan', { scalar: tan, isOutside: beyond(TRIGONOMETRIC_ORDINARY) }],
  ['sinh', { scalar: sinh, isOutside: beyond(EXP_ORDINARY) }],
  ['cosh', { scalar: cosh, isOutside: beyond(EXP_ORDINARY) }],
  ['sech2', { scalar: sech2, isOutside: beyond(SECH2_ORDINARY) }],
  ['sigmoid', { scalar: sigmoid, isOutside: beyond(EXP_ORDINARY) }],
  ['softplus', { scalar: softplus, isOutside: beyond(EXP_ORDINARY) }],
  ['normpdf', { scalar: normpdf, isOutside: beyond(NORMAL_ORDINARY) }],
  ['normcdf', { scalar: normcdf, isOutside: (x) => x < -NORMAL_ORDINARY }],
  ['normquantile', { scalar: normquantile, isOutside: (p) => !(p >= NORMQUANTILE_ORDINARY && p < 1) }],
]);

/** Two functions that one pass computes together when they stand next to each other, of one argument. */
export interface Twins {
  readonly first: Instruction['operation'];
  readonly second: Instruction['operation'];
  readonly pass: 'sinCosAll' | 'tanhSech2All';
  readonly repairs: readonly [Repair, Repair];
}

export const TWINS: readonly Twins[] = [
  { first: 'sin', second: 'cos', pass: 'sinCosAll', repairs: [REPAIRS.get('sin')!, REPAIRS.get('cos')!] },
  {
    first: 'tanh',
    second: 'sech2',
    pass: 'tanhSech2All',
    repairs: [{ scalar: tanh, isOutside: beyond(SECH2_ORDINARY) }, REPAIRS.get('sech2')!],
  },
];

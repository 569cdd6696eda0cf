import { log } from '../../elementary/log.ts';
import { buildGraph, type Graph } from '../graph.ts';
import * as arithmetic from '../algebra/interval-arithmetic.ts';
import type { Encloser, Enclosures } from '../algebra/interval-arithmetic.ts';
import * as choices from './interval-choices.ts';
import * as functions from './interval-functions.ts';
import { logBound } from '../algebra/magnitude.ts';
import type { Node, Operation } from '../tree/tree.ts';

/**
 * Enclosures of formulas over an interval of z: bounds that every value keeps, found by interval arithmetic
 * with outward rounding (R. E. Moore, Interval Analysis, 1966). For rigor, not for values: they are wide where
 * a variable occurs several times.
 */

const ENCLOSERS: Readonly<Record<Operation, Encloser>> = {
  negate: arithmetic.negate,
  add: arithmetic.add,
  subtract: arithmetic.subtract,
  multiply: arithmetic.multiply,
  divide: arithmetic.divide,
  power: choices.powerInterval,
  exp: functions.expInterval,
  log: functions.logInterval,
  log1p: functions.log1pInterval,
  expm1: functions.expm1Interval,
  sqrt: functions.sqrtInterval,
  sin: functions.sinInterval,
  cos: functions.cosInterval,
  tan: functions.tanInterval,
  tanh: functions.tanhInterval,
  sinh: functions.sinhInterval,
  cosh: functions.coshInterval,
  atan: functions.atanInterval,
  erf: functions.erfInterval,
  abs: choices.absInterval,
  sign: choices.signInterval,
  step: choices.stepInterval,
  floor: choices.floorInterval,
  mod: choices.modInterval,
  min: choices.minInterval,
  max: choices.maxInterval,
  clip: choices.clipInterval,
  sigmoid: functions.sigmoidInterval,
  softplus: functions.softplusInterval,
  normcdf: functions.normcdfInterval,
  normpdf: functions.normpdfInterval,
  normquantile: functions.normquantileInterval,
  sech2: functions.sech2Interval,
  select: choices.selectInterval,
};

/** A graph with what is needed to enclose it again and again; the enclosures are overwritten each time. */
export interface Encloseable {
  readonly graph: Graph;
  readonly enclosures: Enclosures;
  readonly steps: readonly { readonly encloser: Encloser; readonly place: number }[];
  readonly variables: readonly number[];
}

export function encloseable(graph: Graph): Encloseable {
  const enclosures = { lo: Float64Array.from(graph.numbers), hi: Float64Array.from(graph.numbers) };
  const steps: { readonly encloser: Encloser; readonly place: number }[] = [];
  const variables: number[] = [];
  graph.operations.forEach((operation, place) => {
    if (operation === 'z') variables.push(place);
    else if (operation !== 'number') steps.push({ encloser: ENCLOSERS[operation], place });
  });
  return { graph, enclosures, steps, variables };
}

/** Encloses every subformula over z in [lo, hi]. */
export function encloseGraph(
  { graph, enclosures, steps, variables }: Encloseable,
  lo: number,
  hi: number,
): void {
  for (const place of variables) {
    enclosures.lo[place] = lo;
    enclosures.hi[place] = hi;
  }
  const { first, second, third } = graph;
  for (const { encloser, place } of steps) {
    encloser(enclosures, place, first[place]!, second[place]!, third[place]!);
  }
}

export interface Enclosure {
  readonly lo: number;
  readonly hi: number;
  /** Upper bound of log|value|, also where the value overflows or underflows. */
  readonly logMax: number;
}

/** Bounds of a formula over z in [lo, hi]; infinite where it is unbounded or not defined. */
export function enclose(node: Node, lo: number, hi: number): Enclosure {
  const work = encloseable(buildGraph([node]));
  encloseGraph(work, lo, hi);
  const root = work.graph.roots[0]!;
  const { enclosures } = work;
  return {
    lo: enclosures.lo[root]!,
    hi: enclosures.hi[root]!,
    logMax: logBound(work.graph, enclosures, root),
  };
}

/** log of a magnitude; -Infinity for 0. */
export function logMagnitude(x: number): number {
  return x === 0 ? -Infinity : log(Math.abs(x));
}

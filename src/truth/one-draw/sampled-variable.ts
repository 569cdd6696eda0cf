import { NODES } from '../line/sample.ts';
import { CURVATURE, SLOPE, SLOPE_EPS, VALUE, VALUE_EPS, VALUE_SQUARE } from './nodes/features.ts';
import type { SideValues } from './nodes/evaluate-side.ts';
import type { Grid } from './nodes/grid.ts';
import { even, oddPart } from './variable/even-part.ts';
import { combination, isNone, NO_TERM, valueAt, type Quadratic } from './variable/polynomial.ts';
import type { DrawVariable } from './variable/variable.ts';

/** A variable at the nodes of a grid, and bounds of its error over each margin, times P^(1/4). */
export interface SampledVariable {
  readonly values: Float64Array;
  readonly errors: Float64Array;
  /**
   * What it is where r and its derivatives are at their centers, as beyond the nodes: a polynomial in eps.
   */
  readonly atCenters: Quadratic;
}

/** Relative rounding of the arithmetic that makes a variable of r and its derivatives. */
const ARITHMETIC = 5e-16;

/** x(eps), or [x(eps) + x(−eps)]/2 on a mirrored grid. */
export function sampleVariable(grid: Grid, variable: DrawVariable): SampledVariable {
  const { eps, draw, mirror, margins } = grid;
  const values = new Float64Array(eps.length);
  const terms = new Float64Array(eps.length);
  if (mirror === null) addTerms(variable, eps, draw, values, terms);
  else {
    // Sums of r(±eps) go with the even parts of the factors, differences with the odd ones: what cancels does
    // so exactly.
    addTerms(partOf(variable, even), eps, halfOf(draw, mirror, 1, variable.baseline), values, terms);
    addTerms(
      { ...partOf(variable, oddPart), baseline: 0, constant: NO_TERM },
      eps,
      halfOf(draw, mirror, -1, 0),
      values,
      terms,
    );
  }
  const rounding = isCopy(variable) ? new Float64Array(margins.length) : rootMeans(grid, terms);
  const errors = new Float64Array(margins.length);
  margins.forEach((margin, i) => {
    const own = errorOf(variable, margin.draw, margin.reach);
    const other = margin.mirror === null ? 0 : errorOf(variable, margin.mirror, margin.reach);
    const shared = margin.mirror === null || margin.isBeyond ? own + other : 0.5 * (own + other);
    errors[i] = shared + ARITHMETIC * (rounding[i] ?? 0);
  });
  return { values, errors, atCenters: atCenters(variable, grid.centers) };
}

/** The variable is r, r' or r'' itself, or its negative: nothing is rounded. */
function isCopy({ constant, baseline, value, derivative, second }: DrawVariable): boolean {
  const coefficients = [...value, ...derivative, ...second];
  const only = coefficients.filter((c) => c !== 0);
  const isOne = only.length === 1 && Math.abs(only[0]!) === 1 && coefficients.indexOf(only[0]!) % 3 === 0;
  return isOne && isNone(constant) && (baseline === 0 || isNone(value));
}

function partOf(variable: DrawVariable, part: (p: Quadratic) => Quadratic): DrawVariable {
  const { constant, baseline, value, derivative, second } = variable;
  return {
    constant: part(constant),
    baseline,
    value: part(value),
    derivative: part(derivative),
    second: part(second),
  };
}

/** [f(eps) + sign·f(−eps)]/2 of r and its derivatives, r measured from its baseline and put back. */
function halfOf(draw: SideValues, mirror: SideValues, sign: 1 | -1, baseline: number): SideValues {
  const half = (a: Float64Array, b: Float64Array, from: number): Float64Array =>
    a.map((x, j) => 0.5 * (x - from + sign * (b[j]! - from)) + from);
  return {
    value: half(draw.value, mirror.value, baseline),
    derivative: half(draw.derivative, mirror.derivative, 0),
    second: half(draw.second, mirror.second, 0),
  };
}

function addTerms(
  { constant, baseline, value, derivative, second }: DrawVariable,
  eps: Float64Array,
  side: SideValues,
  values: Float64Array,
  terms: Float64Array,
): void {
  for (let j = 0; j < eps.length; j++) {
    const e = eps[j]!;
    const [c, v] = [valueAt(constant, e), (side.value[j]! - baseline) * valueAt(value, e)];
    const [d, s] = [side.derivative[j]! * valueAt(derivative, e), side.second[j]! * valueAt(second, e)];
    values[j]! += c + v + d + s;
    terms[j]! += Math.abs(c) + Math.abs(v) + Math.abs(d) + Math.abs(s);
  }
}

/** (∫ v⁴ density)^(1/4) over each cell, whatever the size of v. */
export function rootMeans({ cells, weights, root }: Grid, values: Float64Array): Float64Array {
  return Float64Array.from(cells, (_, c) => {
    let most = 0;
    for (let j = c * NODES; j < (c + 1) * NODES; j++) most = Math.max(most, Math.abs(values[j]! * root[j]!));
    if (most === 0) return 0;
    let sum = 0;
    for (let j = c * NODES; j < (c + 1) * NODES; j++) {
      const u = (values[j]! * root[j]!) / most;
      sum += weights[j]! * (u * u) * (u * u);
    }
    return most * Math.sqrt(Math.sqrt(sum));
  });
}

/** Bound of the variable's error, from those of the features. */
function errorOf({ value, derivative, second }: DrawVariable, errors: Float64Array, reach: number): number {
  const square = reach * reach;
  return (
    part(value[2], errors[VALUE_SQUARE]!) +
    part(value[1], errors[VALUE_EPS]!) +
    part(value[0] + value[2], errors[VALUE]!) +
    part(derivative[2] * reach, errors[SLOPE_EPS]!) +
    part(derivative[1], errors[SLOPE_EPS]!) +
    part(derivative[0], errors[SLOPE]!) +
    part(Math.abs(second[2]) * square + Math.abs(second[1]) * reach + Math.abs(second[0]), errors[CURVATURE]!)
  );
}

/** An unbounded error does not matter where it is not used. */
function part(factor: number, error: number): number {
  return factor === 0 ? 0 : Math.abs(factor) * error;
}

function atCenters(
  { constant, baseline, value, derivative, second }: DrawVariable,
  centers: Grid['centers'],
): Quadratic {
  const withValue = combination(1, constant, centers.value - baseline, value);
  return combination(1, combination(1, withValue, centers.derivative, derivative), centers.second, second);
}

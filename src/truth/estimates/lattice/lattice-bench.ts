import { normpdf } from '../../../elementary/error-function.ts';
import { GAUSS_WEIGHTS, KRONROD_NODES, KRONROD_WEIGHTS } from '../../line/kronrod-rule.ts';
import { NODES } from '../../line/sample.ts';
import { normquantile } from '../../../elementary/normal-quantile.ts';
import { halvedCells, nearestOf } from '../../one-draw/nodes/cells.ts';
import type { Grid, Margin } from '../../one-draw/nodes/grid.ts';
import { shiftCuts } from './lattice-breaks.ts';
import { halvedCuts, outerCells } from './lattice-cells.ts';
import { linearMean, LATTICE_SUMS } from './lattice-sums.ts';
import { latticeMeans, type LatticeMeans, type LatticePlan, type OuterCell } from './lattice-table.ts';
import { NEAR_BREAKS, type Point } from '../../one-draw/point.ts';
import { sampleVariable, type SampledVariable } from '../../one-draw/sampled-variable.ts';
import { workbench, type Workbench } from '../../one-draw/sharpest.ts';
import type { Order } from '../../one-draw/nodes/stretch.ts';
import type { DrawVariable } from '../../one-draw/variable/variable.ts';

/** Evaluations of r that one lattice may cost. */
const MOST_EVALUATIONS = 4_000_000;

/**
 * A lattice's shift as the random number: a grid over shifts on which a variable is its mean over the points
 * of the lattice. A string tells why there is none.
 *
 * @param m points, at least 2
 * @param level how often every cell and every panel of shifts is halved
 */
export function latticeBench(point: Point, m: number, order: Order, level: number): Workbench | string {
  const line = point.line(order);
  if (typeof line === 'string') return line;
  const base = point.grid('plain', order, 0);
  if (base.kind === 'failed') return base.reason;
  const breaks = point.breaks(order);
  if (breaks === null) return 'the points where r or its derivative is not smooth cannot be listed';
  if (breaks.some(({ kind }) => kind === 'singular'))
    return 'r or its derivative has a singular point, which moves through the lattice';
  if (point.hasNearBreaks()) return NEAR_BREAKS;
  const places = breaks.map(({ z }) => (z - point.mu) / point.sigma);
  let cuts = shiftCuts(line, places, m, MOST_EVALUATIONS / (NODES * m) / (1 << level));
  if (cuts === null) return 'the lattice has too many points for its exact law to be worked out';
  for (let n = 0; n < level; n++) cuts = halvedCuts(cuts);
  let outer = outerCells(line, cuts, m);
  for (let n = 0; n < level; n++) outer = outer.flatMap(halvedOuter);
  const plan = planOf(point, { line, order, points: m, cuts, outer });
  const table = latticeMeans(point, plan);
  return workbench(shiftGrid(plan, base.grid), (grid, variable) =>
    sampleMeans(grid, base.grid, plan, table, variable),
  );
}

function halvedOuter(outer: OuterCell): readonly OuterCell[] {
  return halvedCells([outer.cell]).map((cell) => ({ ...outer, cell }));
}

function planOf({ exact }: Point, given: Omit<LatticePlan, 'positions' | 'eps' | 'center'>): LatticePlan {
  const { outer } = given;
  const positions = new Float64Array(outer.length * NODES);
  const eps = new Float64Array(positions.length);
  outer.forEach(({ cell: { shift, from, to } }, c) => {
    const half = (to - from) / 2;
    KRONROD_NODES.forEach((s, n) => {
      const t = from + half + half * s;
      positions[c * NODES + n] = t;
      eps[c * NODES + n] = shift + t;
    });
  });
  const center = exact.expectation.kind === 'finite' ? exact.expectation.value : 0;
  return { ...given, positions, eps, center };
}

/** The shift moves by m times the density of the outer point. */
function shiftGrid({ points: m, outer, eps }: LatticePlan, base: Grid): Grid {
  const weights = new Float64Array(eps.length);
  const differences = new Float64Array(eps.length);
  const cells = outer.map(({ cell }) => cell);
  const margins = cells.map(({ from, to }, c): Margin => {
    let probability = 0;
    for (let n = 0; n < NODES; n++) {
      const j = c * NODES + n;
      const density = (m * normpdf(eps[j]!) * (to - from)) / 2;
      weights[j] = density * KRONROD_WEIGHTS[n]!;
      differences[j] = density * (KRONROD_WEIGHTS[n]! - GAUSS_WEIGHTS[n]!);
      probability += weights[j];
    }
    return marginWith(0, Math.sqrt(Math.sqrt(probability)), false);
  });
  const factor = Math.sqrt(Math.sqrt(m));
  const beyond = base.margins
    .filter(({ isBeyond }) => isBeyond)
    .map(({ reach, rootProbability }) => marginWith(reach, Math.min(1, factor * rootProbability), true));
  return {
    ...base,
    cells,
    eps,
    weights,
    differences,
    root: new Float64Array(eps.length).fill(1),
    margins: [...margins, ...beyond],
  };
}

function marginWith(reach: number, rootProbability: number, isBeyond: boolean): Margin {
  return { reach, rootProbability, isBeyond, draw: new Float64Array(0), mirror: null };
}

/** Relative rounding of the points of the lattice and of sums over them. */
const ROUNDING = 1e-15;

function sampleMeans(
  grid: Grid,
  base: Grid,
  { points: m, center, outer }: LatticePlan,
  { means, misses }: LatticeMeans,
  variable: DrawVariable,
): SampledVariable {
  const { constant, factors } = linearMean(variable, center);
  const values = new Float64Array(grid.eps.length).map((_, j) => constant + along(factors, means, j, false));
  const one = sampleVariable(base, variable);
  const inner = innerError(base, one.errors, m) + ROUNDING * rootMeanSquare(base, one.values);
  // The outer point has the m-th part of the mean, and m times the density of a draw.
  const share = Math.sqrt(Math.sqrt(m)) / m;
  const tails = one.errors.filter((_, i) => base.margins[i]!.isBeyond);
  const errors = grid.margins.map(({ rootProbability }, i) => {
    const cell = outer[i];
    return cell === undefined
      ? share * tails[i - outer.length]!
      : (along(factors, misses, i, true) + inner) * rootProbability + share * one.errors[cell.piece]!;
  });
  const least = values.reduce((a, b) => Math.min(a, b));
  const greatest = values.reduce((a, b) => Math.max(a, b));
  const [, linear, square] = one.atCenters;
  return {
    values,
    errors: Float64Array.from(errors),
    // Far out the outer point adds a share of what it is there to means within the range of the rest.
    atCenters: [greatest + (greatest - least), linear / m, square / m],
  };
}

/**
 * Bound of the error of the mean over all points but the outer one: at most m·P + 1 of them lie in a piece of
 * probability P.
 */
function innerError({ cells, margins }: Grid, errors: Float64Array, m: number): number {
  const end = -normquantile(0.5 / m);
  let total = 0;
  cells.forEach((cell, i) => {
    const { rootProbability } = margins[i]!;
    if (nearestOf(cell) >= end || rootProbability === 0) return;
    const square = rootProbability * rootProbability;
    total += (square * square + 1 / m) * (errors[i]! / rootProbability);
  });
  return total;
}

function along(factors: Float64Array, sums: Float64Array, at: number, isBound: boolean): number {
  let total = 0;
  for (let f = 0; f < LATTICE_SUMS; f++) {
    const term = factors[f]! * sums[at * LATTICE_SUMS + f]!;
    total += isBound ? Math.abs(term) : term;
  }
  return total;
}

function rootMeanSquare({ weights, root }: Grid, values: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < values.length; j++) {
    const u = values[j]! * root[j]! * root[j]!;
    sum += weights[j]! * u * u;
  }
  return Math.sqrt(sum);
}

import { normcdf } from '../../../elementary/error-function.ts';
import { KRONROD_NODES } from '../../line/kronrod-rule.ts';
import { NODES } from '../../line/sample.ts';
import { evaluateIntegrand } from '../../../formula/program/evaluate-program.ts';
import type { LineCell } from '../../one-draw/nodes/cells.ts';
import { evaluateSide, type SideValues } from '../../one-draw/nodes/evaluate-side.ts';
import { latticePoint } from './lattice-breaks.ts';
import { addPoint, LATTICE_SUMS } from './lattice-sums.ts';
import { dot, legendreAt, legendreRows } from '../../one-draw/nodes/legendre.ts';
import type { Point } from '../../one-draw/point.ts';
import type { Line, Order } from '../../one-draw/nodes/stretch.ts';

/**
 * One half of the shifts is told by where the first point of the lattice lies, the other by where the last
 * one does: so the oracle's own panels follow the point that runs off to infinity.
 */
export interface OuterCell {
  readonly cell: LineCell;
  /** The cell is where the first point lies, and the shift is below ½. */
  readonly isFirst: boolean;
  /** Number of the panel of shifts that it belongs to. */
  readonly panel: number;
  /** Number of the cell of the line that it is a part of. */
  readonly piece: number;
}

/**
 * Means over the points of a lattice at every node of the outer cells, and by outer cell what interpolation
 * may miss.
 */
export interface LatticeMeans {
  readonly means: Float64Array;
  readonly misses: Float64Array;
}

/** What a table of means is made for. */
export interface LatticePlan {
  readonly line: Line;
  readonly order: Order;
  /** At least 2. */
  readonly points: number;
  /** Ends of the panels of shifts, from 0 to 1. */
  readonly cuts: readonly number[];
  readonly outer: readonly OuterCell[];
  /** Positions of the nodes of the outer cells, relative to the shifts of the cells, and as eps. */
  readonly positions: Float64Array;
  readonly eps: Float64Array;
  /** What r is measured from. */
  readonly center: number;
}

/**
 * The first and the last point of the lattice are evaluated at each node; the sum over the rest is smooth on
 * every panel of shifts, and interpolated there.
 */
export function latticeMeans(point: Point, plan: LatticePlan): LatticeMeans {
  const { line, order, points: m, cuts, outer, positions, eps, center } = plan;
  const cells = outer.map(({ cell }) => cell);
  const isFirst = (j: number): boolean => outer[Math.floor(j / NODES)]!.isFirst;
  const shifts = eps.map((e, j) => (isFirst(j) ? m * normcdf(e) : 1 - m * normcdf(-e)));
  const partners = shifts.map((shift, j) => latticePoint(isFirst(j) ? m - 1 : 0, shift, m));
  const means = new Float64Array(eps.length * LATTICE_SUMS);
  addPoints(
    means,
    LATTICE_SUMS,
    eps,
    evaluateSide(line, point.formulas, { cells, positions }, point.sigma, 'draw'),
    center,
  );
  addPoints(means, LATTICE_SUMS, partners, evaluateAt(point, order, partners), center);
  const rest = restPolynomials(point, plan);
  const misses = new Float64Array(outer.length * LATTICE_SUMS);
  outer.forEach(({ panel }, c) => {
    const [from, to] = [cuts[panel]!, cuts[panel + 1]!];
    const start = panel * NODES * LATTICE_SUMS;
    for (let j = c * NODES; j < (c + 1) * NODES; j++) {
      const basis = legendreAt((2 * (shifts[j]! - from)) / (to - from) - 1, NODES);
      for (let n = 0; n < NODES; n++)
        for (let f = 0; f < LATTICE_SUMS; f++)
          means[j * LATTICE_SUMS + f]! += basis[n]! * rest[start + n * LATTICE_SUMS + f]!;
    }
    const last = start + (NODES - 1) * LATTICE_SUMS;
    for (let f = 0; f < LATTICE_SUMS; f++)
      misses[c * LATTICE_SUMS + f] =
        (Math.abs(rest[last + f]!) + Math.abs(rest[last - LATTICE_SUMS + f]!)) / m;
  });
  return { means: means.map((sum) => sum / m), misses };
}

/** Legendre coefficients, panel by panel, of the sums over all points but the first and the last. */
function restPolynomials(point: Point, { order, points: m, cuts, center }: LatticePlan): Float64Array {
  const panels = cuts.length - 1;
  const coefficients = new Float64Array(panels * NODES * LATTICE_SUMS);
  if (m <= 2) return coefficients;
  const rows = legendreRows();
  const eps = new Float64Array(m - 2);
  for (let p = 0; p < panels; p++) {
    const half = (cuts[p + 1]! - cuts[p]!) / 2;
    const atNodes = new Float64Array(LATTICE_SUMS * NODES);
    KRONROD_NODES.forEach((s, n) => {
      const shift = cuts[p]! + half * (1 + s);
      for (let i = 1; i < m - 1; i++) eps[i - 1] = latticePoint(i, shift, m);
      const sums = new Float64Array(LATTICE_SUMS);
      addPoints(sums, 0, eps, evaluateAt(point, order, eps), center);
      // By sum and node, for the products below.
      for (let f = 0; f < LATTICE_SUMS; f++) atNodes[f * NODES + n] = sums[f]!;
    });
    for (let n = 0; n < NODES; n++)
      for (let f = 0; f < LATTICE_SUMS; f++)
        coefficients[(p * NODES + n) * LATTICE_SUMS + f] = dot(rows[n]!, atNodes, f * NODES);
  }
  return coefficients;
}

function evaluateAt({ formulas, mu, sigma }: Point, order: Order, eps: Float64Array): SideValues {
  const z = eps.map((e) => mu + sigma * e);
  const { value, derivative } = evaluateIntegrand(formulas.first, z);
  const second = order === 2 ? evaluateIntegrand(formulas.second, z).derivative : new Float64Array(z.length);
  return { value, derivative, second };
}

/** Adds one point after the other; `stride` is the distance of their sums, 0 where all go into one. */
function addPoints(
  sums: Float64Array,
  stride: number,
  eps: Float64Array,
  { value, derivative, second }: SideValues,
  center: number,
): void {
  for (let j = 0; j < eps.length; j++)
    addPoint(sums, j * stride, eps[j]!, value[j]! - center, derivative[j]!, second[j]!);
}

import { evaluateGraph } from '../../../formula/graph.ts';
import type { BlockProgram } from '../../../formula/program/program.ts';
import { NODES } from '../../line/sample.ts';
import { evaluateIntegrand } from '../../../formula/program/evaluate-program.ts';
import type { LineCell } from './cells.ts';
import type { Line, Order } from './stretch.ts';

/** r, r' and r'' at nodes; r'' is all 0 on a line of order 1. */
export interface SideValues {
  readonly value: Float64Array;
  readonly derivative: Float64Array;
  readonly second: Float64Array;
}

/** Programs of r with r', and of r with r''. */
export interface Formulas {
  readonly first: BlockProgram;
  readonly second: BlockProgram;
}

/** Where r, r' and r'' stand among the roots of an origin's graph. */
const ROOTS: Readonly<Record<Order, readonly [number, number, number | null]>> = {
  1: [0, 1, null],
  2: [0, 2, 1],
};

/**
 * Evaluates r and its derivatives at eps, or at −eps for side `mirror`: on ordinary stretches by the block
 * program, next to singular points by the origin's own formulas, and as their centers where quiet.
 *
 * @param positions of the nodes, relative to the shifts of their cells
 */
export function evaluateSide(
  line: Line,
  formulas: Formulas,
  { cells, positions }: { readonly cells: readonly LineCell[]; readonly positions: Float64Array },
  sigma: number,
  side: 'draw' | 'mirror',
): SideValues {
  const z = new Float64Array(positions.length);
  cells.forEach((cell, c) => {
    const { origin } = cell[side]!;
    const sign = side === 'draw' ? 1 : -1;
    // Exactly 0 where the cell has the stretch's own positions.
    const offset = sign * cell.shift - origin.shift;
    for (let j = c * NODES; j < (c + 1) * NODES; j++)
      z[j] = origin.base + sigma * (sign * positions[j]! + offset);
  });
  const { value, derivative } = evaluateIntegrand(formulas.first, z);
  const second =
    line.order === 2 ? evaluateIntegrand(formulas.second, z).derivative : new Float64Array(z.length);
  const values = { value, derivative, second };
  const [valueAt, derivativeAt, secondAt] = ROOTS[line.order];
  cells.forEach((cell, c) => {
    const { origin, isQuiet } = cell[side]!;
    const [start, end] = [c * NODES, (c + 1) * NODES];
    if (isQuiet) {
      value.fill(line.centers.value, start, end);
      derivative.fill(line.centers.derivative, start, end);
      second.fill(line.centers.second, start, end);
    } else if (!origin.isCenter) {
      const { graph } = origin.work;
      const all = new Float64Array(graph.size);
      for (let j = start; j < end; j++) {
        evaluateGraph(graph, z[j]!, all);
        value[j] = all[graph.roots[valueAt]!]!;
        derivative[j] = all[graph.roots[derivativeAt]!]!;
        if (secondAt !== null) second[j] = all[graph.roots[secondAt]!]!;
      }
    }
  });
  return values;
}

import { INVERSE_SQRT_2PI } from '../../../elementary/constants.ts';
import { exp } from '../../../elementary/exp.ts';
import { logProbabilityBound } from '../../line/inspection.ts';
import { GAUSS_WEIGHTS, KRONROD_NODES, KRONROD_WEIGHTS } from '../../line/kronrod-rule.ts';
import { NODES } from '../../line/sample.ts';
import { nearestOf, type LineCell } from './cells.ts';
import { evaluateSide, type Formulas, type SideValues } from './evaluate-side.ts';
import type { Line } from './stretch.ts';

/**
 * Nodes and weights for expectations over one draw, and bounds of the errors of r and its derivatives there.
 * The nodes of cell c stand at c·NODES to (c + 1)·NODES.
 */
export interface Grid {
  readonly cells: readonly LineCell[];
  readonly eps: Float64Array;
  /** Weights of the 31-point rule, and what the 15-point rule lacks of them; the density is not in them. */
  readonly weights: Float64Array;
  readonly differences: Float64Array;
  /** Fourth root of the density at each node. */
  readonly root: Float64Array;
  readonly draw: SideValues;
  /** The same at −eps; null on a grid of the whole line. */
  readonly mirror: SideValues | null;
  /** One for each cell, then one for each piece beyond the nodes. */
  readonly margins: readonly Margin[];
  readonly centers: Line['centers'];
}

/** Bounds over a piece of the line, times P^(1/4), P its probability. */
export interface Margin {
  readonly reach: number;
  readonly rootProbability: number;
  /** Errors of the features. */
  readonly draw: Float64Array;
  readonly mirror: Float64Array | null;
  /** No nodes lie in it. */
  readonly isBeyond: boolean;
}

/** Fourth root of 1/sqrt(2 pi). */
const ROOT_AT_0 = Math.sqrt(Math.sqrt(INVERSE_SQRT_2PI));

export function gridOf(line: Line, formulas: Formulas, cells: readonly LineCell[], sigma: number): Grid {
  const inside = cells.filter((cell) => nearestOf(cell) < line.extent);
  const beyond = cells.filter((cell) => nearestOf(cell) >= line.extent);
  const count = inside.length * NODES;
  const eps = new Float64Array(count);
  const weights = new Float64Array(count);
  const differences = new Float64Array(count);
  const root = new Float64Array(count);
  const positions = new Float64Array(count);
  // A pair ±eps is told by its eps > 0.
  const isMirrored = cells.some(({ mirror }) => mirror !== null);
  const copies = isMirrored ? 2 : 1;
  inside.forEach(({ shift, from, to }, c) => {
    const half = (to - from) / 2;
    const middle = from + half;
    for (let n = 0; n < NODES; n++) {
      const j = c * NODES + n;
      const t = middle + half * KRONROD_NODES[n]!;
      const e = shift + t;
      positions[j] = t;
      eps[j] = e;
      weights[j] = copies * half * KRONROD_WEIGHTS[n]!;
      differences[j] = copies * half * (KRONROD_WEIGHTS[n]! - GAUSS_WEIGHTS[n]!);
      root[j] = ROOT_AT_0 * exp(-0.125 * e * e);
    }
  });
  const nodes = { cells: inside, positions };
  return {
    cells: inside,
    eps,
    weights,
    differences,
    root,
    draw: evaluateSide(line, formulas, nodes, sigma, 'draw'),
    mirror: isMirrored ? evaluateSide(line, formulas, nodes, sigma, 'mirror') : null,
    margins: [
      ...inside.map((cell) => marginOf(cell, copies, false)),
      ...beyond.map((cell) => marginOf(cell, copies, true)),
    ],
    centers: line.centers,
  };
}

function marginOf(cell: LineCell, copies: number, isBeyond: boolean): Margin {
  const { shift, from, to, draw, mirror } = cell;
  const [a, b] = [shift + from, shift + to];
  const rootCopies = Math.sqrt(Math.sqrt(copies));
  const rootProbability = rootCopies * exp(logProbabilityBound(a, b, to - from) / 4);
  const errorsOf = (stretch: LineCell['draw']): Float64Array => {
    const factor = stretch.isQuiet ? rootCopies : rootProbability;
    return stretch.errors.map((error) => error * factor);
  };
  return {
    reach: Math.max(Math.abs(a), Math.abs(b)),
    rootProbability,
    draw: errorsOf(draw),
    mirror: mirror === null ? null : errorsOf(mirror),
    isBeyond,
  };
}

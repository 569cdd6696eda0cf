import type { Estimated } from '../exact/estimated.ts';
import type { Grid } from './nodes/grid.ts';
import { memoized } from './nodes/memoized.ts';
import type { GridKind, Point } from './point.ts';
import { sampleVariable, type SampledVariable } from './sampled-variable.ts';
import { standardize, type Standardized } from './standardized.ts';
import type { Order } from './nodes/stretch.ts';
import type { DrawVariable } from './variable/variable.ts';

/** A number with a bound on its error and the size that the error is judged by. */
export interface Sized extends Estimated {
  readonly size: number;
}

export type Worked =
  | { readonly kind: 'known'; readonly values: readonly Sized[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** A grid with the standardized variables on it, each made once. */
export interface Workbench {
  readonly grid: Grid;
  readonly standardized: (variable: DrawVariable) => Standardized;
  /** What `make` gives, worked out once for each key. */
  readonly remembered: <T>(key: string, make: () => T) => T;
}

/** Works out numbers on the grids of a point. */
export type Work = (kind: GridKind, order: Order, make: (bench: Workbench) => readonly Sized[]) => Worked;

/** Relative error that is good enough: cells are not cut further. */
const GOAL = 1e-11;
const LAST_LEVEL = 2;
/** Cutting that gains less than this factor has met rounding. */
const LEAST_GAIN = 0.3;

/**
 * Numbers on the coarsest grid that serves, or on the best one. Every choice depends on the numbers asked for
 * alone, so that they are the same whatever was asked before.
 *
 * @param benchAt the grid with every cell halved so often, or why there is none
 */
export function sharpest(
  benchAt: (level: number) => Workbench | string,
  make: (bench: Workbench) => readonly Sized[],
): Worked {
  let best: readonly Sized[] = [];
  let least = Infinity;
  for (let level = 0; level <= LAST_LEVEL; level++) {
    const bench = benchAt(level);
    if (typeof bench === 'string') {
      if (level === 0) return { kind: 'failed', reason: bench };
      break;
    }
    const values = make(bench);
    const worst = values.reduce((most, { error, size }) => Math.max(most, relative(error, size)), 0);
    const isGain = worst < LEAST_GAIN * least;
    if (level === 0 || worst < least) [best, least] = [values, worst];
    if (worst <= GOAL || (level > 0 && !isGain)) break;
  }
  return { kind: 'known', values: best };
}

export function workOf(point: Point): Work {
  const benchAt = memoized((kind: GridKind, order: Order, level: number): Workbench | string => {
    const found = point.grid(kind, order, level);
    return found.kind === 'failed' ? found.reason : workbench(found.grid, sampleVariable);
  });
  return (kind, order, make) => sharpest((level) => benchAt(kind, order, level), make);
}

export function workbench(
  grid: Grid,
  sample: (grid: Grid, variable: DrawVariable) => SampledVariable,
): Workbench {
  return {
    grid,
    standardized: memoized((variable: DrawVariable) => standardize(grid, sample(grid, variable))),
    remembered: rememberer(),
  };
}

function rememberer(): Workbench['remembered'] {
  const known = new Map<string, unknown>();
  return <T>(key: string, make: () => T): T => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as T;
  };
}

function relative(error: number, size: number): number {
  const share = error / size;
  return share >= 0 ? share : error === 0 ? 0 : Infinity;
}

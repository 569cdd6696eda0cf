import { NODES } from '../../line/sample.ts';
import type { Grid } from '../../one-draw/nodes/grid.ts';
import { runningIntegral } from '../../one-draw/nodes/running-integral.ts';

/**
 * Means of powers of R over the way from 0 to each node x: (1/x)·∫ R^j from 0 to x, j = 1 to 4 (place 0 is
 * not used).
 */
export interface PartialMeans {
  readonly powers: readonly Float64Array[];
  /** Bounds of their errors. */
  readonly errors: readonly Float64Array[];
  /** The same means of |R|^j, for rounding. */
  readonly sizes: readonly Float64Array[];
}

/** @param values R at the nodes of a grid of the whole line */
export function partialMeans(grid: Grid, values: Float64Array): PartialMeans {
  const none = (): Float64Array => new Float64Array(0);
  const [powers, errors, sizes] = [[none()], [none()], [none()]];
  let [power, size] = [values, values.map(Math.abs)];
  for (let j = 1; j <= 4; j++) {
    const { means, doubts } = meansFromZero(grid, power);
    powers.push(means);
    errors.push(doubts);
    sizes.push(meansFromZero(grid, size).means);
    power = power.map((x, n) => x * values[n]!);
    size = power.map(Math.abs);
  }
  return { powers, errors, sizes };
}

/** (1/x)·∫ f from 0 to x: outwards over the cells right of 0, and over those left of it. */
function meansFromZero(
  { cells, eps }: Grid,
  f: Float64Array,
): { readonly means: Float64Array; readonly doubts: Float64Array } {
  const means = new Float64Array(f.length);
  const doubts = new Float64Array(f.length);
  const { upTo, tail } = runningIntegral();
  const within = new Float64Array(NODES + 1);
  const walk = (order: readonly number[], isRight: boolean): void => {
    let [passed, doubt] = [0, 0];
    for (const c of order) {
      const { from, to } = cells[c]!;
      const half = (to - from) / 2;
      const start = c * NODES;
      upTo(f, start, within);
      const whole = within[NODES]!;
      const missed = half * tail(f, start);
      for (let n = 0; n < NODES; n++) {
        const part = half * (isRight ? within[n]! : whole - within[n]!);
        const distance = Math.abs(eps[start + n]!);
        means[start + n] = (passed + part) / distance;
        doubts[start + n] = (doubt + missed) / distance;
      }
      passed += half * whole;
      doubt += missed;
    }
  };
  const outward = [...cells.keys()];
  walk(
    outward.filter((c) => middleOf(c) > 0),
    true,
  );
  walk(outward.filter((c) => middleOf(c) < 0).reverse(), false);
  return { means, doubts };

  function middleOf(c: number): number {
    const { shift, from, to } = cells[c]!;
    return shift + (from + to) / 2;
  }
}

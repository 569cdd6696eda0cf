import { findCrossings } from '../../cross/find-crossings.ts';
import type { Crossing } from '../../cross/crossings.ts';
import { pointsAlong, varianceRatio } from '../../cross/ratio-along.ts';
import { usage } from '../../errors.ts';
import type { Parameters } from '../../formula/tree/tree.ts';
import type { ExactPoint } from '../../truth/exact/exact.ts';

/** A quantity with several values, and whether they were typed as a range from..to. */
export interface ExactAxis {
  readonly name: string;
  readonly values: readonly number[];
  readonly isRange: boolean;
}

/** One line through the grid: all quantities fixed but the one that runs. */
export interface ExactLine {
  /** Of the quantities that have several values, those that are fixed here. */
  readonly fixed: Parameters;
  readonly points: readonly { readonly at: number; readonly exact: ExactPoint }[];
  readonly crossings: readonly (Crossing & { readonly component: 'mu' | 'sigma' })[];
}

/** What `gradvar exact` says of a function over a grid. */
export interface ExactGrid {
  readonly formula: string;
  readonly parameters: Parameters;
  readonly mu: number;
  readonly sigma: number;
  /** The quantity that runs along the lines. */
  readonly running: ExactAxis;
  readonly fixedNames: readonly string[];
  readonly lines: readonly ExactLine[];
}

/** Points of a grid, and lines whose crossings are looked for: each takes some hundred points. */
const MOST_POINTS = 2000;
const MOST_CROSSED = 20;

/** @throws GradvarError USAGE (2), FORMULA_INVALID */
export function exactGrid(formula: string, axes: readonly ExactAxis[]): ExactGrid {
  const several = axes.filter(({ values }) => values.length > 1);
  const count = several.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_POINTS)
    throw usage(
      `found ${count} points, expected at most ${MOST_POINTS}`,
      'a range is cut into fewer points by 0.1..4:9; grids are measured by `gradvar run`',
    );
  const ranges = several.filter(({ isRange }) => isRange);
  const running = runningAxis(ranges.length > 0 ? ranges : several);
  const fixed = several.filter((axis) => axis !== running);
  const first = Object.fromEntries(axes.map(({ name, values }) => [name, values[0]!]));
  const { mu = 0, sigma = 1, ...parameters } = first;
  const combinations = productOf(fixed);
  const isCrossed = running.isRange && combinations.length <= MOST_CROSSED;
  const lines = combinations.map((chosen) => lineAlong(formula, { ...first, ...chosen }, running, isCrossed));
  return {
    formula,
    parameters: without(parameters, [...fixed, running]),
    mu,
    sigma,
    running,
    fixedNames: fixed.map(({ name }) => name),
    lines: lines.map((line, i) => ({ ...line, fixed: combinations[i]! })),
  };
}

/** sigma before mu before parameters, of those with the most values. */
function runningAxis(axes: readonly ExactAxis[]): ExactAxis {
  const most = Math.max(...axes.map(({ values }) => values.length));
  const longest = axes.filter(({ values }) => values.length === most);
  return (
    longest.find(({ name }) => name === 'sigma') ?? longest.find(({ name }) => name === 'mu') ?? longest[0]!
  );
}

function without(parameters: Parameters, axes: readonly ExactAxis[]): Parameters {
  const left = Object.entries(parameters).filter(([name]) => axes.every((axis) => axis.name !== name));
  return Object.fromEntries(left);
}

function productOf(axes: readonly ExactAxis[]): readonly Parameters[] {
  return axes.reduce<readonly Parameters[]>(
    (before, { name, values }) =>
      before.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}

function lineAlong(
  formula: string,
  at: Parameters,
  running: ExactAxis,
  isCrossed: boolean,
): Omit<ExactLine, 'fixed'> {
  const { mu = 0, sigma = 1, ...parameters } = at;
  const others = without(parameters, [running]);
  const pointAt = pointsAlong({ formula, parameters: others, mu, sigma, vary: running.name });
  const points = running.values.map((value) => ({ at: value, exact: pointAt(value) }));
  const [from, to] = [Math.min(...running.values), Math.max(...running.values)];
  const crossings = (['mu', 'sigma'] as const).flatMap((component) =>
    isCrossed
      ? findCrossings((value) => varianceRatio(pointAt(value)[component]), from, to).crossings.map(
          (each) => ({
            ...each,
            component,
          }),
        )
      : [],
  );
  return { points, crossings };
}

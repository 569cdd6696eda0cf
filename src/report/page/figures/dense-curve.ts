import type { FunctionPoint, LineAnswer, LineQuestion } from '../../../answers/question.ts';
import type { Crossing } from '../../../cross/crossings.ts';
import { baseComponent, componentScale } from '../../../estimators/component.ts';
import { isScoreAgainstPathwise } from '../../../tables/estimator-pair.ts';
import { axisValue, isGuided, namedNumbers, type RowAxis } from '../../../tables/row-axes.ts';
import { knowsItsCell, type ReportRow } from '../../data/report-row.ts';

/** Exact variances of estimates between the points of a grid. */
export interface DenseCurve {
  readonly points: readonly {
    readonly x: number;
    readonly first: number | null;
    readonly second: number | null;
  }[];
  readonly crossings: readonly Crossing[];
  /** Whether crossings were looked for. */
  readonly isWhole: boolean;
}

/** The function as it stands at its point; null where it is of several coordinates. */
export function pointOfRow({
  formula,
  params,
  phi,
  x,
  mu,
  sigma,
  dimension,
}: ReportRow): FunctionPoint | null {
  if (mu === null || sigma === null || dimension !== 1) return null;
  const cell = { mu, sigma, ...(x === null ? {} : { x }), ...Object.fromEntries(namedNumbers(phi)) };
  return { formula, parameters: { ...Object.fromEntries(namedNumbers(params)), ...cell }, mu, sigma };
}

/** What to ask for the curve through a row; null where the oracle of one coordinate has no answer. */
export function lineThrough(
  row: ReportRow,
  along: readonly ReportRow[],
  axis: RowAxis,
  points: number | null,
): LineQuestion | null {
  const { estimator_1: first, estimator_2: second } = row;
  const point = pointOfRow(row);
  const component = baseComponent(row.component);
  const values = along.flatMap((each) => axisValue(each, axis) ?? []);
  const [from, to] = [Math.min(...values), Math.max(...values)];
  if (component === null || point === null || !(from < to)) return null;
  if (!isScoreAgainstPathwise({ first, second }) || axis === 'dimension') return null;
  // An r that changes with its cell has a derivative of its own, and phi moves mu and sigma together.
  if (knowsItsCell(row) || isGuided(row)) return null;
  return { ...point, vary: axis, from, to, component, points };
}

/** The answer, for estimates of the row's m and component. */
export function denseCurve(
  { points, crossings }: LineAnswer,
  row: ReportRow,
  axis: RowAxis,
  isWhole: boolean,
): DenseCurve {
  const isTurned = row.estimator_1 === 'pathwise';
  const scaled = (variance: number | null, x: number) => {
    const scale = componentScale(row.component, axis === 'sigma' ? x : (row.sigma ?? 1));
    return variance === null ? null : (variance * scale * scale) / (row.m ?? 1);
  };
  const turned = (side: Crossing['below']) => (isTurned ? (side === 'first' ? 'second' : 'first') : side);
  return {
    points: points.map(({ at, score, pathwise }) => ({
      x: at,
      first: scaled(isTurned ? pathwise : score, at),
      second: scaled(isTurned ? score : pathwise, at),
    })),
    crossings: crossings.map((each) => ({ ...each, below: turned(each.below), above: turned(each.above) })),
    isWhole,
  };
}

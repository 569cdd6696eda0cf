import { cellContent, cellWith, type Cell } from './cell.ts';
import { guideOf, type Guide } from './guide.ts';
import type { Plan } from './plan.ts';
import { integrandPointAt, integrandPointCount, integrandPoints, type IntegrandPoint } from './points.ts';

/**
 * The cells of a plan, lazily and in plan order: integrand points (of which the dimension is one part), then
 * the laws of Z (phi, x, mu, sigma), then m, which varies fastest. Memory does not grow with the number of
 * cells.
 */
export function* cells(plan: Plan): Generator<Cell> {
  const guide = guideOf(plan);
  const perPoint = guide.count * plan.m.length;
  for (const point of integrandPoints(plan)) {
    for (let i = 0; i < perPoint; i += 1) yield cellOf(plan, guide, point, i);
  }
}

/** How many cells a plan has, without enumerating them. */
export function cellCount(plan: Plan): number {
  return pointCount(plan) * plan.m.length;
}

/** The cell at a place in plan order. Errors: a RangeError outside the plan. */
export function cellAt(plan: Plan, index: number): Cell {
  const guide = guideOf(plan);
  const perPoint = guide.count * plan.m.length;
  const point = Math.floor(index / perPoint);
  return cellOf(plan, guide, integrandPointAt(plan, point), index - point * perPoint);
}

/**
 * How many points (integrand point, law of Z) a plan has. The oracle is asked once a point: its quantities
 * are per draw, the same for every m.
 */
export function pointCount(plan: Plan): number {
  return integrandPointCount(plan) * guideOf(plan).count;
}

/** The point that a cell belongs to, from 0 in plan order: cells of one point stand side by side. */
export function pointOfCell(plan: Plan, cell: number): number {
  return Math.floor(cell / plan.m.length);
}

/** The cells of a point, lazily and in plan order; `integrand` is the integrand point that it has. */
export function* cellsOfPoint(
  plan: Plan,
  guide: Guide,
  integrand: IntegrandPoint,
  point: number,
): Generator<Cell> {
  const first = (point % guide.count) * plan.m.length;
  for (let i = 0; i < plan.m.length; i += 1) yield cellOf(plan, guide, integrand, first + i);
}

function cellOf(plan: Plan, guide: Guide, point: IntegrandPoint, offset: number): Cell {
  const law = guide.at(Math.floor(offset / plan.m.length));
  const m = plan.m[offset % plan.m.length]!;
  const content = cellContent({ ...point, ...law, m });
  return cellWith(point, law, m, { index: point.index * guide.count * plan.m.length + offset, content });
}

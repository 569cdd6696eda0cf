import { cellContent, cellId, type Cell } from './cell.ts';
import type { Plan } from './plan.ts';
import { integrandPointAt, integrandPointCount, integrandPoints, type IntegrandPoint } from './points.ts';

/**
 * The cells of a plan, lazily and in plan order: integrand points (of which the dimension is one part), then
 * mu, then sigma, then m, which varies fastest. Memory does not grow with the number of cells.
 */
export function* cells(plan: Plan): Generator<Cell> {
  const perPoint = plan.mu.length * plan.sigma.length * plan.m.length;
  for (const point of integrandPoints(plan)) {
    for (let i = 0; i < perPoint; i += 1) yield cellOf(plan, point, i);
  }
}

/** How many cells a plan has, without enumerating them. */
export function cellCount(plan: Plan): number {
  return pointCount(plan) * plan.m.length;
}

/** The cell at a place in plan order. Errors: a RangeError outside the plan. */
export function cellAt(plan: Plan, index: number): Cell {
  const perPoint = plan.mu.length * plan.sigma.length * plan.m.length;
  const point = Math.floor(index / perPoint);
  return cellOf(plan, integrandPointAt(plan, point), index - point * perPoint);
}

/**
 * How many points (integrand point, mu, sigma) a plan has. The oracle is asked once a point: its quantities
 * are per draw, the same for every m.
 */
export function pointCount(plan: Plan): number {
  return integrandPointCount(plan) * plan.mu.length * plan.sigma.length;
}

/** The point that a cell belongs to, from 0 in plan order: cells of one point stand side by side. */
export function pointOfCell(plan: Plan, cell: number): number {
  return Math.floor(cell / plan.m.length);
}

/** The cells of a point, lazily and in plan order; `integrand` is the integrand point that it has. */
export function* cellsOfPoint(plan: Plan, integrand: IntegrandPoint, point: number): Generator<Cell> {
  const first = (point % (plan.mu.length * plan.sigma.length)) * plan.m.length;
  for (let i = 0; i < plan.m.length; i += 1) yield cellOf(plan, integrand, first + i);
}

function cellOf(plan: Plan, point: IntegrandPoint, offset: number): Cell {
  const perMu = plan.sigma.length * plan.m.length;
  const ingredients = {
    formula: point.formula,
    parameters: point.parameters,
    dimension: point.dimension,
    mu: plan.mu[Math.floor(offset / perMu)]!,
    sigma: plan.sigma[Math.floor(offset / plan.m.length) % plan.sigma.length]!,
    m: plan.m[offset % plan.m.length]!,
  };
  return {
    index: point.index * plan.mu.length * perMu + offset,
    id: cellId(cellContent(ingredients)),
    integrand: point.index,
    name: point.name,
    class: point.class,
    ...ingredients,
  };
}

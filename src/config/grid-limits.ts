import { cellCount } from '../plan/cells.ts';
import { dimensionsOf, type Plan, type PlanIntegrand } from '../plan/plan.ts';
import { integrandPointCount, parameterPointCount } from '../plan/points.ts';
import { valueProblem, type Problem } from './reading/problem.ts';

/** Cells of the largest grid; its summary.csv has several gigabytes. */
export const MAX_CELLS = 10_000_000;

/** Combinations of integrands and parameters of the largest grid: each is compiled. */
export const MAX_INTEGRAND_POINTS = 100_000;

/** Combinations of phi, x, mu and sigma where one of the last two is a formula: each is worked out. */
export const MAX_GUIDE_POINTS = 100_000;

/** Draws are no further than this many sigma from mu: |eps| is at most 8.57. */
const FARTHEST_DRAW = 9;

/** Too many combinations of integrands and parameters. */
export function pointProblems(integrands: readonly PlanIntegrand[], dimensions: number): readonly Problem[] {
  const points = dimensions * integrands.reduce((sum, integrand) => sum + parameterPointCount(integrand), 0);
  if (points <= MAX_INTEGRAND_POINTS) return [];
  const text = `${points} combinations of integrands and parameters, expected at most ${MAX_INTEGRAND_POINTS}`;
  return [valueProblem(['integrands'], text)];
}

/** Too many cells. */
export function cellProblems(plan: Plan): readonly Problem[] {
  const cells = cellCount(plan);
  if (cells <= MAX_CELLS) return [];
  const dimensions = dimensionsOf(plan).length;
  const points = integrandPointCount(plan) / dimensions;
  const each = plan.dimension === undefined ? '' : ` × ${dimensions} dimensions`;
  const { phi = {}, x, mu, sigma, m } = plan;
  const ofPhi = Object.entries(phi).map(([name, values]) => ` × ${values.length} ${name}`);
  const axes = { ...(x === undefined ? {} : { x }), mu, sigma, m };
  const others = Object.entries(axes).flatMap(([name, values]) =>
    typeof values === 'string' ? [] : [` × ${values.length} ${name}`],
  );
  const lengths = `${points} integrand points${each}${ofPhi.join('')}${others.join('')}`;
  return [valueProblem([], `the grid has ${cells} cells (${lengths}), expected at most ${MAX_CELLS}`)];
}

/** The draws of every cell must be finite. */
export function drawProblems(mu: readonly number[], sigma: readonly number[]): readonly Problem[] {
  const widest = sigma.reduce((a, b) => Math.max(a, b), 0);
  const farthest = mu.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  if (Number.isFinite(Math.abs(farthest) + FARTHEST_DRAW * widest)) return [];
  const text = `mu = ${farthest} with sigma = ${widest} overflows, expected mu ± ${FARTHEST_DRAW}·sigma to be finite`;
  return [valueProblem(['sigma'], text)];
}

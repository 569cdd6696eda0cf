import { componentScale, directionOf } from '../../estimators/component.ts';
import { evaluateIntegrand } from '../../formula/program/evaluate-program.ts';
import { LANES } from '../../streams/task.ts';
import { nextNormals } from '../../../workers/kernel/reference/normals.ts';
import { HALVES, seedStreams } from '../../../workers/kernel/reference/sfc64.ts';
import type { Analysis } from '../../truth/line/analysis.ts';
import type { RowClaim, Subject } from '../law/claimed-law.ts';

/** Draws of which rows are simulated, each with a second one that is independent of it. */
export interface Pool {
  readonly eps: Float64Array;
  readonly value: Float64Array;
  readonly derivative: Float64Array;
  /** Derivatives of the log density and of the path at each draw. */
  readonly score: Float64Array;
  readonly path: Float64Array;
  readonly fresh: Float64Array;
  /** Room for the rows that are made of them. */
  readonly rows: Float64Array;
  /** r at mu + sigma·eps. */
  /** What each draw contributes to a mean. */
  readonly contributions: (draw: Analysis) => Float64Array;
  readonly valueAt: (eps: Float64Array, mu: number, sigma: number) => Float64Array;
}

const ROWS = 1 << 15;
const LEAST = 1 << 16;
const MOST = 1 << 21;

/** The same draws every time: what a file is told does not depend on chance. */
export function poolOf({ integrand, mu, sigma }: Subject, { component, m }: RowClaim): Pool {
  const count = Math.min(MOST, Math.max(LEAST, ROWS * m));
  const [eps, fresh] = [normals(count, 0), normals(count, 1)];
  const evaluated = (e: Float64Array, at: number, by: number) =>
    evaluateIntegrand(
      integrand.program,
      e.map((x) => at + by * x),
    );
  const { value, derivative } = evaluated(eps, mu, sigma);
  return {
    eps,
    value,
    derivative,
    score: scoreWeights(eps, component, sigma),
    path: pathWeights(eps, component, sigma),
    fresh,
    rows: new Float64Array(count),
    contributions: (draw) => evaluateIntegrand(draw.integrand.program, eps).value,
    valueAt: (e, at, by) => evaluated(e, at, by).value,
  };
}

export function scoreWeights(eps: Float64Array, component: string, sigma: number): Float64Array {
  const { mu: p, sigma: q } = directionOf(component);
  const scale = componentScale(component, sigma) / sigma;
  return eps.map((e) => (p * e + q * (e * e - 1)) * scale);
}

function pathWeights(eps: Float64Array, component: string, sigma: number): Float64Array {
  const { mu: p, sigma: q } = directionOf(component);
  const scale = componentScale(component, sigma);
  return eps.map((e) => scale * (p + q * e));
}

function normals(count: number, source: number): Float64Array {
  const rows = count / LANES;
  const eps = new Float64Array(count);
  nextNormals(seedStreams([1, 2, 3, 4], 0, source), rows, eps, new Uint32Array(HALVES * (rows + 2) * 2));
  return eps;
}

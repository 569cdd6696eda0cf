import { exp } from '../../elementary/exp.ts';
import type { AddPanel, Standardization } from './integral-layout.ts';
import { CROSS, FOURTH, PRODUCT, SECOND, SIZE, WEIGHTS, DIFFERENCES } from './integral-layout.ts';
import type { Tilt } from './panel.ts';
import { NODES, type SampledPanel } from './sample.ts';
import { isPath, PAIRS, PATH_MU, PATH_SIGMA, R, SCORE_MU, SCORE_SIGMA, VARIABLES } from './variables.ts';

/** The integrals of panels whose r and r' hold a root of the density: see tail.ts. */

/** 1/sqrt(2 pi). */
const DENSITY_AT_0 = 0.398942280401432678;

/** The k-th root of the density, and all variables times theirs, at a node. */
interface Weighted {
  readonly eps: number;
  readonly weights: Float64Array;
  readonly variables: Float64Array;
}

function eachNode(
  { panel, nodes, start }: SampledPanel,
  sigma: number,
  visit: (n: number, node: Weighted, powers: Float64Array) => void,
): void {
  const powers = powersOf(panel.origin.tilt!);
  const [weights, variables] = [new Float64Array(VARIABLES), new Float64Array(VARIABLES)];
  for (let n = 0; n < NODES; n++) {
    const eps = nodes.eps[start + n]!;
    const [r, d] = [nodes.value[start + n]!, nodes.derivative[start + n]!];
    for (let v = 0; v < VARIABLES; v++) weights[v] = exp((-0.5 * eps * eps) / powers[v]!);
    variables[R] = r;
    variables[SCORE_MU] = (r * eps) / sigma;
    variables[SCORE_SIGMA] = (r * (eps * eps - 1)) / sigma;
    variables[PATH_MU] = d;
    variables[PATH_SIGMA] = d * eps;
    visit(n, { eps, weights, variables }, powers);
  }
}

/** The k of each variable. */
function powersOf({ value, derivative }: Tilt): Float64Array {
  return Float64Array.from({ length: VARIABLES }, (_, v) => (isPath(v) ? derivative : value));
}

/** What is left of the density beside a product that has taken this share of its exponent. */
function rest(eps: number, share: number): number {
  return share > 1 + 1e-9 ? 0 : DENSITY_AT_0 * exp(-0.5 * eps * eps * (1 - share));
}

/** As the mean integrals of ordinary panels. */
export function addTailMeans(sigma: number, origin: Float64Array): AddPanel {
  return (sample, sums, differences) => {
    eachNode(sample, sigma, (n, { eps, weights, variables }, powers) => {
      for (let v = 0; v < VARIABLES; v++) {
        const left = rest(eps, 1 / powers[v]!);
        const x = (variables[v]! - origin[v]! * weights[v]!) * left;
        sums[v]! += WEIGHTS[n]! * x;
        differences[v]! += DIFFERENCES[n]! * x;
        sums[SIZE + v]! += WEIGHTS[n]! * Math.abs(variables[v]!) * left;
      }
    });
  };
}

/** As the central integrals of ordinary panels; those of moments that do not exist are left out. */
export function addTailCentrals(sigma: number, { origin, offset, inverseScale }: Standardization): AddPanel {
  const u = new Float64Array(VARIABLES);
  return (sample, sums, differences) => {
    const add = (n: number, at: number, x: number): void => {
      sums[at]! += WEIGHTS[n]! * x;
      differences[at]! += DIFFERENCES[n]! * x;
    };
    eachNode(sample, sigma, (n, { eps, weights, variables }, powers) => {
      for (let v = 0; v < VARIABLES; v++) {
        u[v] = (variables[v]! - (origin[v]! + offset[v]!) * weights[v]!) * inverseScale[v]!;
        const square = u[v]! * u[v]!;
        add(n, SECOND + v, square * rest(eps, 2 / powers[v]!));
        if (v !== R) add(n, FOURTH + v, square * square * rest(eps, 4 / powers[v]!));
      }
      PAIRS.forEach(([x, y], p) => {
        const [product, share] = [u[x]! * u[y]!, 1 / powers[x]! + 1 / powers[y]!];
        sums[PRODUCT + p]! += WEIGHTS[n]! * product * rest(eps, share);
        add(n, CROSS + p, product * product * rest(eps, 2 * share));
      });
    });
  };
}

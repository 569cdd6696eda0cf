import { accumulate, emptySum, totalOf, type CompensatedSum } from '../../elementary/sum.ts';
import {
  CENTRAL,
  DIFFERENCES,
  FOURTH,
  MEANS,
  WEIGHTS,
  type AddPanel,
  type Standardization,
} from './integral-layout.ts';
import { sharpened } from './kronrod-rule.ts';
import { NODES, type SampledPanel } from './sample.ts';
import { addTailCentrals, addTailMeans } from './tail-integrals.ts';
import { PATH_MU, R } from './variables.ts';

/**
 * Integrals over all panels with their quadrature errors. Each panel's sums of the 31-point rule and its
 * difference from the 15-point rule are kept, so that the worst panels can be cut further.
 */
export interface Integrals {
  /** By integral: value and bound of the quadrature error. */
  readonly values: Float64Array;
  readonly errors: Float64Array;
  /** By panel and integral: panel·count + integral. */
  readonly panelValues: Float64Array;
  readonly panelErrors: Float64Array;
}

/** Only r and r' themselves have origins other than 0. */
export function meanIntegrals(
  samples: readonly SampledPanel[],
  sigma: number,
  origin: Float64Array,
): Integrals {
  const [valueOrigin, derivativeOrigin] = [origin[R]!, origin[PATH_MU]!];
  const addTail = addTailMeans(sigma, origin);
  return integrate(samples, MEANS, 0, (sample, sums, differences) => {
    if (sample.panel.origin.tilt !== null) return addTail(sample, sums, differences);
    const { nodes, start } = sample;
    const { eps, root, value, derivative } = nodes;
    const inverse = 1 / sigma;
    for (let n = 0; n < NODES; n++) {
      const j = start + n;
      const e = eps[j]!;
      const square = root[j]! * root[j]!;
      const r = value[j]! * square;
      const d = derivative[j]! * square;
      const w = WEIGHTS[n]! * square;
      const dw = DIFFERENCES[n]! * square;
      const x = r * e * inverse;
      const xs = r * (e * e - 1) * inverse;
      const y = d * e;
      const fromValue = (value[j]! - valueOrigin) * square;
      const fromDerivative = (derivative[j]! - derivativeOrigin) * square;
      sums[0]! += w * fromValue;
      sums[1]! += w * x;
      sums[2]! += w * xs;
      sums[3]! += w * fromDerivative;
      sums[4]! += w * y;
      sums[5]! += w * Math.abs(r);
      sums[6]! += w * Math.abs(x);
      sums[7]! += w * Math.abs(xs);
      sums[8]! += w * Math.abs(d);
      sums[9]! += w * Math.abs(y);
      differences[0]! += dw * fromValue;
      differences[1]! += dw * x;
      differences[2]! += dw * xs;
      differences[3]! += dw * fromDerivative;
      differences[4]! += dw * y;
    }
  });
}

/**
 * Central moments of the standardized variables. The density's fourth root multiplies each variable first, so
 * that fourth powers neither overflow nor lose what the density's underflow would take.
 */
export function centralIntegrals(
  samples: readonly SampledPanel[],
  sigma: number,
  { origin, offset, inverseScale }: Standardization,
): Integrals {
  const inverse = 1 / sigma;
  const [o0, o1, o2, o3, o4] = origin as unknown as Five;
  const [c0, c1, c2, c3, c4] = offset as unknown as Five;
  const [s0, s1, s2, s3, s4] = inverseScale as unknown as Five;
  const addTail = addTailCentrals(sigma, { origin, offset, inverseScale });
  return integrate(samples, CENTRAL, FOURTH, (sample, sums, differences) => {
    const { nodes, start, panel } = sample;
    if (panel.origin.tilt !== null) return addTail(sample, sums, differences);
    const { eps, root, value, derivative } = nodes;
    for (let n = 0; n < NODES; n++) {
      const j = start + n;
      const e = eps[j]!;
      const q = root[j]!;
      const r = value[j]!;
      const d = derivative[j]!;
      const w = WEIGHTS[n]!;
      const dw = DIFFERENCES[n]!;
      const density = q * q;
      const u0 = (r - o0 - c0) * s0 * q;
      const u1 = (r * e * inverse - o1 - c1) * s1 * q;
      const u2 = (r * (e * e - 1) * inverse - o2 - c2) * s2 * q;
      const u3 = (d - o3 - c3) * s3 * q;
      const u4 = (d * e - o4 - c4) * s4 * q;
      const [q0, q1, q2, q3, q4] = [u0 * u0, u1 * u1, u2 * u2, u3 * u3, u4 * u4];
      const wd = w * density;
      const dwd = dw * density;
      sums[0]! += wd * q0;
      sums[1]! += wd * q1;
      sums[2]! += wd * q2;
      sums[3]! += wd * q3;
      sums[4]! += wd * q4;
      differences[0]! += dwd * q0;
      differences[1]! += dwd * q1;
      differences[2]! += dwd * q2;
      differences[3]! += dwd * q3;
      differences[4]! += dwd * q4;
      sums[6]! += w * (q1 * q1);
      sums[7]! += w * (q2 * q2);
      sums[8]! += w * (q3 * q3);
      sums[9]! += w * (q4 * q4);
      differences[6]! += dw * (q1 * q1);
      differences[7]! += dw * (q2 * q2);
      differences[8]! += dw * (q3 * q3);
      differences[9]! += dw * (q4 * q4);
      const [p, s] = [u1 * u3, u2 * u4];
      sums[10]! += wd * p;
      sums[11]! += wd * s;
      sums[12]! += w * (p * p);
      sums[13]! += w * (s * s);
      differences[10]! += dwd * p;
      differences[11]! += dwd * s;
      differences[12]! += dw * (p * p);
      differences[13]! += dw * (s * s);
    }
  });
}

type Five = readonly [number, number, number, number, number];

/**
 * @param sharpenedFrom integrals from this one on are of positive quantities of high degree: their error is
 *   sharpened
 */
function integrate(
  samples: readonly SampledPanel[],
  count: number,
  sharpenedFrom: number,
  addPanel: AddPanel,
): Integrals {
  const totals: CompensatedSum[] = Array.from({ length: count }, emptySum);
  const errors = new Float64Array(count);
  const panelValues = new Float64Array(samples.length * count);
  const panelErrors = new Float64Array(samples.length * count);
  const sums = new Float64Array(count);
  const differences = new Float64Array(count);
  samples.forEach((sample, p) => {
    sums.fill(0);
    differences.fill(0);
    addPanel(sample, sums, differences);
    const half = (sample.panel.to - sample.panel.from) / 2;
    for (let i = 0; i < count; i++) {
      const value = half * sums[i]!;
      accumulate(totals[i]!, value);
      const raw = half * Math.abs(differences[i]!);
      const error = i >= sharpenedFrom && sharpenedFrom > 0 ? sharpened(raw, value) : raw;
      panelValues[p * count + i] = value;
      panelErrors[p * count + i] = error;
      errors[i]! += error;
    }
  });
  return { values: Float64Array.from(totals, totalOf), errors, panelValues, panelErrors };
}

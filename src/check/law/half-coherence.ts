import { exp } from '../../elementary/exp.ts';
import { log } from '../../elementary/log.ts';
import { cos, sin } from '../../elementary/trigonometric.ts';
import { KRONROD_WEIGHTS } from '../../truth/line/kronrod-rule.ts';
import { NODES } from '../../truth/line/sample.ts';
import type { LawNodes } from './law-nodes.ts';

/** Distances of draws from a center, and what each counts for. */
export interface Weighted {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** Of a law that spreads over many orders of magnitude its upper part matters more. */
export function tilt(x: number): number {
  return Math.sqrt(Math.sqrt(Math.sqrt(Math.abs(x))));
}

/** The lowest frequency, by octaves, where 1 − |φ|² of means of m draws reaches half its maximum. */
export function halfCoherence({ values, weights }: Weighted, m: number): number {
  const middle = typicalSize(values, weights);
  const lost = Array.from({ length: 2 * SCAN + 1 }, (_, k) => {
    const t = scaledBy2(k - SCAN) / middle;
    let [re, im, total] = [0, 0, 0];
    for (let i = 0; i < values.length; i += 1) {
      const angle = (t / m) * values[i]!;
      re += weights[i]! * cos(angle);
      im += weights[i]! * sin(angle);
      total += weights[i]!;
    }
    const square = (re * re + im * im) / (total * total);
    return { t, lost: 1 - (m === 1 ? square : square > 0 ? exp(m * log(square)) : 0) };
  });
  const most = Math.max(...lost.map((each) => each.lost));
  return lost.find((each) => each.lost >= most / 2)?.t ?? 1 / middle;
}

const SCAN = 40;

function scaledBy2(k: number): number {
  return k < 0 ? 1 / scaledBy2(-k) : (1 << Math.floor(k / 2)) * (1 << Math.ceil(k / 2));
}

/** Draws at nodes, by their probability. */
export function weightedDraws({ panels }: LawNodes, center: number): Weighted {
  const values: number[] = [];
  const weights: number[] = [];
  for (const { panel, nodes, start } of panels)
    for (let n = 0; n < NODES; n += 1) {
      const j = start + n;
      const x = nodes.value[j]! - center;
      if (!Number.isFinite(x)) continue;
      const root = nodes.root[j]!;
      values.push(x);
      const density = root * root * root * root;
      weights.push(((panel.to - panel.from) / 2) * KRONROD_WEIGHTS[n]! * density * tilt(x));
    }
  return { values: Float64Array.from(values), weights: Float64Array.from(weights) };
}

/** Geometric mean of the values that are not 0; 1 if there are none. */
function typicalSize(values: Float64Array, weights: Float64Array): number {
  let [sum, weight] = [0, 0];
  values.forEach((x, i) => {
    if (x === 0) return;
    sum += weights[i]! * log(Math.abs(x));
    weight += weights[i]!;
  });
  return weight > 0 ? exp(sum / weight) : 1;
}

import { log } from '../../elementary/log.ts';
import type { Centers } from './inspection.ts';
import { CROSS, FOURTH, SECOND } from './integral-layout.ts';
import { noMagnitudes, type Magnitudes } from './magnitudes.ts';
import { NODES, type SampledPanel } from './sample.ts';
import { PAIRS, PATH_MU, R, VARIABLES } from './variables.ts';

/** Values of r and r' at nodes that come nearest to their means. */
export function nearestValues(samples: readonly SampledPanel[], means: Float64Array): Centers {
  const nearest = (which: 'value' | 'derivative', mean: number): number => {
    let best = Infinity;
    for (const { nodes, start } of samples) {
      for (let j = start; j < start + NODES; j++) {
        const x = nodes[which][j]!;
        if (Math.abs(x - mean) < Math.abs(best - mean)) best = x;
      }
    }
    return Number.isFinite(best) ? best : 0;
  };
  return { value: nearest('value', means[R]!), derivative: nearest('derivative', means[PATH_MU]!) };
}

/** Logarithms of the moments as they turned out, for a second partition. */
export function trueMagnitudes(
  means: Float64Array,
  central: Float64Array,
  inverseScale: Float64Array,
): Magnitudes {
  const logOf = (x: number): number => (x > 0 && x < Infinity ? log(x) : -Infinity);
  const scale = (v: number): number => -log(inverseScale[v]!);
  const magnitudes = noMagnitudes();
  for (let v = 0; v < VARIABLES; v++) {
    const second = logOf(central[SECOND + v]!) + 2 * scale(v);
    magnitudes.first[v] = Math.max(0.5 * second, logOf(Math.abs(means[v]!)) - 30);
    magnitudes.second[v] = second;
    magnitudes.fourth[v] = logOf(central[FOURTH + v]!) + 4 * scale(v);
  }
  PAIRS.forEach(([x, y], p) => {
    magnitudes.cross[p] = logOf(central[CROSS + p]!) + 2 * scale(x) + 2 * scale(y);
  });
  return magnitudes;
}

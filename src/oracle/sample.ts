import { exp } from '../elementary/exp.ts';
import { evaluateGraph } from '../integrands/graph.ts';
import { evaluateIntegrand } from '../../workers/kernel/evaluate-program.ts';
import type { BlockProgram } from '../integrands/program.ts';
import { KRONROD_NODES } from './kronrod-rule.ts';
import type { Panel } from './panel.ts';

/** Nodes a panel. */
export const NODES = KRONROD_NODES.length;

/** A panel with r and r' at its nodes. Arrays of NODES doubles. */
export interface SampledPanel {
  readonly panel: Panel;
  readonly eps: Float64Array;
  /** Fourth root of the normal density at each node. */
  readonly root: Float64Array;
  readonly value: Float64Array;
  readonly derivative: Float64Array;
}

/** (2 pi)^(-1/8). */
const ROOT_AT_0 = 0.794744473240339496;

/** Evaluates r and r' at the nodes of the panels: the ordinary ones together, those next to singular points alone. */
export function samplePanels(program: BlockProgram, panels: readonly Panel[], sigma: number): readonly SampledPanel[] {
  const eps = new Float64Array(panels.length * NODES);
  const z = new Float64Array(panels.length * NODES);
  panels.forEach(({ origin, from, to }, p) => {
    const half = (to - from) / 2;
    const middle = from + half;
    for (let j = 0; j < NODES; j++) {
      const t = middle + half * KRONROD_NODES[j]!;
      eps[p * NODES + j] = origin.shift + t;
      z[p * NODES + j] = origin.base + sigma * t;
    }
  });
  const { value, derivative } = evaluateIntegrand(program, z);
  return panels.map((panel, p) => {
    const part = (array: Float64Array): Float64Array => array.subarray(p * NODES, (p + 1) * NODES);
    const sampled = { panel, eps: part(eps), root: rootDensity(part(eps)), value: part(value), derivative: part(derivative) };
    if (!panel.origin.isCenter) evaluateOwn(sampled, part(z));
    return sampled;
  });
}

function rootDensity(eps: Float64Array): Float64Array {
  const root = new Float64Array(eps.length);
  for (let j = 0; j < eps.length; j++) root[j] = ROOT_AT_0 * exp(-0.125 * eps[j]! * eps[j]!);
  return root;
}

/** Replaces r and r' by those of the origin's own formulas in h. */
function evaluateOwn({ panel, value, derivative }: SampledPanel, h: Float64Array): void {
  const { graph } = panel.origin.work;
  const values = new Float64Array(graph.size);
  const [valueAt, derivativeAt] = graph.roots as [number, number];
  for (let j = 0; j < h.length; j++) {
    evaluateGraph(graph, h[j]!, values);
    value[j] = values[valueAt]!;
    derivative[j] = values[derivativeAt]!;
  }
}

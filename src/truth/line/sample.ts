import { exp } from '../../elementary/exp.ts';
import { evaluateGraph } from '../../formula/graph.ts';
import { evaluateIntegrand } from '../../formula/program/evaluate-program.ts';
import type { BlockProgram } from '../../formula/program/program.ts';
import { KRONROD_NODES } from './kronrod-rule.ts';
import type { Panel } from './panel.ts';

/** Nodes a panel. */
export const NODES = KRONROD_NODES.length;

/** r and r' at the nodes of many panels, one panel after the other. */
interface NodeValues {
  readonly eps: Float64Array;
  /** Fourth root of the normal density at each node. */
  readonly root: Float64Array;
  readonly value: Float64Array;
  readonly derivative: Float64Array;
}

/** A panel with its nodes: places start to start + NODES of the arrays. */
export interface SampledPanel {
  readonly panel: Panel;
  readonly nodes: NodeValues;
  readonly start: number;
}

/** (2 pi)^(-1/8). */
const ROOT_AT_0 = 0.794744473240339496;

/**
 * Evaluates r and r' at the nodes of the panels: the ordinary ones together, those next to singular points
 * alone.
 */
export function samplePanels(
  program: BlockProgram,
  panels: readonly Panel[],
  sigma: number,
): readonly SampledPanel[] {
  const eps = new Float64Array(panels.length * NODES);
  const root = new Float64Array(panels.length * NODES);
  const z = new Float64Array(panels.length * NODES);
  panels.forEach(({ origin, from, to }, p) => {
    const half = (to - from) / 2;
    const middle = from + half;
    for (let j = 0; j < NODES; j++) {
      const t = middle + half * KRONROD_NODES[j]!;
      const e = origin.shift + t;
      eps[p * NODES + j] = e;
      root[p * NODES + j] = ROOT_AT_0 * exp(-0.125 * e * e);
      z[p * NODES + j] = origin.base + sigma * t;
    }
  });
  const { value, derivative } = evaluateIntegrand(program, z);
  const nodes = { eps, root, value, derivative };
  return panels.map((panel, p) => {
    const sampled = { panel, nodes, start: p * NODES };
    if (!panel.origin.isCenter) evaluateOwn(sampled, z);
    return sampled;
  });
}

/** Replaces r and r' by those of the origin's own formulas in h. */
function evaluateOwn({ panel, nodes, start }: SampledPanel, h: Float64Array): void {
  const { graph } = panel.origin.work;
  const values = new Float64Array(graph.size);
  const [valueAt, derivativeAt] = graph.roots as [number, number];
  for (let j = start; j < start + NODES; j++) {
    evaluateGraph(graph, h[j]!, values);
    nodes.value[j] = values[valueAt]!;
    nodes.derivative[j] = values[derivativeAt]!;
  }
}

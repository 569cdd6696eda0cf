import { encloseable, encloseGraph } from '../formula/analysis/enclosure.ts';
import { postorder } from '../formula/evaluate.ts';
import { buildGraph } from '../formula/graph.ts';
import type { Node, Operation } from '../formula/tree/tree.ts';
import { outerDerivatives } from './chain-rule.ts';
import { ONE, type Interval } from './interval.ts';
import { constantJet, type Jet } from './jet.ts';
import { jetOf } from './jet-rules.ts';

/**
 * Bounds of a formula over a closed interval of z, whose ends may be infinite; null where it may be
 * undefined.
 */
export type JetEvaluator = (lo: number, hi: number) => Jet | null;

/** Functions that vanish at 0 alone: an end there is exact, where the enclosure leaves room for rounding. */
const ODD_AND_RISING: ReadonlySet<Operation> = new Set(['sinh', 'tanh', 'atan', 'erf', 'expm1']);

/**
 * Prepares a formula: its subformulas and the derivatives of their operations become one graph, enclosed at
 * once.
 */
export function jetEvaluator(formula: Node): JetEvaluator {
  const { order } = postorder(formula);
  const outer = new Map(
    order.flatMap((node) => {
      const found = node.kind === 'call' ? outerDerivatives(node.operation, node.args) : null;
      return found === null ? [] : [[node, found] as const];
    }),
  );
  const derivatives = [...outer.values()].flatMap(({ first, second }) => [first, second]);
  const graph = buildGraph([...order, ...derivatives]);
  const work = encloseable(graph);
  const { lo: least, hi: most } = work.enclosures;
  const here = (node: Node): Interval => {
    const place = graph.places.get(node)!;
    const [lo, hi] = [least[place]!, most[place]!];
    if (node.kind !== 'call' || !ODD_AND_RISING.has(node.operation)) return [lo, hi];
    const argument = graph.first[place]!;
    return [least[argument] === 0 ? 0 : lo, most[argument] === 0 ? 0 : hi];
  };
  encloseGraph(work, -Infinity, Infinity);
  const everywhere = new Map(order.map((node) => [node, here(node)]));
  const around = {
    here,
    everywhere: (node: Node) => everywhere.get(node)!,
    outer: (node: Node) => {
      const found = outer.get(node);
      return found === undefined ? null : ([here(found.first), here(found.second)] as const);
    },
  };
  return (lo, hi) => {
    encloseGraph(work, lo, hi);
    const jets = new Map<Node, Jet>();
    for (const node of order) {
      if (node.kind === 'number' && !Number.isFinite(node.value)) return null;
      const jet =
        node.kind === 'call'
          ? jetOf(
              node,
              node.args.map((arg) => jets.get(arg)!),
              around,
            )
          : node.kind === 'z'
            ? { value: here(node), slope: ONE, curvature: constantJet(ONE).curvature }
            : constantJet(here(node));
      if (jet === null) return null;
      jets.set(node, jet);
    }
    return jets.get(formula)!;
  };
}

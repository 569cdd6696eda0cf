import { differentiate } from '../differentiate.ts';
import { encloseable, type Encloseable } from './enclosure.ts';
import type { Levels, SourceEffect } from '../algebra/record.ts';
import { buildGraph, evaluateGraph } from '../graph.ts';
import { OPERATIONS } from '../operations/table.ts';
import { createInterner } from '../tree/intern.ts';
import { linearForm, type LinearForm } from '../algebra/linear-form.ts';
import { simplify } from '../simplify.ts';
import type { Node } from '../tree/tree.ts';

/** A subformula at whose levels r or r' is not smooth. */
export interface BreakSource {
  readonly argument: Node;
  readonly levels: Levels;
  readonly effect: SourceEffect;
  /** Where the argument is a·z + b. */
  readonly linear: LinearForm | null;
  /** Graph of the argument (root 0), its derivative (root 1) and second derivative (root 2). */
  readonly work: Encloseable;
  /** The argument at z. */
  readonly at: (z: number) => number;
  /** Where the argument itself is not smooth. */
  readonly inner: readonly BreakSource[];
}

/**
 * Every place of the formulas where smoothness may end: arguments of the piecewise and singular operations.
 */
export function breakSources(formulas: readonly Node[]): readonly BreakSource[] {
  const graph = buildGraph(formulas);
  const found = new Map<string, BreakSource>();
  const interner = createInterner();
  const add = (node: Node, levels: Levels, effect: SourceEffect): void => {
    for (const argument of levels === 'zero' ? vanishingParts(simplify(node)) : [simplify(node)]) {
      const linear = linearForm(argument);
      if (linear?.slope === 0) continue;
      const key = `${interner.order(interner.share(argument))} ${levels}`;
      const before = found.get(key);
      if (before !== undefined && rank(before.effect) >= rank(effect)) continue;
      const inner = linear === null ? breakSources([argument]) : [];
      found.set(key, { argument, levels, effect, linear, ...withDerivatives(argument), inner });
    }
  };
  graph.nodes.forEach((node, place) => {
    if (node.kind !== 'call') return;
    const [a, b, c] = node.args as [Node, Node, Node];
    for (const each of graph.records[place]!.breaks(a, b, c)) add(each.argument, each.levels, each.effect);
  });
  return [...found.values()];
}

/** Graph of a formula with its first and second derivative, and the formula's values. */
export function withDerivatives(argument: Node): Pick<BreakSource, 'work' | 'at'> {
  const slope = simplify(differentiate(argument));
  const graph = buildGraph([argument, slope, simplify(differentiate(slope))]);
  const values = new Float64Array(graph.size);
  const root = graph.roots[0]!;
  const at = (z: number): number => {
    evaluateGraph(graph, z, values, root + 1);
    return values[root]!;
  };
  return { work: encloseable(graph), at };
}

function rank(effect: SourceEffect): number {
  return effect === 'singular' ? 2 : effect === 'step' ? 1 : 0;
}

/** Formulas whose zeros together are the zeros of the given one: factors of products, bases of powers, … */
function vanishingParts(node: Node): readonly Node[] {
  if (node.kind !== 'call') return [node];
  const [a, b] = node.args as [Node, Node];
  const parts = OPERATIONS[node.operation].zeros(a, b);
  return parts === null
    ? [node]
    : parts.flatMap((part) => vanishingParts(node.args.includes(part) ? part : simplify(part)));
}

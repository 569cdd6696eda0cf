import { differentiate } from '../differentiate.ts';
import { encloseable, type Encloseable } from './enclosure.ts';
import { buildGraph, type Graph } from '../graph.ts';
import { createInterner } from '../tree/intern.ts';
import { linearForm, type LinearForm } from '../algebra/linear-form.ts';
import { call, number, ONE } from '../tree/nodes.ts';
import { simplify } from '../simplify.ts';
import type { Node } from '../tree/tree.ts';

/** Which values of the argument matter: only 0, or every whole number. */
export type Levels = 'zero' | 'integers';

/** What may happen to r or r' there: singular (an unbounded value or slope), a step, or a kink. */
export type SourceEffect = 'singular' | 'step' | 'kink';

/** A subformula at whose levels r or r' is not smooth. */
export interface BreakSource {
  readonly argument: Node;
  readonly levels: Levels;
  readonly effect: SourceEffect;
  /** Where the argument is a·z + b. */
  readonly linear: LinearForm | null;
  /** Graph of the argument (root 0), its derivative (root 1) and second derivative (root 2). */
  readonly work: Encloseable;
  /** Where the argument itself is not smooth. */
  readonly inner: readonly BreakSource[];
}

/** Every place of the formulas where smoothness may end: arguments of the piecewise and singular operations. */
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
      const slope = simplify(differentiate(argument));
      const work = encloseable(buildGraph([argument, slope, simplify(differentiate(slope))]));
      const inner = linear === null ? breakSources([argument]) : [];
      found.set(key, { argument, levels, effect, linear, work, inner });
    }
  };
  graph.nodes.forEach((_, place) => {
    addSources(graph, place, add);
  });
  return [...found.values()];
}

function rank(effect: SourceEffect): number {
  return effect === 'singular' ? 2 : effect === 'step' ? 1 : 0;
}

type Add = (node: Node, levels: Levels, effect: SourceEffect) => void;

function addSources(graph: Graph, place: number, add: Add): void {
  const node = graph.nodes[place]!;
  if (node.kind !== 'call') return;
  const [a, b, c] = node.args as [Node, Node, Node];
  switch (node.operation) {
    case 'abs':
      return add(a, 'zero', 'kink');
    case 'sign':
    case 'step':
      return add(a, 'zero', 'step');
    case 'select':
      return add(a, 'zero', 'step');
    case 'min':
    case 'max':
      return add(call('subtract', a, b), 'zero', 'kink');
    case 'clip':
      add(call('subtract', a, b), 'zero', 'kink');
      return add(call('subtract', a, c), 'zero', 'kink');
    case 'floor':
      return add(a, 'integers', 'step');
    case 'mod':
      add(call('divide', a, b), 'integers', 'step');
      return add(b, 'zero', 'singular');
    case 'divide':
      return add(b, 'zero', 'singular');
    case 'sqrt':
    case 'log':
      return add(a, 'zero', 'singular');
    case 'log1p':
      return add(call('add', ONE, a), 'zero', 'singular');
    case 'normquantile':
      add(a, 'zero', 'singular');
      return add(call('subtract', ONE, a), 'zero', 'singular');
    case 'tan':
      return add(call('cos', a), 'zero', 'singular');
    case 'power':
      if (b.kind === 'number' && Number.isInteger(b.value) && b.value >= 0) return;
      return add(a, 'zero', 'singular');
    default:
      return;
  }
}

/** Formulas whose zeros together are the zeros of the given one: factors of products, bases of powers, … */
function vanishingParts(node: Node): readonly Node[] {
  if (node.kind !== 'call') return [node];
  const [u, v] = node.args as [Node, Node];
  switch (node.operation) {
    case 'multiply':
      return [...vanishingParts(u), ...vanishingParts(v)];
    case 'divide':
    case 'negate':
    case 'abs':
    case 'sqrt':
    case 'sinh':
    case 'tanh':
    case 'atan':
    case 'erf':
    case 'expm1':
    case 'log1p':
    case 'sign':
      return vanishingParts(u);
    case 'log':
      return vanishingParts(simplify(call('subtract', u, number(1))));
    case 'power':
      return v.kind === 'number' && v.value > 0 ? vanishingParts(u) : [node];
    case 'exp':
    case 'cosh':
    case 'sigmoid':
    case 'softplus':
    case 'normcdf':
    case 'normpdf':
    case 'sech2':
      return [];
    case 'add':
    case 'subtract':
      return squaresApart(node.operation, u, v);
    default:
      return [node];
  }
}

/** |u| − c vanishes where u = ±c; the same for u^2 − c. */
function squaresApart(operation: 'add' | 'subtract', u: Node, v: Node): readonly Node[] {
  const whole = [call(operation, u, v)];
  if (u.kind !== 'call' || u.operation !== 'abs' || v.kind !== 'number') return whole;
  const level = operation === 'add' ? -v.value : v.value;
  if (level < 0) return [];
  const inner = u.args[0]!;
  return [call('subtract', inner, number(level)), call('add', inner, number(level))].flatMap((part) =>
    vanishingParts(simplify(part)),
  );
}

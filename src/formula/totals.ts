import { call, number } from './tree/nodes.ts';
import { printFormula } from './print.ts';
import type { Node } from './tree/tree.ts';

/** What a formula of several coordinates z_1 … z_D is made of: Σ term(z_i), or its mean. */
export type TotalKind = 'sum' | 'mean';

export interface Total {
  readonly kind: TotalKind;
  /** A function of one coordinate. */
  readonly term: Node;
  /** Its canonical text: no name of a parameter, since it has parentheses. */
  readonly name: string;
}

/** A formula as written: of z, or of totals, each of which stands in the tree as a parameter of its name. */
export interface WrittenFormula {
  readonly tree: Node;
  /** Each once; empty for a formula of z. */
  readonly totals: readonly Total[];
}

export function isTotalKind(name: string): name is TotalKind {
  return name === 'sum' || name === 'mean';
}

export function total(kind: TotalKind, term: Node): Total {
  return { kind, term, name: `${kind}(${printFormula(term)})` };
}

export function totalNode({ name }: Total): Node {
  return { kind: 'parameter', name };
}

/** The tree with something in place of each total. */
export function withTerms({ tree, totals }: WrittenFormula, inPlace: (total: Total) => Node): Node {
  if (totals.length === 0) return tree;
  const replacements = new Map(totals.map((each) => [each.name, inPlace(each)]));
  return withParameters(tree, replacements);
}

/** The tree with nodes in place of some of its parameters. */
export function withParameters(tree: Node, replacements: ReadonlyMap<string, Node>): Node {
  const visit = (node: Node): Node => {
    if (node.kind === 'parameter') return replacements.get(node.name) ?? node;
    return node.kind === 'call' ? call(node.operation, ...node.args.map(visit)) : node;
  };
  return visit(tree);
}

/**
 * A total of D coordinates as a function of the first one.
 *
 * @param others Σ term(z_i) over the other coordinates
 */
export function alongFirst({ kind, term }: Total, others: Node, dimension: number): Node {
  const sum = call('add', term, others);
  return kind === 'sum' ? sum : call('divide', sum, number(dimension));
}

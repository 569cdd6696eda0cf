import { formulaParameters, isOfZ } from '../parameters.ts';
import { postorder } from '../evaluate.ts';
import { OPERATIONS } from '../operations/table.ts';
import type { Node } from '../tree/tree.ts';

/** Whether a place where a formula may jump changes with a parameter, as that of step(z - c) does with c. */
export function movesBreaks(formula: Node, name: string): boolean {
  return postorder(formula).order.some((node) => {
    if (node.kind !== 'call') return false;
    const [a, b, c] = node.args as [Node, Node, Node];
    return OPERATIONS[node.operation]
      .breaks(a, b, c)
      .some(
        ({ argument, effect }) =>
          effect === 'step' && isOfZ(argument) && formulaParameters(argument).includes(name),
      );
  });
}

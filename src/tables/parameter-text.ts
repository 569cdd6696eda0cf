import type { Parameters } from '../formula/tree/tree.ts';
import type { Cell } from '../plan/cell.ts';

/** k=2;w=3, names sorted; empty without parameters. */
export function parameterText(parameters: Parameters): string {
  return Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${String(parameters[name])}`)
    .join(';');
}

/** a=0.5;c=-1; empty without phi. */
export function phiText({ guided }: Pick<Cell, 'guided'>): string {
  return guided === null ? '' : parameterText(guided.phi);
}

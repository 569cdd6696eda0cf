import { encloseable } from '../../formula/analysis/enclosure.ts';
import { buildGraph } from '../../formula/graph.ts';
import { shiftFormula } from '../../formula/algebra/linear-form.ts';
import { simplify } from '../../formula/simplify.ts';
import type { Node } from '../../formula/tree/tree.ts';
import type { Analysis } from './analysis.ts';
import type { Origin } from './panel.ts';

/** An origin at a singular point, with r and r' written in h = z − z0. */
export interface SingularOrigin {
  readonly origin: Origin;
  readonly value: Node;
  readonly derivative: Node;
}

export function originAt(analysis: Analysis, z0: number, mu: number, sigma: number): SingularOrigin {
  const shift = (z0 - mu) / sigma;
  const { value, derivative } = analysis.integrand;
  if (z0 === 0) {
    return {
      origin: { base: 0, shift, work: analysis.work, isCenter: false, tilt: null },
      value,
      derivative,
    };
  }
  const shifted = [value, derivative, ...analysis.alongside].map((formula) =>
    simplify(shiftFormula(formula, z0)),
  );
  const work = encloseable(buildGraph(shifted));
  return {
    origin: { base: 0, shift, work, isCenter: false, tilt: null },
    value: shifted[0]!,
    derivative: shifted[1]!,
  };
}

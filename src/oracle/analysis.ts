import { breakFinder, type BreakFinder } from '../integrands/breaks.ts';
import { encloseable, type Encloseable } from '../integrands/enclosure.ts';
import { buildGraph } from '../integrands/graph.ts';
import { growthOf } from '../integrands/growth.ts';
import type { Growth } from '../integrands/growth-kinds.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { parityOf, type Parity } from '../integrands/parity.ts';

/** What the oracle needs of an integrand whatever mu and sigma are; worked out once. */
export interface Analysis {
  readonly integrand: Integrand;
  /** Graph of r (root 0) and r' (root 1). */
  readonly work: Encloseable;
  readonly finder: BreakFinder;
  /** Growth of r and r' towards +infinity and -infinity. */
  readonly growth: readonly { readonly value: Growth; readonly derivative: Growth }[];
  readonly parity: Parity;
  /** r holds an operation that jumps. */
  readonly mayJump: boolean;
}

const JUMPING: ReadonlySet<string> = new Set(['step', 'sign', 'floor', 'mod', 'select']);

export function analyze(integrand: Integrand): Analysis {
  const { value, derivative } = integrand;
  const finder = breakFinder(integrand);
  return {
    integrand,
    work: encloseable(buildGraph([value, derivative])),
    finder,
    mayJump: finder.graph.operations.some((operation) => JUMPING.has(operation)),
    growth: ([1, -1] as const).map((direction) => ({
      value: growthOf(value, direction),
      derivative: growthOf(derivative, direction),
    })),
    parity: parityOf(value),
  };
}

import { breakFinder, finderOf, type BreakFinder } from '../../formula/analysis/breaks.ts';
import { encloseable, type Encloseable } from '../../formula/analysis/enclosure.ts';
import { buildGraph } from '../../formula/graph.ts';
import { growthOf } from '../../formula/analysis/growth.ts';
import type { Growth } from '../../formula/algebra/growth-kinds.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import { stableIntegrand } from '../../integrands/stable.ts';
import { lowerProgram } from '../../formula/program/lower.ts';
import { parityOf, type Parity } from '../../formula/analysis/parity.ts';
import type { Node } from '../../formula/tree/tree.ts';

/** What the oracle needs of an integrand whatever mu and sigma are; worked out once. */
export interface Analysis {
  readonly integrand: Integrand;
  /** Further formulas that panels must resolve, though nothing of them is integrated. */
  readonly alongside: readonly Node[];
  /** Graph of r (root 0), r' (root 1) and the formulas alongside. */
  readonly work: Encloseable;
  readonly finder: BreakFinder;
  /** Growth of r and r' towards +infinity and -infinity. */
  readonly growth: readonly {
    readonly direction: 1 | -1;
    readonly value: Growth;
    readonly derivative: Growth;
  }[];
  readonly parity: Parity;
  /** r holds an operation that jumps. */
  readonly mayJump: boolean;
}

const JUMPING: ReadonlySet<string> = new Set(['step', 'sign', 'floor', 'mod', 'select']);

export function analyze(integrand: Integrand): Analysis {
  const stable = stableIntegrand(integrand);
  return analysisOf(stable, [], breakFinder(stable));
}

/**
 * The same of r and r'' instead of r and r', with r' alongside: what the oracle then tells of r' holds for
 * r''. Breaks are those of all three.
 */
export function analyzeSecond(integrand: Integrand): Analysis {
  const { value, derivative, secondDerivative } = integrand;
  const second = {
    ...integrand,
    derivative: secondDerivative,
    program: lowerProgram(value, secondDerivative),
  };
  return analysisOf(second, [derivative], finderOf(value, [value, derivative, secondDerivative]));
}

function analysisOf(integrand: Integrand, alongside: readonly Node[], finder: BreakFinder): Analysis {
  const { value, derivative } = integrand;
  return {
    integrand,
    alongside,
    work: encloseable(buildGraph([value, derivative, ...alongside])),
    finder,
    mayJump: finder.work.graph.operations.some((operation) => JUMPING.has(operation)),
    growth: ([1, -1] as const).map((direction) => ({
      direction,
      value: growthOf(value, direction),
      derivative: growthOf(derivative, direction),
    })),
    parity: parityOf(value),
  };
}

import type { ErrorBounds } from './error-bounds.ts';
import type { MomentExistence } from './existence.ts';
import { CENTRAL, MEANS } from './integral-layout.ts';
import { type Integrals } from './integrals.ts';
import { isWanted, naturalSizes } from './moment-sizes.ts';
import type { Panel } from './panel.ts';
import { VARIABLES } from './variables.ts';

/** Relative quadrature error that refinement aims at. */
const QUADRATURE_GOAL = 1e-11;

/** The integrals of all panels, and what they may be off by. */
export interface Errors {
  readonly mean: Integrals;
  readonly central: Integrals;
  readonly rounding: ErrorBounds;
  /** Natural size of each variable's mean. */
  readonly spread: Float64Array;
  readonly exists: MomentExistence;
}

/**
 * Places of the panels to be cut: those with more than their share of an error that is above the goal. Below
 * the error of rounding, refinement gains nothing.
 */
export function worstPanels(
  panels: number,
  { mean, central, rounding, spread, exists }: Errors,
): readonly number[] {
  const sizes = naturalSizes(central.values);
  const limits: {
    readonly integrals: Integrals;
    readonly count: number;
    readonly i: number;
    readonly limit: number;
  }[] = [];
  const consider = (integrals: Integrals, count: number, i: number, size: number, rounded: number): void => {
    const goal = Math.max(QUADRATURE_GOAL * size, rounded);
    if (integrals.errors[i]! > goal && goal > 0)
      limits.push({ integrals, count, i, limit: (0.3 * goal) / panels });
  };
  for (let v = 0; v < VARIABLES; v++) {
    if (exists.first[v] !== 'finite') continue;
    consider(mean, MEANS, v, spread[v]!, rounding.means[v]!);
  }
  for (let i = 0; i < CENTRAL; i++)
    if (isWanted(i, exists)) consider(central, CENTRAL, i, sizes[i]!, rounding.central[i]!);
  const bad: number[] = [];
  for (let p = 0; p < panels; p++) {
    if (limits.some(({ integrals, count, i, limit }) => integrals.panelErrors[p * count + i]! > limit))
      bad.push(p);
  }
  return bad;
}

export function halved(panel: Panel): readonly Panel[] {
  const middle = panel.from + (panel.to - panel.from) / 2;
  return [
    { ...panel, to: middle, ends: { ...panel.ends, to: 0 } },
    { ...panel, from: middle, ends: { ...panel.ends, from: 0 } },
  ];
}

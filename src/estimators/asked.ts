import type { Direction } from '../truth/one-draw/variable/direction.ts';
import { directionOf, isBoth, TOTAL, type DerivedComponent } from './component.ts';

/** What is asked of the points and cells of a plan: plain data. */
export interface Asked {
  /** Names; pairs are formed against the last one. */
  readonly estimators: readonly string[];
  readonly components: readonly DerivedComponent[];
  /** Sample sizes, in the order of the plan. */
  readonly m: readonly number[];
  /** The names of phi, sorted, and whether mu and sigma change with each; empty in a plan without phi. */
  readonly moves: Readonly<Record<string, Moves>>;
  /** Whether some r of the plan has mu, sigma or a name of phi in its formula. */
  readonly knowsPhi: boolean;
}

export interface Moves {
  readonly mu: boolean;
  readonly sigma: boolean;
}

/** The components whose sum the whole gradient is: all of phi, or all that a plan without phi names. */
export function totalParts({
  components,
  moves,
}: Pick<Asked, 'components' | 'moves'>): readonly DerivedComponent[] {
  const names = Object.keys(moves);
  return names.length > 0 ? names : components.filter((component) => component !== TOTAL);
}

/** All components that are derivatives by one number: those asked for, and those of the whole gradient. */
export function gradientParts(asked: Pick<Asked, 'components' | 'moves'>): readonly DerivedComponent[] {
  const named = asked.components.filter((component) => component !== TOTAL);
  if (named.length === asked.components.length) return named;
  return [...new Set([...named, ...totalParts(asked)])];
}

/** The parts of one component: itself, or those of the whole gradient. */
export function partsOfComponent(asked: Asked, component: DerivedComponent): readonly DerivedComponent[] {
  return component === TOTAL ? totalParts(asked) : [component];
}

/** A direction in both mu and sigma along which the variances of a plan are measured; null without one. */
export function directionInBoth(asked: Pick<Asked, 'components' | 'moves'>): Direction | null {
  const parts = gradientParts(asked);
  const fixed = parts.find((part) => !Object.hasOwn(asked.moves, part) && isBoth(part));
  if (fixed !== undefined) return directionOf(fixed);
  return parts.some((part) => movesBoth(asked, part)) ? IN_BOTH : null;
}

/** The direction whose sums, beside those along mu and sigma, give those along any other. */
export const IN_BOTH: Direction = { mu: 1, sigma: 1 };

export function movesBoth({ moves }: Pick<Asked, 'moves'>, component: DerivedComponent): boolean {
  const moved = Object.hasOwn(moves, component) ? moves[component]! : null;
  return moved !== null && moved.mu && moved.sigma;
}

import { tanh } from '../elementary/hyperbolic.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../truth/one-draw/variable/direction.ts';

/** What is differentiated with respect to, where the oracle has its own numbers. */
export type BaseComponent = 'mu' | 'sigma';

/** The whole gradient, by all other components of a plan: its variance is the sum of theirs, the trace. */
export const TOTAL = 'total';

/**
 * What is differentiated: a name of `PARAMETERIZATIONS` or of phi, `total`, or a direction in both,
 * `phi(mu=P;sigma=Q)`: dJ/dphi where mu'(phi) = P and sigma'(phi) = Q.
 */
export type DerivedComponent = string;

/** d mu and d sigma by each of phi, by name: different at each point. */
export type Slopes = Readonly<Record<string, Direction>>;

interface Parameterization {
  readonly base: BaseComponent;
  /** d base/d component at sigma: dJ/d component is so much times dJ/d base. */
  readonly scale: (sigma: number) => number;
}

/** The components that are mu, or sigma as a function of something else, by name. */
export const PARAMETERIZATIONS = {
  mu: { base: 'mu', scale: () => 1 },
  sigma: { base: 'sigma', scale: () => 1 },
  /** sigma = e^c. */
  log_sigma: { base: 'sigma', scale: (sigma) => sigma },
  /** sigma = √v. */
  variance: { base: 'sigma', scale: (sigma) => 1 / (2 * sigma) },
  /** sigma = log(1 + e^rho): 1 − e^(−sigma), without what it loses near 0. */
  softplus: {
    base: 'sigma',
    scale: (sigma) => {
      const half = tanh(sigma / 2);
      return (2 * half) / (1 + half);
    },
  },
} as const satisfies Readonly<Record<string, Parameterization>>;

function parameterization(component: DerivedComponent): Parameterization | undefined {
  return Object.hasOwn(PARAMETERIZATIONS, component)
    ? PARAMETERIZATIONS[component as keyof typeof PARAMETERIZATIONS]
    : undefined;
}

const PHI = /^phi\(mu=([^;]+);sigma=([^)]+)\)$/;

/** The name of a direction in both. */
export function phiComponent({ mu, sigma }: Direction): DerivedComponent {
  return `phi(mu=${String(mu)};sigma=${String(sigma)})`;
}

/** Whether a text is the name of a direction in both. */
export function isPhi(component: string): boolean {
  return PHI.test(component);
}

/** The base component that a component is a multiple of; null for a direction in both. */
export function baseComponent(component: DerivedComponent): BaseComponent | null {
  return parameterization(component)?.base ?? null;
}

/**
 * The direction that a component, but for its scale, stands for. Errors: a RangeError for what is no
 * component.
 */
export function directionOf(component: DerivedComponent): Direction {
  const base = baseComponent(component);
  if (base !== null) return base === 'mu' ? ALONG_MU : ALONG_SIGMA;
  const [, mu, sigma] = PHI.exec(component) ?? [];
  if (mu === undefined) throw new RangeError(`there is no component "${component}"`);
  return { mu: Number(mu), sigma: Number(sigma) };
}

/** Whether a component is a direction in both mu and sigma. */
export function isBoth(component: DerivedComponent): boolean {
  if (!isPhi(component)) return false;
  const { mu, sigma } = directionOf(component);
  return mu !== 0 && sigma !== 0;
}

/** How the derivative by a component is had at a point: `scale` times that along a direction. */
export interface Along {
  readonly direction: Direction;
  readonly scale: number;
  /** The base component that the direction is; null for one in both, or in none. */
  readonly base: BaseComponent | null;
}

/** Where a component is differentiated. */
export interface ComponentPoint {
  readonly sigma: number;
  readonly guided: { readonly slopes: Slopes } | null;
}

/**
 * A component at a point. That of phi is (d mu, d sigma), divided by the larger of both where r does not know
 * phi: so components that are multiples of each other have one direction.
 *
 * Errors: a RangeError for what is no component.
 */
export function alongAt(component: DerivedComponent, point: ComponentPoint, knowsPhi: boolean): Along {
  const slopes = point.guided?.slopes ?? {};
  if (Object.hasOwn(slopes, component))
    return knowsPhi
      ? { direction: slopes[component]!, scale: 1, base: null }
      : normalized(slopes[component]!);
  return {
    direction: directionOf(component),
    scale: parameterization(component)?.scale(point.sigma) ?? 1,
    base: knowsPhi ? null : baseComponent(component),
  };
}

function normalized({ mu, sigma }: Direction): Along {
  if (mu === 0 && sigma === 0) return { direction: STILL, scale: 1, base: null };
  if (sigma === 0) return { direction: ALONG_MU, scale: mu, base: 'mu' };
  if (mu === 0) return { direction: ALONG_SIGMA, scale: sigma, base: 'sigma' };
  return Math.abs(mu) >= Math.abs(sigma)
    ? { direction: { mu: 1, sigma: sigma / mu }, scale: mu, base: null }
    : { direction: { mu: mu / sigma, sigma: 1 }, scale: sigma, base: null };
}

const STILL: Direction = { mu: 0, sigma: 0 };

/** Whether neither mu nor sigma changes along a direction. */
export function isStill({ mu, sigma }: Direction): boolean {
  return mu === 0 && sigma === 0;
}

/** Factor from the direction to a component that is none of phi. */
export function componentScale(component: DerivedComponent, sigma: number): number {
  return alongAt(component, { sigma, guided: null }, false).scale;
}

import { tanh } from '../elementary/hyperbolic.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../truth/one-draw/variable/direction.ts';

/** What is differentiated with respect to, where the oracle has its own numbers. */
export type BaseComponent = 'mu' | 'sigma';

/** The whole gradient, by all other components of a plan: its variance is the sum of theirs, the trace. */
export const TOTAL = 'total';

/** Components that are derivatives by one number: all but the whole gradient. */
export function gradientParts(components: readonly DerivedComponent[]): readonly DerivedComponent[] {
  return components.filter((component) => component !== TOTAL);
}

/**
 * What is differentiated: a name of `PARAMETERIZATIONS`, `total`, or a direction in both,
 * `phi(mu=P;sigma=Q)`: dJ/dphi where mu'(phi) = P and sigma'(phi) = Q.
 */
export type DerivedComponent = string;

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

/** Factor from the direction to the component: of gradients, means and biases; its square, of variances. */
export function componentScale(component: DerivedComponent, sigma: number): number {
  return parameterization(component)?.scale(sigma) ?? 1;
}

import { ALONG_MU, ALONG_SIGMA, type Direction } from '../truth/one-draw/variable/direction.ts';

/** What is differentiated with respect to, where the oracle has its own numbers. */
export type BaseComponent = 'mu' | 'sigma';

/**
 * What is differentiated: `mu`, `sigma`, `log_sigma` (sigma times sigma: dJ/dlog(sigma) = sigma·dJ/dsigma),
 * or a direction in both, `phi(mu=P;sigma=Q)`: dJ/dphi where mu'(phi) = P and sigma'(phi) = Q.
 */
export type DerivedComponent = string;

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
  if (component === 'mu') return 'mu';
  return component === 'sigma' || component === 'log_sigma' ? 'sigma' : null;
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
  if (baseComponent(component) !== null) return false;
  const { mu, sigma } = directionOf(component);
  return mu !== 0 && sigma !== 0;
}

/** Factor from the direction to the component: of gradients, means and biases; its square, of variances. */
export function componentScale(component: DerivedComponent, sigma: number): number {
  return component === 'log_sigma' ? sigma : 1;
}

/** What is differentiated with respect to. */
export type BaseComponent = 'mu' | 'sigma';

/** `log_sigma` is `sigma` times sigma: dJ/dlog(sigma) = sigma·dJ/dsigma. */
export type DerivedComponent = BaseComponent | 'log_sigma';

export function baseComponent(component: DerivedComponent): BaseComponent {
  return component === 'mu' ? 'mu' : 'sigma';
}

/** Factor from the base component to the component: of gradients, means and biases; its square, of variances. */
export function componentScale(component: DerivedComponent, sigma: number): number {
  return component === 'log_sigma' ? sigma : 1;
}

import type { DerivedComponent } from '../../estimators/component.ts';
import type { Estimator } from '../../estimators/estimator.ts';
import type { Node } from '../../formula/tree/tree.ts';
import type { Integrand } from '../../integrands/integrand.ts';

/** A file of gradients and what it is said to hold: each row an estimate from m draws. */
export interface SamplesClaim {
  readonly path: string;
  /** Column of a CSV file; null for the only one. */
  readonly column: string | null;
  /** Array of a .npz file; null for the only one. */
  readonly key: string | null;
  readonly integrand: Integrand;
  readonly mu: number;
  readonly sigma: number;
  readonly estimator: Estimator;
  readonly component: DerivedComponent;
  /** r's own derivative along the component, z held fast; null for an r that does not know phi. */
  readonly own: Node | null;
  readonly m: number;
  /** Probability with which a correct file may be rejected. */
  readonly alpha: number;
}

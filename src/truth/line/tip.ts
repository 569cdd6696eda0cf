import { LN2 } from '../../elementary/constants.ts';
import { log } from '../../elementary/log.ts';
import type { LocalOrder } from '../../formula/algebra/local-orders.ts';
import { highestMoment, orderOfVariable, type MomentExistence } from './existence.ts';
import type { Inspection } from './inspection.ts';
import { VARIABLES } from './variables.ts';
import { variableBounds, type Sizes } from './magnitudes.ts';

/** A piece that touches a singular point: the orders of r and r' there, and bounds on the piece beside it. */
export interface Tip extends Sizes {
  readonly value: LocalOrder;
  readonly derivative: LocalOrder;
  /** Excess of the piece beside it. */
  readonly excess: number;
}

/** An order loses this much to each logarithm: h^0.1 |log h| stays bounded, and falls where h < e^-10. */
const LOGARITHM = 0.1;

/**
 * Logarithms of effective bounds of the variables on a piece (0, t0) next to a singular point: the integral
 * of |v|^k over it is at most (bound)^k times its probability. With |v| <= S (t/t0)^a, S the bound on the
 * piece beside it, the integral is S^k t0/(1 + k·a). Variables without a finite moment count as 0: nobody
 * asks for them.
 */
export function tipBounds(
  out: Float64Array,
  tip: Tip,
  seen: Inspection,
  eps: number,
  { exists, logSigma }: { readonly exists: MomentExistence; readonly logSigma: number },
): void {
  const plain = new Float64Array(VARIABLES);
  variableBounds(plain, seen, seen.reach, logSigma);
  variableBounds(out, tip, seen.reach, logSigma);
  for (let v = 0; v < VARIABLES; v++) {
    const k = highestMoment(exists, v);
    if (k === 0) {
      out[v] = -Infinity;
      continue;
    }
    const { order, logarithmic } = orderOfVariable(v, tip.value, tip.derivative, eps);
    const room = 1 + k * Math.min(0, logarithmic ? order - LOGARITHM : order);
    const graded = room > 0 ? out[v]! - log(room) + LN2 : Infinity;
    out[v] = Math.min(graded, plain[v]!);
  }
}

import type { Existence } from '../line/existence.ts';
import { evenPart, isReduced } from './variable/even-part.ts';
import { existenceOf, jointExistence, type Degree } from './variable/existence-of.ts';
import type { GridKind, Point } from './point.ts';
import { isNone } from './variable/polynomial.ts';
import { folded, isConstantVariable } from './variable/shape.ts';
import type { Order } from './nodes/stretch.ts';
import type { DrawVariable } from './variable/variable.ts';

/** A variable of one draw or of one mirrored pair, in the simplest terms that the shape of r allows. */
export interface Drawn {
  readonly kind: GridKind;
  readonly variable: DrawVariable;
  readonly order: Order;
  /** It is the same number for every draw. */
  readonly isConstant: boolean;
  /** Two draws of a pair may cancel in ways that the growth of r does not tell. */
  readonly mayCancel: boolean;
}

export function drawnVariable(point: Point, kind: GridKind, variable: DrawVariable): Drawn {
  const { integrand, shape } = point;
  const plain = folded(variable, integrand);
  const isMirrored = kind === 'mirrored';
  const reduced = isMirrored ? evenPart(plain, shape.symmetry) : plain;
  return {
    kind,
    variable: reduced,
    order: isNone(reduced.second) ? 1 : 2,
    isConstant:
      isConstantVariable(reduced, shape, isMirrored) ||
      isFixedByOracle(point, reduced) ||
      (isMirrored && isSlopeAlone(reduced) && point.isSlopePairConstant()),
    mayCancel: isMirrored && !isReduced(reduced, shape.symmetry),
  };
}

/** The oracle knows of r'·eps that is one number, as for log((z − mu)²). */
function isFixedByOracle({ exact }: Point, { constant, value, derivative, second }: DrawVariable): boolean {
  const isPathSigma =
    isNone(value) && isNone(second) && isNone(constant) && derivative[0] === 0 && derivative[2] === 0;
  const { variance } = exact.sigma.pathwise;
  return isPathSigma && variance.kind === 'finite' && variance.value === 0 && variance.error === 0;
}

/** A multiple of r' apart from what is constant. */
function isSlopeAlone({ constant, value, derivative, second }: DrawVariable): boolean {
  const isFlat = constant[2] === 0 && derivative[1] === 0 && derivative[2] === 0;
  return isFlat && isNone(value) && isNone(second);
}

export function drawnExistence(
  point: Point,
  { variable, order, mayCancel }: Drawn,
  degree: Degree,
): Existence {
  const found = existenceOf(point.known(order), variable, degree);
  return found === 'infinite' && mayCancel ? 'unknown' : found;
}

export function drawnJointExistence(point: Point, x: Drawn, y: Drawn): Existence {
  const order = x.order === 2 || y.order === 2 ? 2 : 1;
  const found = jointExistence(point.known(order), x.variable, y.variable);
  return found === 'infinite' && (x.mayCancel || y.mayCancel) ? 'unknown' : found;
}

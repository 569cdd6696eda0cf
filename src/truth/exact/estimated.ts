/** A number with a bound on its absolute error, not judged yet: what the oracle and the laws reckon with. */
export interface Estimated {
  readonly value: number;
  readonly error: number;
}

/** Relative rounding of a few operations. */
const ROUNDING = 1e-15;
/** Below this, underflow has spoiled a number: its rounding is no longer relative. */
export const SMALLEST = 1e-290;
/** Bound of what a few operations lose to gradual underflow. */
const UNDERFLOW = 1e-322;

/** A product or quotient that is not 0 but underflows has an error, so that no 0 comes out of it as exact. */
function rounded(value: number, error: number, isZero: boolean): Estimated {
  const lost = isZero || Math.abs(value) >= SMALLEST ? 0 : UNDERFLOW;
  return { value, error: error + ROUNDING * Math.abs(value) + lost };
}

export function sumOf(a: Estimated, b: Estimated): Estimated {
  const value = a.value + b.value;
  return { value, error: a.error + b.error + ROUNDING * Math.abs(value) };
}

export function productOf(a: Estimated, b: Estimated): Estimated {
  const error = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error;
  return rounded(a.value * b.value, error, isNothing(a) || isNothing(b));
}

/** A factor of ±1 rounds nothing; one of 0 may have underflowed. */
export function times(factor: number, a: Estimated): Estimated {
  if (Math.abs(factor) === 1) return { value: factor * a.value + 0, error: a.error };
  return rounded(factor * a.value + 0, Math.abs(factor) * a.error, isNothing(a));
}

/** a/b; an error of b as large as b leaves nothing known. */
export function quotientOf(a: Estimated, b: Estimated): Estimated {
  const value = a.value / b.value;
  const room = Math.abs(b.value) - b.error;
  if (!(room > 0)) return { value, error: Infinity };
  return rounded(value, (a.error + Math.abs(value) * b.error) / room, isNothing(a));
}

/** √a of a positive number. */
export function rootOf(a: Estimated): Estimated {
  const value = Math.sqrt(a.value);
  return { value, error: a.error / value + ROUNDING * value };
}

function isNothing({ value, error }: Estimated): boolean {
  return value === 0 && error === 0;
}

/** Steps of one call of `calibrationLoop`. */
export const CALIBRATION_STEPS = 100_000;

/**
 * A loop whose speed is that of the machine and of nothing in gradvar: the logistic map x ← 3.9·x·(1 − x), in which each
 * step waits for the one before, so that neither vectors nor a cleverer compiler change it. Speeds divided by its speed
 * can be compared between machines.
 */
export function calibrationLoop(): number {
  let x = 0.4;
  for (let i = 0; i < CALIBRATION_STEPS; i += 1) x = 3.9 * x * (1 - x);
  return x;
}

import { estimatePlan } from './estimate.ts';
import type { Plan } from './plan.ts';

/** A message to a worker and back takes a tenth of a millisecond. */
const LEAST = 20_000_000;

/**
 * What the last worker does while the others have nothing left; results of batches that wait to be merged
 * take memory.
 */
const MOST = 50_000_000;

/** In a long run a worker gets this many batches at least. */
const BATCHES = 250;

/** Work, in nanoseconds on one core, that a batch of a plan aims at. It never changes a number. */
export function batchNanoseconds(plan: Plan, workers: number): number {
  return Math.min(MOST, Math.max(LEAST, estimatePlan(plan).nanoseconds / workers / BATCHES));
}

import { setImmediate } from 'node:timers/promises';
import { interrupted } from '../errors.ts';

/**
 * Lets a signal in between two parts of long work.
 *
 * @throws GradvarError INTERRUPTED (130) once the signal is aborted
 */
export async function hearSignals(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted === true) throw interrupted();
}

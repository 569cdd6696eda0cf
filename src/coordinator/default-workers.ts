import { availableParallelism } from 'node:os';

/** Worker threads where nobody asks for a number. */
export function defaultWorkers(): number {
  return availableParallelism();
}

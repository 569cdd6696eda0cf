import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { wholeNumberOf } from '../../environment.ts';
import { cgroupQuota, type ReadFile } from './cgroup-quota.ts';

/** What the number of workers depends on. */
export interface MachineReadings {
  /** CPUs that the process may run on: its affinity mask, not what the machine has. */
  readonly parallelism: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly readFile: ReadFile;
}

/** Worker threads that this process may keep busy. */
export function defaultWorkers(): number {
  return workersAllowed({ parallelism: availableParallelism(), environment: process.env, readFile: textOf });
}

/**
 * The least of the CPUs in the affinity mask, the CPUs that Slurm gave the task (SLURM_CPUS_PER_TASK) and the
 * CPU quota of the control groups, rounded up; at least 1. What is not set, or is no whole number from 1,
 * sets no limit.
 */
export function workersAllowed({ parallelism, environment, readFile }: MachineReadings): number {
  const task = wholeNumberOf(environment, 'SLURM_CPUS_PER_TASK', Number.MAX_SAFE_INTEGER);
  const ofTask = task.kind === 'number' && task.value > 0 ? task.value : Infinity;
  return Math.max(1, Math.min(parallelism, ofTask, Math.ceil(cgroupQuota(readFile))));
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

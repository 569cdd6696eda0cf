import { Bench } from 'tinybench';
import { CALIBRATION_STEPS, calibrationLoop } from './calibration.ts';
import type { BenchCase, Suite } from './suite.ts';

/** A case and how fast it was. */
export interface BenchRow {
  /** suite/case. */
  readonly name: string;
  readonly draws: number;
  /** From the median time of a call. */
  readonly callsPerSecond: number;
  /** Draws (calls, where `draws` is 0) for each step of the calibration loop, timed just before the suite. */
  readonly ratio: number;
  /** Calls that were timed, over all processes. */
  readonly samples: number;
  readonly processes: number;
  /** Standard error of log ratio over the processes; null from one. */
  readonly logError: number | null;
}

const CALIBRATION_MILLISECONDS = 300;
const SLOW_CALLS = 3;

/**
 * Times the cases of a suite one after the other.
 *
 * @param seconds time for each case of a fast suite
 * Errors: whatever a case throws.
 */
export async function measureSuite(suite: Suite, seconds: number): Promise<readonly BenchRow[]> {
  const budget =
    suite.pace === 'fast'
      ? { time: 1000 * seconds, iterations: 5, warmupTime: 200 * seconds, warmupIterations: 2 }
      : { time: 0, iterations: SLOW_CALLS, warmup: false };
  const [calibration] = await timeCases(
    [{ name: 'calibration', draws: CALIBRATION_STEPS, run: calibrationLoop }],
    {
      time: CALIBRATION_MILLISECONDS,
    },
  );
  const stepsPerSecond = calibration!.callsPerSecond * CALIBRATION_STEPS;
  const timed = await timeCases(suite.cases, budget);
  return timed.map(({ name, draws, callsPerSecond, samples }) => ({
    name: `${suite.name}/${name}`,
    draws,
    callsPerSecond,
    ratio: (callsPerSecond * (draws === 0 ? 1 : draws)) / stepsPerSecond,
    samples,
    processes: 1,
    logError: null,
  }));
}

type Timed = Pick<BenchRow, 'name' | 'draws' | 'callsPerSecond' | 'samples'>;

/**
 * Times cases one after the other, each by its median call.
 *
 * @param options of tinybench: times in milliseconds, warm-up
 * Errors: whatever a case throws.
 */
export async function timeCases(
  cases: readonly BenchCase[],
  options: ConstructorParameters<typeof Bench>[0],
): Promise<readonly Timed[]> {
  const bench = new Bench({ ...options, throws: true });
  for (const { name, run } of cases) bench.add(name, run);
  const tasks = await bench.run();
  return tasks.map(({ name, result }, i) => {
    if (result.state !== 'completed') throw new Error(`${name}: the benchmark ended as ${result.state}`);
    const { p50, samplesCount } = result.latency;
    return { name, draws: cases[i]!.draws, callsPerSecond: 1000 / p50, samples: samplesCount };
  });
}

import { LONGEST_TIMER } from '../../run/pool/longest-timer.ts';
import { EXIT, GradvarError, type ExitCode } from '../../errors.ts';

interface Reason {
  readonly text: string;
  readonly exitCode: ExitCode;
}

const REASONS: Readonly<Partial<Record<NodeJS.Signals, Reason>>> = {
  SIGINT: { text: 'stopped by SIGINT', exitCode: EXIT.interrupted },
  SIGTERM: { text: 'stopped by SIGTERM', exitCode: EXIT.terminated },
  SIGUSR2: { text: 'stopped by SIGUSR2', exitCode: EXIT.stopped },
};

export interface StopOptions {
  /** Stops the run so that it ends within this time; Infinity for never. */
  readonly maxMilliseconds: number;
  readonly graceMilliseconds: number;
  /** What to do next, said when the run is stopped. */
  readonly hint: string;
  /** Told at once that the run stops, how long that may take, and how to end it sooner. */
  readonly onStop: (text: string) => void;
}

/**
 * Stops a run on SIGINT, SIGTERM, SIGUSR2 or when its time is up; a second signal ends the process at once.
 */
export function stopOnSignals({ maxMilliseconds, graceMilliseconds, hint, onStop }: StopOptions): {
  readonly signal: AbortSignal;
  /** Gives an interruption the exit code of what caused it. */
  explain(error: unknown): unknown;
  dispose(): void;
} {
  const controller = new AbortController();
  let reason: Reason | undefined;
  const stop = (why: Reason) => {
    reason = why;
    onStop(
      `stopping: blocks under way get at most ${graceMilliseconds / 1000} s (--grace) to end; ` +
        'Ctrl-C again, or another SIGTERM, ends it at once and loses what was not written yet',
    );
    controller.abort();
  };
  const onSignal = (name: NodeJS.Signals) => {
    const why = REASONS[name]!;
    if (reason !== undefined && name !== 'SIGUSR2') process.exit(why.exitCode);
    if (reason === undefined) stop(why);
  };
  const names = Object.keys(REASONS) as NodeJS.Signals[];
  // Windows knows no SIGUSR2.
  const listened = names.filter((name) => process.platform !== 'win32' || name !== 'SIGUSR2');
  for (const name of listened) process.on(name, onSignal);
  // What is under way then may take the grace time.
  const untilStop = Math.max(maxMilliseconds - graceMilliseconds, maxMilliseconds / 2);
  const cancel = after(untilStop, () =>
    stop({ text: `the time of --max-time is up`, exitCode: EXIT.stopped }),
  );
  return {
    signal: controller.signal,
    explain(error) {
      if (reason === undefined || !(error instanceof GradvarError) || error.code !== 'INTERRUPTED')
        return error;
      return new GradvarError('INTERRUPTED', reason.exitCode, reason.text, hint);
    },
    dispose() {
      cancel();
      for (const name of listened) process.off(name, onSignal);
    },
  };
}

/**
 * Calls `onTime` once the time is up, in as many steps as a timer needs for it; never for Infinity. Keeps no
 * process alive. Returns what cancels it.
 */
export function after(milliseconds: number, onTime: () => void, longest = LONGEST_TIMER): () => void {
  if (milliseconds === Infinity) return () => undefined;
  const end = performance.now() + milliseconds;
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const left = end - performance.now();
    timer = setTimeout(left > longest ? wait : onTime, Math.min(Math.max(0, left), longest)).unref();
  };
  wait();
  return () => clearTimeout(timer);
}

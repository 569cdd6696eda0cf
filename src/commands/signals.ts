import { EXIT, GradvarError, type ExitCode } from '../errors.ts';

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
}

/** Stops a run on SIGINT, SIGTERM, SIGUSR2 or when its time is up; a second signal ends the process at once. */
export function stopOnSignals({ maxMilliseconds, graceMilliseconds, hint }: StopOptions): {
  readonly signal: AbortSignal;
  /** Gives an interruption the exit code of what caused it. */
  explain(error: unknown): unknown;
  dispose(): void;
} {
  const controller = new AbortController();
  let reason: Reason | undefined;
  const stop = (why: Reason) => {
    reason = why;
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
  const timer = deadline(maxMilliseconds, graceMilliseconds, () =>
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
      clearTimeout(timer);
      for (const name of listened) process.off(name, onSignal);
    },
  };
}

/** Longest time that a timer can wait. */
const LONGEST = 0x7fff_ffff;

/** What is under way then may take the grace time. */
function deadline(milliseconds: number, grace: number, onTime: () => void): NodeJS.Timeout | undefined {
  if (milliseconds > LONGEST) return undefined;
  return setTimeout(onTime, Math.max(milliseconds - grace, milliseconds / 2)).unref();
}

import { EXIT, GradvarError } from '../errors.ts';

/** Turns SIGINT and SIGTERM into an abort; a second one ends the process at once. */
export function stopOnSignals(): {
  readonly signal: AbortSignal;
  /** Gives an interruption the exit code of the signal that caused it. */
  explain(error: unknown): unknown;
  dispose(): void;
} {
  const controller = new AbortController();
  let received: 'SIGINT' | 'SIGTERM' | undefined;
  const codeOf = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;
  const onSignal = (name: NodeJS.Signals) => {
    const signal = name === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
    if (received !== undefined) process.exit(codeOf[signal]);
    received = signal;
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    explain(error) {
      if (received === undefined || !(error instanceof GradvarError) || error.code !== 'INTERRUPTED')
        return error;
      const hint = 'summary.csv was not written; run the same command again';
      return new GradvarError('INTERRUPTED', codeOf[received], `stopped by ${received}`, hint);
    },
    dispose() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}

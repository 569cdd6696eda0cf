import type { Progress } from '../../run/run-options.ts';
import { drawLine, isTerminal, say } from './output.ts';

/** Milliseconds between two drawings on a terminal, and between two lines elsewhere. */
const DRAW_EVERY = 100;
const LINE_EVERY = 30_000;

/** Shows how far a run is, on stderr: one line redrawn on a terminal, else a line now and then. */
export function progressLine(quiet: boolean): {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
} {
  const terminal = isTerminal();
  let last = terminal ? -Infinity : performance.now();
  let drawn = false;
  return {
    show(progress) {
      const now = performance.now();
      if (quiet || now - last < (terminal ? DRAW_EVERY : LINE_EVERY)) return;
      last = now;
      (terminal ? drawLine : say)(describe(progress));
      drawn = terminal;
    },
    clear() {
      if (drawn) drawLine('');
      drawn = false;
    },
  };
}

function describe({ cells, cellsPlanned, draws, fraction, milliseconds }: Progress): string {
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5);
  const rate = milliseconds > 0 ? draws / milliseconds / 1000 : 0;
  const left = fraction > 0 ? (milliseconds / fraction) * (1 - fraction) : 0;
  return `${percent}  ${cells} of ${cellsPlanned} cells  ${rate.toFixed(1)} M draws/s  ${duration(left)} left`;
}

/** 12 s, 3 min 20 s, 2 h 5 min. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

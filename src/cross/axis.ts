import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';

/** A range of values, run through by a position from 0 to 1. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly spacing: 'linear' | 'logarithmic';
  readonly valueAt: (position: number) => number;
}

/** Ranges of positive values that are wider than this factor are run through on a logarithmic scale. */
const WIDE = 4;

/** Domain: from < to, both finite. */
export function axisOf(from: number, to: number): Axis {
  const isWide = from > 0 && to / from > WIDE;
  const [low, high] = isWide ? [log(from), log(to)] : [from, to];
  return {
    from,
    to,
    spacing: isWide ? 'logarithmic' : 'linear',
    valueAt(position) {
      if (position === 0) return from;
      if (position === 1) return to;
      const value = low * (1 - position) + high * position;
      return Math.min(to, Math.max(from, isWide ? exp(value) : value));
    },
  };
}

import { LANES } from '../../../src/streams/task.ts';

/** Nextafter(1, 0): the inverse normal of 1 would be infinite. */
const LARGEST_BELOW_1 = 0.9999999999999999;
const TWO_MINUS_52 = 2.220446049250313e-16;

/** A uniform in (0, 1): the middles of 2^52 equal intervals, from the top 52 bits of a word in halves. */
export function shiftUniform(high: number, low: number): number {
  return (high * 1048576 + (low >>> 12) + 0.5) * TWO_MINUS_52;
}

/**
 * The shifts of the trials of a block, row of trials by row: `next` gives one uniform for each of the eight
 * lanes.
 */
export interface LatticeShifts {
  readonly next: () => readonly number[];
}

/**
 * Fills `rows` rows of u with the points of randomly shifted lattices, (j + U)/m for draw j of a trial: one U
 * for each trial, so that all points of a trial are equally spaced.
 *
 * @param firstRow number of the first of these draws in its lane; calls go on from each other
 * @param shifts the U of the trial that is open, one a lane; replaced when a trial begins
 */
export function fillLattice(
  u: Float64Array,
  at: number,
  firstRow: number,
  rows: number,
  m: number,
  shifts: Float64Array,
  source: LatticeShifts,
): void {
  for (let row = 0; row < rows; row++) {
    const j = (firstRow + row) % m;
    if (j === 0) shifts.set(source.next());
    for (let lane = 0; lane < LANES; lane++) {
      u[at + row * LANES + lane] = Math.min((j + shifts[lane]!) / m, LARGEST_BELOW_1);
    }
  }
}

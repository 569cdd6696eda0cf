import { expm1 } from '../elementary/exp.ts';
import { rejectionThreshold } from '../statistics/multiple-testing.ts';
import { commonShift, type CommonShift } from './common-shift.ts';
import { hasNoise, type Quantity, type QuantityName } from './quantities.ts';
import { studentTail } from '../statistics/student-tail.ts';

/*
 * A shift too small for any row can show over all of them. For each quantity the standardized differences of
 * a cell are summed; cells have their own streams, so the sums are independent, whatever the rows of a cell
 * share, and have mean 0 without a shift: Student's one-sample t over the cells (Liang and Zeger 1986,
 * Biometrika 73, is the general form). Large single cells inflate its denominator too: heavy tails make it
 * cautious, not wrong.
 *
 * A row without a sampling error (estimators in proportion have a ratio without noise) says nothing of
 * chance: it is judged by itself, and would stand for a mean of 0 without a variance here. It is left out of
 * the test and of the size.
 */

const SHIFTS = ['variance_ratio', 'variance_1', 'variance_2'] as const satisfies readonly QuantityName[];

/** Fewer independent cells than this say nothing about all. */
const FEWEST_CELLS = 10;

/** A common shift of one quantity over all rows. */
export interface GlobalShift {
  readonly quantity: QuantityName;
  readonly cells: number;
  /** Relative change: exp of the common difference of all rows with a sampling error, less 1. */
  readonly change: number;
  readonly p: number;
  readonly alarm: boolean;
}

export interface ShiftCollector {
  /** Adds a row. Rows of one cell must come one after the other. */
  readonly add: (cellId: string, quantities: readonly Quantity[]) => void;
  /** The tests, Holm-corrected among themselves at level q. */
  readonly result: (q: number) => readonly GlobalShift[];
}

interface Tally {
  open: number;
  cells: number;
  sum: number;
  squares: number;
  readonly size: CommonShift;
}

export function collectShifts(): ShiftCollector {
  const tallies = new Map<QuantityName, Tally>(SHIFTS.map((name) => [name, emptyTally()]));
  let cell = '';
  const close = (): void => {
    for (const tally of tallies.values()) closeCell(tally);
  };
  return {
    add(cellId, quantities) {
      if (cellId !== cell) close();
      cell = cellId;
      for (const quantity of quantities.filter(hasNoise)) {
        const { name, difference, standardError } = quantity;
        const tally = tallies.get(name);
        if (tally === undefined) continue;
        tally.open += difference / standardError;
        tally.size.add(difference, standardError * standardError);
      }
    },
    result(q) {
      close();
      const tests = [...tallies].filter(([, { cells }]) => cells >= FEWEST_CELLS);
      const found = tests.map(([quantity, tally]) => ({
        quantity,
        cells: tally.cells,
        change: expm1(tally.size.mean()),
        p: shiftProbability(tally),
      }));
      const threshold = rejectionThreshold(
        Float64Array.from(found, ({ p }) => p),
        q,
        'holm',
      );
      return found.map((test) => ({ ...test, alarm: test.p <= threshold }));
    },
  };
}

const emptyTally = (): Tally => ({ open: 0, cells: 0, sum: 0, squares: 0, size: commonShift() });

/** A cell without a row of the quantity has nothing open. */
function closeCell(tally: Tally): void {
  if (tally.open === 0) return;
  tally.cells += 1;
  tally.sum += tally.open;
  tally.squares += tally.open * tally.open;
  tally.open = 0;
}

/** Two-sided p-value of t = mean/sqrt(s²/n) with n − 1 degrees of freedom. */
function shiftProbability({ cells, sum, squares }: Tally): number {
  const mean = sum / cells;
  const variance = Math.max(0, squares - sum * mean) / (cells - 1);
  if (variance === 0) return mean === 0 ? 1 : 0;
  return Math.min(1, 2 * studentTail(Math.abs(mean) / Math.sqrt(variance / cells), cells - 1));
}

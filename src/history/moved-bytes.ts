import type { RunLine } from './history-line.ts';

/** A run whose deterministic results are not those of the run before it, though they should be. */
export interface Move {
  readonly before: RunLine;
  readonly after: RunLine;
  /** What moved: names of tables, or `exact values`. */
  readonly what: readonly string[];
}

/**
 * Runs of one plan: each must have the bytes of the one before. A table that only one of them has is of
 * another version, and says nothing.
 */
export function movedTables(runs: readonly RunLine[]): readonly Move[] {
  return moves(runs, (before, after) =>
    Object.keys(after.tables).filter(
      (name) => before.tables[name] !== undefined && before.tables[name] !== after.tables[name],
    ),
  );
}

/** Runs of one series: no seed changes an exact value. */
export function movedExact(runs: readonly RunLine[]): readonly Move[] {
  return moves(runs, (before, after) => (before.exact === after.exact ? [] : ['exact values']));
}

function moves(
  runs: readonly RunLine[],
  differing: (before: RunLine, after: RunLine) => readonly string[],
): readonly Move[] {
  return runs.slice(1).flatMap((after, i) => {
    const before = runs[i]!;
    const what = differing(before, after);
    return what.length === 0 ? [] : [{ before, after, what }];
  });
}

import { malformed } from '../check/reading/samples-error.ts';
import { groupSums, type GroupSums } from './group-sums.ts';
import type { RowPiece } from './row-pieces.ts';

/** Two estimators, read to their ends. */
export interface ReadPair {
  readonly first: GroupSums;
  readonly second: GroupSums;
  /** Row by row the first less the second; null where each has draws of its own. */
  readonly difference: GroupSums | null;
}

/** How the rows of two files belong together; `auto`: as pairs, where there are equally many. */
export type Pairing = 'auto' | 'paired' | 'independent';

/**
 * Reads two estimators of so many parameters side by side.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2) where pairs are wanted and one ends before the other, or
 *   where one has fewer than two rows
 */
export function readPair(
  pieces: Iterable<RowPiece>,
  parameters: number,
  pairing: Pairing,
  paths: readonly [string, string],
): ReadPair {
  const [first, second, difference] = [groupSums(parameters), groupSums(parameters), groupSums(parameters)];
  for (const [a, b] of pieces) {
    first.add(a);
    second.add(b);
    if (pairing !== 'independent' && a.length === b.length) difference.add(differences(a, b));
  }
  requireRows(paths[0], first.rows());
  requireRows(paths[1], second.rows());
  const isEqual = first.rows() === second.rows();
  if (pairing === 'paired' && !isEqual)
    throw malformed(
      paths[1],
      '',
      `found ${second.rows()} rows, expected ${first.rows()} as in ${paths[0]}`,
      'rows of other draws have no partner: --independent',
    );
  return { first, second, difference: isEqual && pairing !== 'independent' ? difference : null };
}

function differences(a: Float64Array, b: Float64Array): Float64Array {
  const found = new Float64Array(a.length);
  for (let i = 0; i < found.length; i += 1) found[i] = a[i]! - b[i]!;
  return found;
}

function requireRows(path: string, rows: number): void {
  if (rows >= 2) return;
  const found = rows === 0 ? 'no row' : 'one row';
  throw malformed(
    path,
    '',
    `found ${found}, expected at least two: one row has no variance`,
    'write one gradient a row',
  );
}

import { nearestName } from '../../formula/names.ts';
import { malformed } from './samples-error.ts';

/** Which column holds the gradients. */
export interface Column {
  readonly index: number;
  readonly name: string;
}

/**
 * The column that was asked for, or the only one. Without a header columns are called 1, 2, ….
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function chooseColumn(path: string, names: readonly string[], wanted: string | null): Column {
  if (wanted === null && names.length === 1) return { index: 0, name: names[0] ?? '' };
  const listed = names.slice(0, 12).join(', ') + (names.length > 12 ? ', …' : '');
  if (wanted === null)
    throw malformed(
      path,
      'line 1',
      `found ${names.length} columns (${listed}), expected one`,
      'say which one holds the gradients: --column NAME',
    );
  const index = names.indexOf(wanted);
  if (index >= 0 && names.lastIndexOf(wanted) === index) return { index, name: wanted };
  const near = nearestName(wanted, names);
  throw malformed(
    path,
    'line 1',
    index < 0
      ? `no column is called '${wanted}'; there are ${listed}`
      : `several columns are called '${wanted}'`,
    near === null || index >= 0
      ? 'columns are called as in the header, or 1, 2, … without one'
      : `did you mean ${near}?`,
  );
}

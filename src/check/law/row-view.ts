import type { Averaged } from './averaged.ts';
import type { Characteristic } from './characteristic.ts';
import { exactLaw, rowCharacteristic, type Place } from './exact-law.ts';
import { memoized } from '../../truth/one-draw/nodes/memoized.ts';
import type { Waves } from './waves.ts';

/** The exact law of the rows, seen through the waves that tell the most of it. */
export interface RowView {
  readonly waves: Waves;
  readonly right: Characteristic;
  /** That of the rows with their distance from the center times a factor; worked out once for each. */
  readonly scaled: (factor: number) => Characteristic;
}

/** The law of means of draws, seen about the center. */
export function rowView(rows: Averaged, place: Place): RowView {
  const { nodes, waves, characteristic } = exactLaw(rows, place);
  return {
    waves,
    right: characteristic,
    scaled: memoized((factor: number) =>
      rowCharacteristic(nodes, rows.draws, { ...waves, first: waves.first * factor }),
    ),
  };
}

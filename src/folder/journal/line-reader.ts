import { gridId } from '../../plan/grid-id.ts';
import type { Plan } from '../../plan/plan.ts';
import { base64Length, blocksCheck, bytesOfSums } from './check-blocks.ts';
import { pointCheck } from './check-point.ts';
import { isFields, type Fields } from './fields.ts';
import { gridTag, JOURNAL_VERSION, MOST_BLOCKS, openLine, type StoredRecord } from './record.ts';

/** What a whole line is that is none of this plan's: its checksum holds, so somebody wrote it like this. */
export type LineFault =
  | { readonly kind: 'foreign'; readonly grid: string }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'wrong'; readonly what: string };

export function isFault(found: StoredRecord | LineFault): found is LineFault {
  return found.kind === 'foreign' || found.kind === 'version' || found.kind === 'wrong';
}

/** Reads the lines of the journals of one plan. */
export interface LineReader {
  /** `gridId` of the plan. */
  readonly grid: string;
  /** No line of the plan has more bytes: what is longer is nothing that was written. */
  readonly longest: number;
  /** A line without its line feed; undefined if it is not what was written. */
  readonly read: (line: Buffer) => StoredRecord | LineFault | undefined;
}

/** Bytes of a line for all but its sums and its laws, for the place of a block, and for a law. */
const [BYTES_OF_TEXT, BYTES_OF_BLOCK, BYTES_OF_LAW] = [1 << 18, 16, 1 << 11] as const;

export function lineReader(plan: Plan): LineReader {
  const grid = gridId(plan);
  const tag = gridTag(grid);
  const isPoint = pointCheck(plan);
  const blocksFault = blocksCheck(plan);
  const blockBytes = BYTES_OF_BLOCK + base64Length(bytesOfSums(plan));
  const laws = plan.components.length * plan.estimators.length * plan.m.length;

  function faultOf(fields: Fields): string | null {
    if (fields['kind'] === 'blocks' || fields['kind'] === 'failed') return blocksFault(fields);
    if (fields['kind'] !== 'point') return `a record of kind ${shown(fields['kind'])}`;
    return isPoint(fields['result']) ? null : 'exact values that are not those of a point of the plan';
  }

  return {
    grid,
    longest: BYTES_OF_TEXT + MOST_BLOCKS * blockBytes + laws * BYTES_OF_LAW,
    read(line) {
      const found = openLine(line);
      if (!isFields(found)) return undefined;
      const isHeader = found['kind'] === 'journal';
      if (isHeader && found['version'] !== JOURNAL_VERSION) {
        return { kind: 'version', version: shown(found['version']) };
      }
      if (found['grid'] !== (isHeader ? grid : tag)) return { kind: 'foreign', grid: shown(found['grid']) };
      const what = isHeader ? null : faultOf(found);
      return what === null ? (found as unknown as StoredRecord) : { kind: 'wrong', what };
    },
  };
}

/** A value that somebody wrote, short enough for a message. */
function shown(found: unknown): string {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? 'none');
  return text.slice(0, 12);
}

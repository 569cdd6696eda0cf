import type { Column } from './columns/columns.ts';

/** Columns of timings.csv: one row a batch. Volatile: never mixed with a deterministic file. */
export const TIMING_COLUMNS = [
  {
    name: 'batch',
    type: 'integer',
    unit: '1',
    description: 'Batch, in the order in which batches were made',
  },
  { name: 'blocks', type: 'integer', unit: '1', description: 'Blocks in the batch' },
  {
    name: 'points',
    type: 'integer',
    unit: '1',
    description: 'Points whose exact values were computed in the batch',
  },
  { name: 'draws', type: 'integer', unit: '1', description: 'Draws in the batch, over all its trials' },
  { name: 'milliseconds', type: 'number', unit: 'ms', description: 'Wall time of the batch in its worker' },
] as const satisfies readonly Column[];

export interface Timing {
  readonly batch: number;
  readonly blocks: number;
  readonly points: number;
  readonly draws: number;
  readonly milliseconds: number;
}

import type { Batch } from '../src/plan/batch.ts';
import type { BatchResult } from '../src/plan/batch-result.ts';
import { runBatch } from './run-batch.ts';
import { createWorkerTools } from './worker-tools.ts';

/** The kernel of this worker thread, loaded once, and the integrand that it is at. */
const tools = createWorkerTools();

/** The piscina entry: a batch in, its sums, exact quantities and rows out. All logic is in run-batch.ts. */
export default function runBatchHere(batch: Batch): BatchResult {
  return runBatch(tools, batch);
}

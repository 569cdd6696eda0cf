import type { Batch } from '../src/plan/batch.ts';
import type { BatchResult } from '../src/plan/batch-result.ts';
import { loadKernel } from './kernel/native/load-kernel.ts';
import { createPreparer } from './prepared.ts';
import { runBatch } from './run-batch.ts';

/** The kernel of this worker thread, loaded once, and the integrand that it is at. */
const kernel = loadKernel();
const preparer = createPreparer();

/** The piscina entry: a batch in, its sums and exact quantities out. All logic is in run-batch.ts. */
export default function runBatchHere(batch: Batch): BatchResult {
  return runBatch(kernel, preparer, batch);
}

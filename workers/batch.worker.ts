/** The piscina entry: a batch in, its sums and exact quantities out. All logic is in run-batch.ts. */
export { runBatch as default } from './run-batch.ts';

/** Names of the files of a results folder. */
export const FILES = {
  plan: 'plan.json',
  shard: 'shard.json',
  journal: 'journal.ndjson',
  /** Stands while the journal is being repaired. */
  repair: 'journal.ndjson.repair',
  summary: 'summary.csv',
  ratio: 'ratio.csv',
  dataPackage: 'datapackage.json',
  manifest: 'manifest.json',
  timings: 'timings.csv',
  work: 'work.csv',
  seal: 'seal.json',
} as const;

import { z } from 'zod';

const text = z.string('a text');
const texts = z.record(text, text, 'a map of texts');
const number = z.number('a finite number');
const count = z.int('a whole number').min(0, 'a whole number');
const counts = z.record(text, count, 'a map of counts');
const digest = z.string('a SHA-256').regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hex digits');
const time = z.iso.datetime('a time as 2026-03-01T03:17:00.000Z');

const health = z.object(
  { pair: text, scores: count, chi_square: number, probability: number, intervals: count, covering: count },
  'a map with pair, scores and the like',
);

const worst = z.object(
  { row: text, component: text, estimators: text, z: number },
  'a map with row, component, estimators and z',
);

/** What one night says of one estimator, in all its rows or those of one integrand. */
const evidence = z.object(
  {
    estimator: text,
    /** Empty for all integrands. */
    integrand: text,
    quantity: z.enum(['variance', 'mean'], 'variance or mean'),
    rows: count,
    /** Relative deviation from the exact value: of the variance its logarithm. */
    deviation: number,
    error: number.gt(0, 'a number above 0'),
    excess: number,
  },
  'a map with estimator, integrand, quantity and the like',
);

const run = z.object(
  {
    version: z.literal(1),
    kind: z.literal('run'),
    /** SHA-256 of what makes this run another than all others: a line of the same is not written twice. */
    id: digest,
    time,
    commit: text.nullable(),
    name: text,
    plan: digest,
    /** SHA-256 of the plan without its seed: runs of one series differ in their draws alone. */
    series: digest,
    seed: text,
    scheme: text,
    /** SHA-256 of each table. */
    tables: z.record(text, digest, 'a map of SHA-256'),
    /** SHA-256 of the exact values of all rows, which no seed changes. */
    exact: digest,
    rows: count,
    counts: z.object({ status: counts, winner: counts }, 'a map with status and winner'),
    health: z.array(health, 'a list'),
    worst: z.array(worst, 'a list'),
    evidence: z.array(evidence, 'a list'),
    versions: texts,
  },
  'a run',
);

/** From here on what stands before is as it should be: a change that was meant. */
const accepted = z.object(
  {
    version: z.literal(1),
    kind: z.literal('accepted'),
    id: digest,
    time,
    commit: text.nullable(),
    reason: text,
  },
  'an acceptance',
);

/** A line of history.ndjson. What a later version adds to it is left alone. */
export const historyLineSchema = z.discriminatedUnion('kind', [run, accepted], 'a line of a history');

export type RunLine = Readonly<z.output<typeof run>>;
export type AcceptedLine = Readonly<z.output<typeof accepted>>;
export type HistoryLine = RunLine | AcceptedLine;
export type HistoryEvidence = Readonly<z.output<typeof evidence>>;

import type { HistoryEvidence, RunLine } from '../../src/history/history-line.ts';

const hex = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0');

/** A run of the series `s`, plan `p` with the seed `1`, one piece of evidence; every other field plausible. */
export function runWith(changes: Partial<RunLine> & { readonly night?: number } = {}): RunLine {
  const { night = 1, ...others } = changes;
  const time = new Date(Date.UTC(2026, 0, night)).toISOString();
  return {
    version: 1,
    kind: 'run',
    id: hex(`${night} ${others.plan ?? ''}`),
    time,
    commit: `c${night}`,
    name: 'nightly',
    plan: hex('p'),
    series: hex('s'),
    seed: '1',
    scheme: 'gradvar-2',
    tables: { 'summary.csv': hex('summary'), 'why.csv': hex('why') },
    exact: hex('exact'),
    rows: 2,
    counts: { status: { ok: 2 }, winner: { pathwise: 2 } },
    health: [
      { pair: 'score/pathwise', scores: 2, chi_square: 2, probability: 0.4, intervals: 2, covering: 2 },
    ],
    worst: [{ row: 'cosine k=1', component: 'mu', estimators: 'score/pathwise', z: 1.2 }],
    evidence: [piece(0)],
    versions: { gradvar: '0.1.0', node: 'v22.0.0' },
    ...others,
  };
}

/** Evidence of one estimator; its error is 0.01. */
export function piece(deviation: number, changes: Partial<HistoryEvidence> = {}): HistoryEvidence {
  return {
    estimator: 'score',
    integrand: '',
    quantity: 'variance',
    rows: 2,
    deviation,
    error: 0.01,
    excess: 0.1,
    ...changes,
  };
}

export { hex };

import type { SummaryRow } from '../results/columns.ts';
import { collectFindings, type Findings } from '../results/findings.ts';
import { advantageOf, isScoreAgainstPathwise, isWin, pairOf } from './estimator-pair.ts';
import type { ClassFindings, PairFindings } from './report-data.ts';

/** What a result says of each pair of estimators, score against pathwise first: as a whole and for each class of integrands. */
export function findingsByPair(
  rows: readonly SummaryRow[],
  classOf: (integrand: string) => string,
): readonly PairFindings[] {
  const collectors = new Map<string, ReturnType<typeof pairCollector>>();
  rows.forEach((row, index) => {
    const key = pairOf(row);
    let collector = collectors.get(key);
    if (collector === undefined) {
      collector = pairCollector(row.estimator_1, row.estimator_2);
      collectors.set(key, collector);
    }
    collector.add(row, index, classOf(row.integrand));
  });
  const findings = [...collectors.values()].map(({ result }) => result());
  return findings.sort((a, b) => Number(isScoreAgainstPathwise(b)) - Number(isScoreAgainstPathwise(a)));
}

interface OneClass {
  rows: number;
  wins: number;
  strongest: number | null;
  advantage: number;
}

function pairCollector(first: string, second: string) {
  const whole = collectFindings();
  const classes = new Map<string, OneClass>();
  return {
    add(row: SummaryRow, index: number, name: string): void {
      whole.add(row, name);
      let found = classes.get(name);
      if (found === undefined) {
        found = { rows: 0, wins: 0, strongest: null, advantage: 0 };
        classes.set(name, found);
      }
      found.rows += 1;
      if (!isWin(row)) return;
      found.wins += 1;
      const advantage = advantageOf(row);
      if (advantage <= found.advantage) return;
      found.strongest = index;
      found.advantage = advantage;
    },
    result: (): PairFindings => pairFindings({ first, second }, whole.result(), classes),
  };
}

/** Of a pair without a row of quality `ok`. */
const NO_HEALTH = { scores: 0, chiSquare: 0, probability: 1, intervals: 0, covering: 0 };

function pairFindings(
  pair: { readonly first: string; readonly second: string },
  { rows, decided, health }: Findings,
  found: ReadonlyMap<string, OneClass>,
): PairFindings {
  const ordered = [...found].sort(([, a], [, b]) => b.advantage - a.advantage);
  const classes: ClassFindings[] = ordered.map(([name, { rows: count, wins, strongest }]) => ({
    name,
    rows: count,
    wins,
    strongest,
  }));
  const wins = classes.reduce((sum, each) => sum + each.wins, 0);
  return { ...pair, rows, decided, wins, health: health[0] ?? NO_HEALTH, classes };
}

import type { SummaryRow } from '../results/columns.ts';
import { advantage, collectFindings } from '../results/findings.ts';
import type { ClassFindings, ReportFindings } from './report-data.ts';

/** What a result says, as a whole and for each class of integrands. */
export function reportFindings(
  rows: readonly SummaryRow[],
  classOf: (integrand: string) => string,
): ReportFindings {
  const collector = collectFindings();
  const places = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const name = classOf(row.integrand);
    collector.add(row, name);
    const there = places.get(name);
    if (there === undefined) places.set(name, [index]);
    else there.push(index);
  });
  const { rows: count, decided, scoreWins, health, counterexamples } = collector.result();
  const classes: ClassFindings[] = [...places].map(([name, indices]) => {
    const strongest = counterexamples.get(name);
    return {
      name,
      rows: indices.length,
      scoreWins: indices.filter((i) => rows[i]?.winner === 'score' && rows[i].status === 'ok').length,
      strongest: strongest === undefined ? null : rows.indexOf(strongest),
    };
  });
  const strength = ({ strongest }: ClassFindings) => {
    const row = rows[strongest ?? -1];
    return row === undefined ? 0 : advantage(row);
  };
  classes.sort((a, b) => strength(b) - strength(a));
  return { rows: count, decided, scoreWins, health, classes };
}

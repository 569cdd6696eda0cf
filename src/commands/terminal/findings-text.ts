import { headline, pointsText } from '../../report/sentences.ts';
import { advantageOf } from '../../tables/estimator-pair.ts';
import type { Findings } from '../../tables/findings.ts';
import type { SummaryRow } from '../../tables/columns/columns.ts';
import { derivativeText, pointText, rowName } from '../../tables/row-name.ts';
import { STOP_REASONS } from '../../statistics/stopping.ts';

/**
 * The end of a run in words: who wins, where the common belief fails, and whether the numbers can be trusted.
 */
export function findingsText(findings: Findings, cells: number): readonly string[] {
  const { rows, counts, counterexamples, stopped } = findings;
  const lines = [
    `${cells} cells, ${rows} rows`,
    ...(counts.points === 0
      ? []
      : [`${headline({ first: 'score', second: 'pathwise', ...counts })} ${pointsText(counts)}`]),
  ];
  if (stopped.size > 0) {
    const reasons = STOP_REASONS.filter((reason) => stopped.has(reason));
    lines.push(
      `rows by why they ended: ${reasons.map((reason) => `${reason} ${stopped.get(reason) ?? 0}`).join(', ')}`,
    );
  }
  if (counterexamples.size > 0)
    lines.push('strongest counterexample to "pathwise has the lower variance", by class:');
  for (const [name, row] of [...counterexamples].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`  ${name.padEnd(14)} ${describe(row)}`);
  }
  lines.push(healthLine(findings));
  return lines;
}

function describe(row: SummaryRow): string {
  const place = `${rowName(row)} at ${pointText(row)}, ${derivativeText(row.component)}`;
  return `${place}: score ${advantageOf(row).toPrecision(3)} times less variance`;
}

function healthLine({ health }: Findings): string {
  const tested = health.filter(({ scores }) => scores > 0);
  const worst = tested.toSorted((a, b) => a.probability - b.probability)[0];
  if (worst === undefined)
    return 'health: no row has enough trials for its kurtosis to be checked against the exact ratio';
  const { scores, chiSquare, probability, intervals, covering, estimator1, estimator2 } = worst;
  const chi = `chi-square of ${scores} z scores is ${chiSquare.toFixed(1)}`;
  // The worst of several is small by chance, so many times as often.
  const p = Math.min(1, probability * tested.length).toPrecision(2);
  const share =
    intervals === 0
      ? ''
      : `; ${((100 * covering) / intervals).toFixed(1)} % of ${intervals} intervals cover the exact ratio`;
  if (tested.length === 1) return `health: ${chi} (p = ${p})${share}`;
  return `health of ${estimator1} against ${estimator2}, the worst of ${tested.length} pairs: ${chi} (p = ${p}, corrected)${share}`;
}

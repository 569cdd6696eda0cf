import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import { rowName } from '../tables/row-name.ts';
import { advantageOf, challengerOf, isScoreAgainstPathwise, type PairNames } from './data/estimator-pair.ts';
import { numberText, shareText } from './data/number-text.ts';
import type { PairFindings, ReportData } from './data/report-data.ts';
import { visibleLine } from '../text/visible.ts';

/** The answer: in how many rows of a pair its challenger wins. */
export function headline(findings: PairFindings): string {
  const { rows, decided, wins } = findings;
  const who = isScoreAgainstPathwise(findings)
    ? 'The score function has the smaller variance'
    : `${challengerName(findings)} has a smaller variance than ${visibleLine(findings.second)}`;
  return `${who} in ${shareText(wins, rows, 'rows')}; ${decided} rows are decided.`;
}

export const challengerName = (pair: PairNames): string => visibleLine(challengerOf(pair));

export const pairText = ({ first, second }: PairNames): string =>
  `${visibleLine(first)} against ${visibleLine(second)}`;

/** Where it wins, and how clearly. */
export function strongestText(row: SummaryRow): string {
  const name = visibleLine(rowName(row));
  return `${name} at mu=${row.mu} sigma=${row.sigma} m=${row.m}, d/d${row.component}: ${numberText(advantageOf(row), 3)} times less variance`;
}

/** Do the measured numbers agree with the exact ones? */
export function healthText({ health }: PairFindings): string {
  const { scores, chiSquare, probability, intervals, covering } = health;
  if (scores === 0) return 'No row has enough trials for its kurtosis to be checked against the exact ratio.';
  const coverage =
    intervals === 0
      ? ''
      : ` The exact ratio lies in ${shareText(covering, intervals, `${CONFIDENCE_TEXT} intervals`)}.`;
  return `Chi-square of ${scores} z scores is ${chiSquare.toFixed(1)} (p = ${numberText(probability, 2)}).${coverage}`;
}

/** Whether the file is the one that was sealed. */
export function sealText({ seal }: Pick<ReportData, 'seal'>): string {
  switch (seal) {
    case 'sealed':
      return 'summary.csv is as sealed.';
    case 'unsealed':
      return 'The folder is not sealed: the run has not ended.';
    case 'changed':
      return 'summary.csv was changed since it was sealed.';
  }
}

/** How many rows are to be read with care, and why. */
export function flaggedText(findings: readonly Pick<PairFindings, 'flagged'>[]): string {
  const counts = new Map<string, number>();
  for (const [why, rows] of findings.flatMap(({ flagged }) => flagged))
    counts.set(why, (counts.get(why) ?? 0) + rows);
  if (counts.size === 0) return 'No row is flagged.';
  const parts = [...counts].map(([word, times]) => `${visibleLine(word)}\u00a0${times}`);
  return `Rows flagged: ${parts.join(', ')}.`;
}

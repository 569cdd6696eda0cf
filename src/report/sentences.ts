import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import type { PointCounts } from '../tables/points.ts';
import { derivativeText, pointText, rowName } from '../tables/row-name.ts';
import {
  advantageOf,
  challengerOf,
  isScoreAgainstPathwise,
  type PairNames,
} from '../tables/estimator-pair.ts';
import { numberText, shareText } from './data/number-text.ts';
import type { PairFindings, ReportData } from './data/report-data.ts';
import { visibleLine } from '../text/visible.ts';

/** The answer: at how many points of a pair its challenger wins. */
export function headline(pair: PairNames & PointCounts): string {
  const { points, wins, winsByBias } = pair;
  const who = isScoreAgainstPathwise(pair) ? 'Score wins' : `${challengerName(pair)} wins`;
  const against = isScoreAgainstPathwise(pair) ? '' : ` against ${visibleLine(otherOf(pair))}`;
  const biased =
    winsByBias === 0 ? '' : `, at ${winsByBias} of them because ${visibleLine(otherOf(pair))} is biased`;
  return `${who}${against} at ${shareText(wins, points, 'points')}${biased}.`;
}

/** What is counted, and how many are decided. */
export const pointsText = ({ points, decided }: PointCounts): string =>
  `A point is a function with its parameters, mu, sigma (or phi and x) and the component; its winner is that of the largest m: ${decided} of ${points} are decided.`;

const otherOf = (pair: PairNames): string => (challengerOf(pair) === pair.first ? pair.second : pair.first);

export const challengerName = (pair: PairNames): string => visibleLine(challengerOf(pair));

export const pairText = ({ first, second }: PairNames): string =>
  `${visibleLine(first)} against ${visibleLine(second)}`;

/** Where it wins, and how clearly. */
export function strongestText(row: SummaryRow): string {
  return `${rowText(row)}: ${numberText(advantageOf(row), 3)} times less variance`;
}

/** A row by its name: `cosine k=3 at mu=0 sigma=1 m=10, d/dmu`. */
export const rowText = (row: SummaryRow): string =>
  visibleLine(`${rowName(row)} at ${pointText(row)} m=${row.m}, ${derivativeText(row.component)}`);

/** How far to trust the intervals, in words. */
export function trustText({ health, rows, flagged }: PairFindings): string {
  const { intervals, covering } = health;
  const heavy = flagged.reduce((sum, [why, count]) => (HEAVY.includes(why) ? sum + count : sum), 0);
  const tails =
    heavy === 0
      ? ''
      : ` ${numberText((100 * heavy) / rows, 3)} % of the rows have too few trials for their tail: they are marked, and not counted here.`;
  if (intervals === 0) return `No interval can be held against its exact ratio yet.${tails}`;
  const share = numberText((100 * covering) / intervals, 3);
  return `${share} % of the intervals that can be trusted hold the exact ratio (expected ${CONFIDENCE_TEXT}).${tails}`;
}

const HEAVY = ['heavy_tail', 'few_trials'];

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

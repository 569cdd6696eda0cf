import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import { isWin, pairOf } from './estimator-pair.ts';
import { numberText, shareText } from './number-text.ts';
import type { PairFindings, ReportData } from './report-data.ts';
import { reportRows, type ReportRow } from './report-row.ts';
import {
  challengerName,
  flaggedText,
  headline,
  healthText,
  pairText,
  sealText,
  strongestText,
} from './sentences.ts';
import { visibleText } from './visible-text.ts';

const MOST_ROWS = 40;

/**
 * The report as GitHub Markdown, for step summaries: the answer, the health, the classes, the rows in which score wins most;
 * the same for every other pair of estimators.
 */
export function markdownReport(data: ReportData): string {
  const rows = reportRows(data);
  const several = data.findings.length > 1;
  return [
    `# ${plain(data.name)}`,
    '',
    ...data.findings.flatMap((findings) => pairSection(findings, rows, several)),
    plain(`${flaggedText(rows)} ${sealText(data)}`),
    '',
    plain(
      `Plan ${data.plan.slice(0, 12)}, gradvar ${data.version}. V1/V2 below 1: the first estimator is the less noisy.`,
    ),
    '',
  ].join('\n');
}

function pairSection(findings: PairFindings, all: readonly ReportRow[], several: boolean): readonly string[] {
  const name = challengerName(findings);
  const rows = all.filter((row) => pairOf(row) === `${findings.first}/${findings.second}`);
  const won = rows.filter(isWin).sort((a, b) => ratio(a, findings) - ratio(b, findings));
  const wins = won.slice(0, MOST_ROWS);
  const more = won.length > wins.length ? [`The first ${wins.length} of ${won.length}.`, ''] : [];
  const classes = findings.classes.map((found) => {
    const row = all[found.strongest ?? -1];
    return [found.name, shareText(found.wins, found.rows), row === undefined ? '–' : strongestText(row)];
  });
  return [
    ...(several ? [`## ${plain(pairText(findings))}`, ''] : []),
    `**${plain(headline(findings))}**`,
    '',
    plain(healthText(findings)),
    '',
    `${several ? '###' : '##'} By class`,
    '',
    ...table(['class', `${name} wins`, 'most clearly'], classes),
    '',
    `${several ? '###' : '##'} Where ${name === 'score' ? 'the score function' : plain(name)} wins`,
    '',
    ...more,
    ...table(
      ['integrand', 'mu', 'sigma', 'm', 'component', 'V1/V2', `${CONFIDENCE_TEXT} interval`, 'exact'],
      wins.map((row) => [
        row.series,
        ...[row.mu, row.sigma, row.m].map(String),
        row.component,
        numberText(row.variance_ratio),
        `${numberText(row.variance_ratio_low)} to ${numberText(row.variance_ratio_high)}`,
        numberText(row.variance_ratio_exact),
      ]),
    ),
    '',
  ];
}

/** The smaller, the more clearly the challenger wins. */
function ratio(row: ReportRow, { second }: PairFindings): number {
  const found = row.variance_ratio_exact ?? row.variance_ratio ?? Infinity;
  return row.winner === second ? 1 / found : found;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- ').join('|')}|`, ...rows.map(line)];
}

/** Text that Markdown reads as text: every character that could begin markup, an entity, a link or a mention is an entity. */
function plain(text: string): string {
  return visibleText(text).replace(
    /[^\p{L}\p{N} .,;=()%+–'/-]|^[+\-=]|(?<=^\d+)[.)]|(?<=www)\./giu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
}

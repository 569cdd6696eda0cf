import { numberText, shareText } from './number-text.ts';
import type { ReportData } from './report-data.ts';
import { reportRows } from './report-row.ts';
import { flaggedText, headline, healthText, sealText, strongestText } from './sentences.ts';
import { visibleText } from './visible-text.ts';

const MOST_ROWS = 40;

/** The report as GitHub Markdown, for step summaries: the answer, the health, the classes, the rows in which score wins most. */
export function markdownReport(data: ReportData): string {
  const rows = reportRows(data);
  const { findings } = data;
  const classes = findings.classes.map(({ name, rows: count, scoreWins, strongest }) => {
    const row = rows[strongest ?? -1];
    return [name, shareText(scoreWins, count), row === undefined ? '–' : strongestText(row)];
  });
  const wins = rows
    .filter(({ winner, status }) => winner === 'score' && status === 'ok')
    .sort((a, b) => ratio(a) - ratio(b))
    .slice(0, MOST_ROWS);
  const more =
    findings.scoreWins > wins.length ? [`The first ${wins.length} of ${findings.scoreWins}.`, ''] : [];
  return [
    `# ${plain(data.name)}`,
    '',
    `**${plain(headline(findings))}**`,
    '',
    plain(`${healthText(findings)} ${flaggedText(rows)} ${sealText(data)}`),
    '',
    '## By class',
    '',
    ...table(['class', 'score wins', 'most clearly'], classes),
    '',
    '## Where the score function wins',
    '',
    ...more,
    ...table(
      ['integrand', 'mu', 'sigma', 'm', 'component', 'V1/V2', '95 % interval', 'exact'],
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
    plain(`Plan ${data.plan.slice(0, 12)}, gradvar ${data.version}. V1/V2 below 1: score is the less noisy.`),
    '',
  ].join('\n');
}

const ratio = (row: {
  readonly variance_ratio_exact: number | null;
  readonly variance_ratio: number | null;
}) => row.variance_ratio_exact ?? row.variance_ratio ?? Infinity;

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

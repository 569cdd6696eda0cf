import { markdownText } from '../text/markdown.ts';
import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import { guideColumnsOf } from '../tables/row-axes.ts';
import { numberText, shareText } from './data/number-text.ts';
import type { PairFindings, ReportData } from './data/report-data.ts';
import { reportRows, type ReportRow } from './data/report-row.ts';
import {
  challengerName,
  flaggedText,
  headline,
  healthText,
  pairText,
  pointsText,
  sealText,
  strongestText,
} from './sentences.ts';
import { markdownTable } from './static-page.ts';

/**
 * The report as GitHub Markdown, for step summaries: the answer, the health, the classes, the rows in which
 * score wins most; the same for every other pair of estimators.
 */
export function markdownReport(data: ReportData): string {
  const rows = reportRows(data);
  const several = data.findings.length > 1;
  return [
    `# ${markdownText(data.name)}`,
    '',
    ...data.notes.flatMap((note) => [markdownText(note), '']),
    ...data.findings.flatMap((findings) => pairSection(findings, rows, several)),
    markdownText(`${flaggedText(data.findings)} ${sealText(data)}`),
    '',
    markdownText(
      `Plan ${data.plan.slice(0, 12)}, gradvar ${data.version}. V1/V2 below 1: the first estimator is the less noisy.`,
    ),
    '',
  ].join('\n');
}

function pairSection(findings: PairFindings, all: readonly ReportRow[], several: boolean): readonly string[] {
  const name = challengerName(findings);
  const wins = findings.clearest.flatMap((index) => all[index] ?? []);
  const guide = all[0] === undefined ? [] : guideColumnsOf(all[0]);
  const more = findings.wins > wins.length ? [`The first ${wins.length} of ${findings.wins}.`, ''] : [];
  const classes = findings.classes.map((found) => {
    const row = all[found.strongest ?? -1];
    return [
      found.name,
      shareText(found.wins, found.points, 'points'),
      row === undefined ? '–' : strongestText(row),
    ];
  });
  return [
    ...(several ? [`## ${markdownText(pairText(findings))}`, ''] : []),
    `**${markdownText(headline(findings))}**`,
    '',
    markdownText(pointsText(findings)),
    '',
    markdownText(healthText(findings)),
    '',
    `${several ? '###' : '##'} By class`,
    '',
    ...markdownTable(['class', `${name} wins`, 'most clearly'], classes),
    '',
    `${several ? '###' : '##'} Where ${name === 'score' ? 'the score function' : markdownText(name)} wins`,
    '',
    ...more,
    ...markdownTable(
      [
        'integrand',
        ...guide,
        'mu',
        'sigma',
        'm',
        'component',
        'V1/V2',
        `${CONFIDENCE_TEXT} interval`,
        'exact',
      ],
      wins.map((row) => [
        row.series,
        ...guide.map((name) => (name === 'phi' ? row.phi : numberText(row.x))),
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

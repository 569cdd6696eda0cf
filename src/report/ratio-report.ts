import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from '../folder/folder-files.ts';
import { brokenFiles, readSeal } from '../folder/seal.ts';
import { writeDurably } from '../files/durable-file.ts';
import type { RatioRow } from '../tables/columns/ratio-columns.ts';
import { RATIO_READER } from '../tables/reading/read-table.ts';
import { markdownText } from '../text/markdown.ts';
import { markupLine } from '../text/markup.ts';
import { numberText } from './data/number-text.ts';
import { ratioFigure } from './ratio-figure.ts';
import type { StaticFigure } from './static-figure.ts';

/** What `gradvar ratio --out` left in a folder, as the report shows it. */
export interface RatioReport {
  readonly rows: readonly RatioRow[];
  readonly figure: StaticFigure;
  /** What is said of the table before its numbers. */
  readonly sentence: string;
  readonly isSealed: boolean;
}

export function holdsRatio(folder: string): boolean {
  return !existsSync(join(folder, FILES.plan)) && existsSync(join(folder, FILES.ratio));
}

/** @throws GradvarError RESULT_FOREIGN (41), RESULT_DAMAGED, INPUT_UNREADABLE, FOLDER_DAMAGED (50) */
export async function gatherRatio(folder: string, width: number): Promise<RatioReport> {
  const rows: RatioRow[] = [];
  for await (const run of RATIO_READER.rows(join(folder, FILES.ratio))) rows.push(...run);
  const seal = await readSeal(folder);
  const isSealed = seal !== undefined && (await brokenFiles(folder, seal, [FILES.ratio])).length === 0;
  return { rows, figure: ratioFigure(rows, width), sentence: sentenceOf(rows, isSealed), isSealed };
}

function sentenceOf(rows: readonly RatioRow[], isSealed: boolean): string {
  const last = rows.at(-1);
  if (last === undefined) return 'ratio.csv holds no row.';
  const wins = (name: string) => rows.filter(({ winner }) => winner === name).length;
  const counts = [last.estimator_1, last.estimator_2].map((name) => `${name} wins ${wins(name)}`);
  const biased = rows.filter(({ status }) => status === 'means_differ').length;
  const means = biased === 0 ? '' : ` In ${biased} the means differ: one of the two is biased there.`;
  const seal = isSealed ? 'ratio.csv is as sealed.' : 'ratio.csv is not as sealed.';
  return `Of ${rows.length} rows ${counts.join(', ')}.${means} ${seal}`;
}

const HEADER = [
  'parameter',
  'variance 1',
  'variance 2',
  'ratio',
  'low',
  'high',
  'winner',
  'status',
  'rows needed',
];

function cellsOf(row: RatioRow): readonly string[] {
  const { component, variance_1, variance_2, variance_ratio, variance_ratio_low, variance_ratio_high } = row;
  const numbers = [variance_1, variance_2, variance_ratio, variance_ratio_low, variance_ratio_high];
  const doubt = row.ci_quality === 'ok' ? '' : ` (${row.ci_quality})`;
  return [
    component,
    ...numbers.map((value) => numberText(value)),
    row.winner,
    `${row.status}${doubt}`,
    numberText(row.rows_needed),
  ];
}

/** A page of its own, without any script. */
export function ratioPage({ rows, figure, sentence }: RatioReport): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${markupLine(cell)}</${tag}>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>gradvar ratio</title>
<style>body{font:16px/1.45 system-ui,sans-serif;max-width:1000px;margin:0 auto;padding:1rem}svg{max-width:100%;height:auto}.wide{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.2rem .6rem;text-align:left;border-bottom:1px solid #8886}</style>
</head>
<body>
<main>
<h1>Two estimators, parameter by parameter</h1>
<p>${markupLine(sentence)}</p>
<p>${markupLine(figure.text)}</p>
${figure.svg}
<div class="wide" tabindex="0">
<table>
<thead>${line(HEADER, 'th')}</thead>
<tbody>
${rows.map((row) => line(cellsOf(row), 'td')).join('\n')}
</tbody>
</table>
</div>
</main>
</body>
</html>
`;
}

/** The same for step summaries. */
export function ratioMarkdown({ rows, sentence }: RatioReport): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  return [
    markdownText(sentence),
    '',
    line(HEADER),
    `|${HEADER.map(() => ' --- ').join('|')}|`,
    ...rows.map((row) => line(cellsOf(row))),
    '',
  ].join('\n');
}

/** Writes the page, or the figure as SVG. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeRatioReport(
  report: RatioReport,
  format: 'html' | 'svg',
  path: string,
): Promise<void> {
  await writeDurably(path, format === 'html' ? ratioPage(report) : `${report.figure.svg}\n`);
}

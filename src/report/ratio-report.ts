import { join } from 'node:path';
import { FILES } from '../folder/folder-files.ts';
import { brokenFiles, readSeal } from '../folder/seal.ts';
import { writeDurably } from '../files/durable-file.ts';
import type { RatioRow } from '../tables/columns/ratio-columns.ts';
import { RATIO_READER } from '../tables/reading/read-table.ts';
import { markdownText } from '../text/markdown.ts';
import { numberText } from './data/number-text.ts';
import { ratioFigure } from './ratio-figure.ts';
import type { StaticFigure } from './static-figure.ts';
import { markdownTable, staticPage } from './static-page.ts';

/** What `gradvar ratio --out` left in a folder, as the report shows it. */
export interface RatioReport {
  readonly rows: readonly RatioRow[];
  readonly figure: StaticFigure;
  /** What is said of the table before its numbers. */
  readonly sentence: string;
  readonly isSealed: boolean;
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
  return staticPage({
    title: 'gradvar ratio',
    heading: 'Two estimators, parameter by parameter',
    paragraphs: [sentence, figure.text],
    svg: figure.svg,
    header: HEADER,
    rows: rows.map(cellsOf),
  });
}

/** The same for step summaries. */
export function ratioMarkdown({ rows, sentence }: RatioReport): string {
  return [markdownText(sentence), '', ...markdownTable(HEADER, rows.map(cellsOf)), ''].join('\n');
}

/** Writes the page, or the figure as SVG. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeRatioReport(
  report: RatioReport,
  format: 'html' | 'svg',
  path: string,
): Promise<void> {
  await writeDurably(path, format === 'html' ? ratioPage(report) : `${report.figure.svg}\n`);
}

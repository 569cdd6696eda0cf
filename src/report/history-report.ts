import { writeDurably } from '../files/durable-file.ts';
import { runText, type Series } from '../history/judge-history.ts';
import type { RunLine } from '../history/history-line.ts';
import type { Judgement } from '../suite/judgement.ts';
import { historyFigure } from './history-figure.ts';
import { staticPage } from './static-page.ts';

const WIDTH = 960;

/** Runs in the table, the latest first. */
const MOST_RUNS = 100;

/** Writes the page of a history, or its figure alone as SVG. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeHistoryReport(
  series: readonly Series[],
  judged: Judgement,
  path: string,
): Promise<void> {
  const figure = historyFigure(series, WIDTH);
  if (path.endsWith('.svg')) {
    await writeDurably(path, `${figure.svg}\n`);
    return;
  }
  const wrong = judged.claims.filter(({ outcome }) => outcome !== 'accepted');
  const runs = series.flatMap((each) => each.runs).sort((a, b) => (a.time < b.time ? 1 : -1));
  const page = staticPage({
    title: `${judged.name} – gradvar history`,
    heading: 'What moved, and when',
    paragraphs: [
      judged.sentence,
      ...wrong.flatMap(({ name, reasons }) => reasons.map((reason) => `${name}: ${reason}`)),
      `${figure.text}.`,
    ],
    svg: figure.svg,
    header: ['run', 'name', 'seed', 'rows', 'winners', 'health', 'summary.csv', 'gradvar'],
    rows: runs.slice(0, MOST_RUNS).map(cellsOf),
  });
  await writeDurably(path, page);
}

function cellsOf(run: RunLine): readonly string[] {
  const { name, seed, rows, counts, health, tables, versions } = run;
  const winners = Object.entries(counts.winner).map(([winner, count]) => `${winner} ${count}`);
  const healthy = health.map(({ pair, probability }) => `${pair} p ${Number(probability.toPrecision(2))}`);
  return [
    runText(run),
    name,
    seed,
    String(rows),
    winners.join(', '),
    healthy.join(', '),
    (tables['summary.csv'] ?? '').slice(0, 12),
    versions['gradvar'] ?? '',
  ];
}

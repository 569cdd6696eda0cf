import { join } from 'node:path';
import { usage } from '../errors.ts';
import type { ReportData } from '../report/data/report-data.ts';
import type { FigureFormat, FigureSize } from '../report/write-figures.ts';
import type { Command } from './command.ts';
import { once } from './arguments/once.ts';
import { lineWidth, print, printLine, printPainted, say } from './terminal/output.ts';
import { openInBrowser } from './terminal/browser.ts';

const FIGURES = ['map', 'curve', 'estimators', 'interval'] as const;

type FigureName = (typeof FIGURES)[number];

const FORMATS = ['html', 'svg', 'png', 'pdf', 'markdown', 'text'] as const;

type Format = (typeof FORMATS)[number];
const DEFAULTS: { readonly format: Format } = { format: 'html' };

interface Arguments {
  readonly folder: string;
  readonly where: readonly string[];
  readonly out: string | undefined;
  readonly format: Format;
  readonly width: string;
  readonly dpi: string;
  readonly open: boolean;
  readonly figure: FigureName | undefined;
  readonly integrand: string | undefined;
  readonly component: string | undefined;
  readonly m: string | undefined;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('folder', { type: 'string', demandOption: true, describe: 'Results folder' })
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        describe:
          'File to write, or a folder for svg, png and pdf; - prints markdown. Default: inside the results folder',
      })
      .option('format', {
        type: 'string',
        choices: FORMATS,
        default: DEFAULTS.format,
        requiresArg: true,
        describe:
          'html: one page to look at; svg, png, pdf: a file a figure; markdown: for step summaries; text: printed',
      })
      .option('where', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as readonly string[],
        describe:
          'Only rows with key=value, key=value,value or key=low..high, as integrand=cosine; as often as you like',
      })
      .option('width', {
        coerce: once('width'),
        type: 'string',
        requiresArg: true,
        default: '640px',
        describe: 'Width of svg, png and pdf figures, as 640px or 160mm',
      })
      .option('dpi', {
        coerce: once('dpi'),
        type: 'string',
        requiresArg: true,
        default: '192',
        describe: 'Pixels an inch of png figures; 96 draw one pixel for each px of the width',
      })
      .option('figure', {
        type: 'string',
        choices: FIGURES,
        requiresArg: true,
        describe:
          'One figure alone, as svg, png or pdf: the map, both variances, all estimators of the plan, the intervals',
      })
      .option('integrand', {
        coerce: once('integrand'),
        type: 'string',
        requiresArg: true,
        describe: 'The function of the figure, as --where integrand=NAME',
      })
      .option('component', {
        coerce: once('component'),
        type: 'string',
        requiresArg: true,
        describe: 'Its component, as --where component=NAME',
      })
      .option('m', {
        coerce: once('m'),
        type: 'string',
        requiresArg: true,
        describe: 'Its sample size, as --where m=M; without it the largest',
      })
      .option('open', { type: 'boolean', default: false, describe: 'Open the page in the browser' }),
  handler: report,
};

async function report(given: Arguments): Promise<void> {
  const { folder, out, format, width, dpi, open, figure } = given;
  const where = conditionsOf(given);
  const size = sizeOf(width);
  const dotsPerInch = dotsOf(dpi, size);
  if (out === '-' && format !== 'markdown')
    throw usage(`--out -: found --format ${format}, expected markdown, the one that is printed`);
  if (figure !== undefined && format !== 'svg' && format !== 'png' && format !== 'pdf')
    throw usage(`--figure ${figure}: found --format ${format}, expected svg, png or pdf`);
  if (open && format !== 'html')
    throw usage(`--open: found --format ${format}, expected html, which a browser shows`);
  const { holdsRatio } = await import('../folder/results-folder.ts');
  if (holdsRatio(folder)) {
    const { reportRatio } = await import('./report-ratio.ts');
    await reportRatio({ folder, out, format, isFiltered: where.length > 0 });
    return;
  }
  const [{ gatherReport }, { parseWhere }] = await Promise.all([
    import('../report/data/gather-report.ts'),
    import('./where-argument.ts'),
  ]);
  const data = await gatherReport(folder, parseWhere(where));
  for (const note of data.notes) say(note);
  if (data.seal === 'changed')
    say('warning: summary.csv was changed since it was sealed; the report says so');
  if (data.seal === 'unsealed') say('warning: there is no seal, the run has not ended; the report says so');
  if (format === 'text') {
    if (out !== undefined) throw usage(`--out: found ${out} with --format text, which is printed`);
    await printReport(data);
    return;
  }
  if (format === 'markdown') {
    const [{ markdownReport }, { writeDurably }] = await Promise.all([
      import('../report/markdown.ts'),
      import('../files/durable-file.ts'),
    ]);
    const text = markdownReport(data);
    if (out === '-') {
      print(text);
      return;
    }
    const path = out ?? join(folder, 'report.md');
    await writeDurably(path, text);
    printLine(path);
    return;
  }
  if (format === 'html') {
    const { writeHtml } = await import('../report/write-report.ts');
    const path = out ?? join(folder, 'report.html');
    await writeHtml(data, path);
    printLine(path);
    if (open) await openInBrowser(path);
    return;
  }
  const [{ writeFigure, writeFigures }, { makeInnerFolder }] = await Promise.all([
    import('../report/write-figures.ts'),
    import('../files/make-folder.ts'),
  ]);
  const kind: FigureFormat = format === 'png' ? { kind: format, dotsPerInch } : { kind: format };
  if (out === undefined) await makeInnerFolder(join(folder, 'figures'));
  if (figure !== undefined) {
    const file = out ?? join(folder, 'figures', `${figure}.${kind.kind}`);
    if (!(await writeFigure(data, figure, file, size, kind)))
      throw usage(`--figure ${figure}: these rows have nothing to draw`, 'leave out a condition');
    printLine(file);
    return;
  }
  const path = out ?? join(folder, 'figures');
  const paths = await writeFigures(data, path, size, kind);
  say(`${paths.length} figures`);
  printLine(path);
}

/** The function, component and size of a figure are conditions like others. */
function conditionsOf({ where, figure, integrand, component, m }: Arguments): readonly string[] {
  const own = Object.entries({ integrand, component, m }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  const [first] = own;
  if (figure === undefined && first !== undefined)
    throw usage(
      `--${first.name}: found it without --figure, which it is for`,
      `for a part of the report: --where ${first.name}=${first.value}`,
    );
  return [...where, ...own.map(({ name, value }) => `${name}=${value}`)];
}

/** Maps and findings on the terminal. */
async function printReport(data: ReportData): Promise<void> {
  const [{ reportRows }, { axisValue, coordinatesOf }, { collectMaps, mapChoice }, sentences] =
    await Promise.all([
      import('../report/data/report-row.ts'),
      import('../tables/row-axes.ts'),
      import('./terminal/row-maps.ts'),
      import('../report/sentences.ts'),
    ]);
  const rows = reportRows(data);
  const numbers = (axis: string): readonly number[] => [
    ...new Set(rows.flatMap((row) => axisValue(row, axis) ?? [])),
  ];
  const [first] = data.findings;
  const maps = collectMaps(
    mapChoice({
      axes: new Map(coordinatesOf(rows).map((axis) => [axis, numbers(axis)])),
      m: numbers('m'),
      estimators: first === undefined ? [] : [first.first, first.second],
      components: [...new Set(rows.map(({ component }) => component))],
    }),
  );
  rows.forEach(maps.add);
  print(data.name);
  printPainted([[], ...maps.lines(lineWidth()), []]);
  for (const findings of data.findings)
    print(
      `${sentences.pairText(findings)}: ${sentences.headline(findings)} ${sentences.healthText(findings)}`,
    );
  print(`${sentences.flaggedText(data.findings)} ${sentences.sealText(data)}`);
}

/** Widths from 200 px, below which labels cover each other, to a poster. */
function sizeOf(text: string): FigureSize {
  const [, number, unit] = /^(\d{1,5}(?:\.\d+)?)(px|mm)$/.exec(text) ?? [];
  const width = Number(number);
  const pixels = inPixels(width, unit);
  if (pixels >= 200 && pixels <= 10_000) return { width, unit: unit === 'mm' ? 'mm' : 'px' };
  throw usage(`--width: found '${text}', expected a width such as 640px or 160mm, from 200px to 10000px`);
}

const inPixels = (width: number, unit: string | undefined): number =>
  unit === 'mm' ? (width * 96) / 25.4 : width;

/** Most pixels across, so that a figure of any height still fits into memory. */
const MOST_ACROSS = 10_000;

function dotsOf(text: string, { width, unit }: FigureSize): number {
  const dots = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (dots < 36 || dots > 1200)
    throw usage(`--dpi: found '${text}', expected a whole number from 36 to 1200`);
  const across = Math.round((inPixels(width, unit) * dots) / 96);
  if (across <= MOST_ACROSS) return dots;
  throw usage(
    `--dpi ${dots}, --width ${width}${unit}: found ${across} pixels across, expected at most ${MOST_ACROSS}`,
  );
}

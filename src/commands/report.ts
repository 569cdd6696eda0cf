import { join } from 'node:path';
import { EXIT, GradvarError } from '../errors.ts';
import type { FigureSize } from '../report/write-report.ts';
import type { Command } from './command.ts';
import { once } from './once.ts';
import { print, say } from './output.ts';

const FORMATS = ['html', 'svg', 'png', 'markdown'] as const;

type Format = (typeof FORMATS)[number];
const DEFAULTS: { readonly format: Format } = { format: 'html' };

interface Arguments {
  readonly folder: string;
  readonly out: string | undefined;
  readonly format: Format;
  readonly width: string;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('folder', { type: 'string', demandOption: true, describe: 'Results folder' })
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        describe: 'File to write, or a folder for svg; - prints markdown. Default: inside the results folder',
      })
      .option('format', {
        type: 'string',
        choices: FORMATS,
        default: DEFAULTS.format,
        requiresArg: true,
        describe: 'html: one page to look at; svg: a file a figure; markdown: for step summaries',
      })
      .option('width', {
        coerce: once('width'),
        type: 'string',
        requiresArg: true,
        default: '640px',
        describe: 'Width of svg figures, as 640px or 160mm',
      }),
  handler: report,
};

async function report({ folder, out, format, width }: Arguments): Promise<void> {
  const size = sizeOf(width);
  if (format === 'png') throw noPng();
  if (out === '-' && format !== 'markdown')
    throw usage(`--out -: found --format ${format}, expected markdown, the one that is printed`);
  const { gatherReport } = await import('../report/gather-report.ts');
  const data = await gatherReport(folder);
  if (data.seal === 'changed')
    say('warning: summary.csv was changed since it was sealed; the report says so');
  if (format === 'markdown') {
    const [{ markdownReport }, { writeDurably }] = await Promise.all([
      import('../report/markdown.ts'),
      import('../results/durable-file.ts'),
    ]);
    const text = markdownReport(data);
    if (out === '-') {
      print(text);
      return;
    }
    const path = out ?? join(folder, 'report.md');
    await writeDurably(path, text);
    print(path);
    return;
  }
  const { writeFigures, writeHtml } = await import('../report/write-report.ts');
  const path = out ?? join(folder, format === 'svg' ? 'figures' : 'report.html');
  if (format === 'svg') {
    const paths = await writeFigures(data, path, size);
    say(`${paths.length} figures`);
  } else await writeHtml(data, path);
  print(path);
}

/** Widths from 200 px, below which labels cover each other, to a poster. */
function sizeOf(text: string): FigureSize {
  const [, number, unit] = /^(\d{1,5}(?:\.\d+)?)(px|mm)$/.exec(text) ?? [];
  const width = Number(number);
  const pixels = unit === 'mm' ? (width * 96) / 25.4 : width;
  if (pixels >= 200 && pixels <= 10_000) return { width, unit: unit === 'mm' ? 'mm' : 'px' };
  throw usage(`--width: found '${text}', expected a width such as 640px or 160mm, from 200px to 10000px`);
}

function noPng(): GradvarError {
  return usage(
    '--format png: found png, expected html, svg or markdown: gradvar draws no pixels',
    'write svg and turn it into pixels, for example with `rsvg-convert -d 300 -p 300 FIGURE.svg -o FIGURE.png`',
  );
}

function usage(message: string, hint = 'see `gradvar report --help`'): GradvarError {
  return new GradvarError('USAGE', EXIT.usage, message, hint);
}

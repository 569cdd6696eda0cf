import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeDurably } from '../files/durable-file.ts';
import { makeFolder } from '../files/make-folder.ts';
import { bundledFile } from './bundled-file.ts';
import type { ReportData } from './data/report-data.ts';
import type { ReadSvg } from './draw-pdf.ts';
import type { StaticFigure } from './static-figure.ts';

export interface FigureSize {
  readonly width: number;
  readonly unit: 'px' | 'mm';
}

/** As drawings, or as pixels, so many an inch: 96 are one for each px of the size. */
export type FigureFormat =
  | { readonly kind: 'svg' }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'png'; readonly dotsPerInch: number };

/** What the bundle of the figures exports. */
interface FiguresModule {
  readonly drawFigures: (data: ReportData, size: FigureSize, wanted?: string) => readonly StaticFigure[];
  readonly readSvg: ReadSvg;
}

/**
 * Writes every figure as a file and returns their paths.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE, PACKAGE_MISSING (50)
 */
export async function writeFigures(
  data: ReportData,
  folder: string,
  size: FigureSize,
  format: FigureFormat = { kind: 'svg' },
): Promise<readonly string[]> {
  const { drawFigures, readSvg } = await drawing();
  const content = await contentOf(format, readSvg);
  await makeFolder(folder);
  const paths: string[] = [];
  for (const figure of drawFigures(data, size)) {
    const path = join(folder, `${figure.name}.${format.kind}`);
    await writeDurably(path, content(figure));
    paths.push(path);
  }
  return paths;
}

/**
 * Writes one figure; false if the rows have none to draw.
 *
 * @throws GradvarError OUTPUT_UNWRITABLE, PACKAGE_MISSING (50)
 */
export async function writeFigure(
  data: ReportData,
  wanted: 'map' | 'curve' | 'estimators' | 'interval',
  path: string,
  size: FigureSize,
  format: FigureFormat,
): Promise<boolean> {
  const { drawFigures, readSvg } = await drawing();
  const content = await contentOf(format, readSvg);
  const [figure] = drawFigures(data, size, wanted);
  if (figure === undefined) return false;
  await writeDurably(path, content(figure));
  return true;
}

const drawing = async (): Promise<FiguresModule> =>
  (await import(pathToFileURL(bundledFile('figures.js')).href)) as FiguresModule;

async function contentOf(
  format: FigureFormat,
  readSvg: ReadSvg,
): Promise<(figure: StaticFigure) => string | Uint8Array> {
  if (format.kind === 'svg') return ({ svg }) => svg;
  if (format.kind === 'pdf') return (await import('./draw-pdf.ts')).pdfDrawing(readSvg);
  const { pixelDrawing } = await import('./draw-pixels.ts');
  return pixelDrawing(format.dotsPerInch);
}

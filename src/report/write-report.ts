import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXIT, GradvarError } from '../errors.ts';
import { packageFile } from '../package-file.ts';
import { writeDurably } from '../results/durable-file.ts';
import { makeFolder } from '../results/results-folder.ts';
import { htmlPage, type PageParts } from './html-page.ts';
import type { ReportData } from './report-data.ts';

/** Writes the page. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeHtml(data: ReportData, path: string): Promise<void> {
  await writeDurably(path, htmlPage(data, pageParts()));
}

export function pageParts(): PageParts {
  return {
    script: readFileSync(bundled('page.js'), 'utf8'),
    style: readFileSync(bundled('page.css'), 'utf8'),
  };
}

/** A figure drawn outside a browser. */
export interface StaticFigure {
  /** Safe as a file name. */
  readonly name: string;
  readonly svg: string;
}

export interface FigureSize {
  readonly width: number;
  readonly unit: 'px' | 'mm';
}

/** What the bundle of the figures exports. */
interface FiguresModule {
  readonly drawFigures: (data: ReportData, size: FigureSize) => readonly StaticFigure[];
}

/** Writes every figure as an SVG file and returns their paths. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeFigures(
  data: ReportData,
  folder: string,
  size: FigureSize,
): Promise<readonly string[]> {
  const { drawFigures } = (await import(pathToFileURL(bundled('figures.js')).href)) as FiguresModule;
  await makeFolder(folder);
  const paths: string[] = [];
  for (const { name, svg } of drawFigures(data, size)) {
    const path = join(folder, `${name}.svg`);
    await writeDurably(path, svg);
    paths.push(path);
  }
  return paths;
}

function bundled(name: string): string {
  const path = packageFile(`dist/src/report/${name}`);
  if (existsSync(path)) return path;
  throw new GradvarError('INTERNAL', EXIT.internal, `${path} is missing`, 'run `npm run build`');
}

import { readFileSync } from 'node:fs';
import { writeDurably } from '../files/durable-file.ts';
import { bundledFile } from './bundled-file.ts';
import { htmlPage, type PageParts } from './html-page.ts';
import type { ReportData } from './data/report-data.ts';

/** Writes the page. @throws GradvarError OUTPUT_UNWRITABLE (50) */
export async function writeHtml(data: ReportData, path: string): Promise<void> {
  await writeDurably(path, htmlPage(data, pageParts()));
}

export function pageParts(): PageParts {
  return {
    script: readFileSync(bundledFile('page.js'), 'utf8'),
    oracle: readFileSync(bundledFile('oracle.js'), 'utf8'),
    style: readFileSync(bundledFile('page.css'), 'utf8'),
  };
}

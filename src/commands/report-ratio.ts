import { join } from 'node:path';
import { usage } from '../errors.ts';
import { print, printLine, say } from './terminal/output.ts';

/** What `report` was asked for. */
interface RatioReportRequest {
  readonly folder: string;
  readonly out: string | undefined;
  readonly format: 'html' | 'svg' | 'png' | 'pdf' | 'markdown' | 'text';
  readonly isFiltered: boolean;
}

/** The report of a ratio.csv: a page, Markdown, or the figure as SVG. */
export async function reportRatio({ folder, out, format, isFiltered }: RatioReportRequest): Promise<void> {
  if (format === 'png' || format === 'pdf' || format === 'text' || isFiltered)
    throw usage(
      `${folder} holds a ratio.csv: found ${isFiltered ? '--where' : `--format ${format}`}, expected html, svg or markdown of all rows`,
    );
  const { gatherRatio, ratioMarkdown, writeRatioReport } = await import('../report/ratio-report.ts');
  const report = await gatherRatio(folder, 860);
  if (!report.isSealed) say('warning: ratio.csv is not as sealed; the report says so');
  if (format === 'markdown' && out === '-') {
    print(ratioMarkdown(report));
    return;
  }
  const path =
    out ?? join(folder, format === 'svg' ? 'ratio.svg' : `report.${format === 'html' ? 'html' : 'md'}`);
  if (format === 'markdown') {
    const { writeDurably } = await import('../files/durable-file.ts');
    await writeDurably(path, ratioMarkdown(report));
  } else await writeRatioReport(report, format, path);
  printLine(path);
}

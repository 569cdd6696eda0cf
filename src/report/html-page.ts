import { createHash } from 'node:crypto';
import { scriptJson } from '../text/json.ts';
import { asciiMarkup, markupLine } from '../text/markup.ts';
import type { ReportData } from './data/report-data.ts';

/** The bundled script and styles of the page. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** The oracle: the page runs it in a worker, made from this text. */
  readonly oracle: string;
}

/**
 * What the page may do: run exactly the bundled script (by its hash) and workers that it makes itself, and
 * load nothing at all, but for the news of its own server if it watches a run; styles may be inline, for Plot
 * sets them on what it draws.
 */
export function contentPolicy({ script }: Pick<PageParts, 'script'>, isLive: boolean): string {
  const hash = createHash('sha256').update(script, 'utf8').digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'img-src data:',
    ...(isLive ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** One self-contained HTML file. */
export function htmlPage(data: ReportData, parts: PageParts): string {
  return pageWith(parts, {
    title: `${data.name} – gradvar report`,
    version: data.version,
    data,
    isLive: data.live !== null,
    without:
      'This page draws its figures with a script that it carries itself; the numbers are in summary.csv.',
  });
}

interface PageContent {
  readonly title: string;
  readonly version: string;
  /** What the script begins with. */
  readonly data: unknown;
  readonly isLive: boolean;
  /** For who has scripts switched off. */
  readonly without: string;
}

export function pageWith(parts: PageParts, { title, version, data, isLive, without }: PageContent): string {
  const { script, style, oracle } = parts;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(parts, isLive)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="gradvar ${asciiMarkup(markupLine(version))}">
<title>${asciiMarkup(markupLine(title))}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p>${asciiMarkup(markupLine(without))}</p></noscript>
<div id="report"></div>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script type="text/plain" id="oracle">${oracle}</script>
<script>${script}</script>
</body>
</html>
`;
}

import { createHash } from 'node:crypto';
import { scriptJson } from '../text/json.ts';
import { markupLine } from '../text/markup.ts';
import type { ReportData } from './data/report-data.ts';

/** The bundled script and styles of the page. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
}

/**
 * What the page may do: run exactly the bundled script (by its hash) and load nothing at all, but for the
 * news of its own server if it watches a run; styles may be inline, for Plot sets them on what it draws.
 */
export function contentPolicy({ script }: PageParts, isLive: boolean): string {
  const hash = createHash('sha256').update(script, 'utf8').digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    ...(isLive ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** One self-contained HTML file. */
export function htmlPage(data: ReportData, parts: PageParts): string {
  const { script, style } = parts;
  const policy = contentPolicy(parts, data.live !== null);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="gradvar ${markupLine(data.version)}">
<title>${markupLine(data.name)} – gradvar report</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p>This page draws its figures with a script that it carries itself; the numbers are in summary.csv.</p></noscript>
<div id="report"></div>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

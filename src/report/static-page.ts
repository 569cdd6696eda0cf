import { markdownText } from '../text/markdown.ts';
import { markupLine } from '../text/markup.ts';

/** A page without any script: what it says, a figure, and a table. */
export interface StaticPage {
  readonly title: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Drawn by us: markup. */
  readonly svg: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const STYLE =
  'body{font:16px/1.45 system-ui,sans-serif;max-width:1000px;margin:0 auto;padding:1rem}svg{max-width:100%;height:auto}.wide{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.2rem .6rem;text-align:left;border-bottom:1px solid #8886}';

/** One HTML file that loads nothing and runs nothing. */
export function staticPage({ title, heading, paragraphs, svg, header, rows }: StaticPage): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${markupLine(cell)}</${tag}>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${markupLine(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${markupLine(heading)}</h1>
${paragraphs.map((text) => `<p>${markupLine(text)}</p>`).join('\n')}
${svg}
<div class="wide" tabindex="0">
<table>
<thead>${line(header, 'th')}</thead>
<tbody>
${rows.map((row) => line(row, 'td')).join('\n')}
</tbody>
</table>
</div>
</main>
</body>
</html>
`;
}

/** A table of GitHub Markdown, line by line. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- ').join('|')}|`, ...rows.map(line)];
}

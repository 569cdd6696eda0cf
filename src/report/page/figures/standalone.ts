import { drawing, drawn, stacked } from './draw.ts';
import { CHARACTER } from './axis-ticks.ts';
import type { Figure } from './frame.ts';

/** Px that a file has on either side of its drawing: letters there may be wider than they were taken for. */
export const FILE_MARGIN = 6;

/** A figure with its message on top and its sentence, which names the function, below. */
export function titled(document: Document, { svg, title, text }: Figure): Figure {
  const width = Number(svg.getAttribute('width')) + 2 * FILE_MARGIN;
  const most = (size: number) => Math.floor((width - 12) / ((size / 11) * CHARACTER));
  const head = lines(document, width, wrapped(title, most(13.5)), { 'font-size': 13.5, 'font-weight': 600 });
  const foot = lines(document, width, wrapped(text, most(10)), { 'font-size': 10, fill: '#5b616b' });
  const moved = drawn(document, 'g', { transform: `translate(${FILE_MARGIN} 0)` }, svg);
  const middle = drawing(document, width, Number(svg.getAttribute('height')), moved);
  return { svg: stacked(document, [head, middle, foot]), title, text };
}

function lines(
  document: Document,
  width: number,
  texts: readonly string[],
  style: Readonly<Record<string, string | number>>,
): SVGSVGElement {
  const marks = texts.map((line, i) =>
    drawn(document, 'text', { x: FILE_MARGIN, y: 18 + 16 * i, ...style }, line),
  );
  return drawing(document, width, 10 + 16 * texts.length, ...marks);
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A drawing as a file: in the colors of paper, for names of colors mean nothing outside of the page. */
export function fileText({ svg, title, text }: Figure): string {
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('color', '#1b1e24');
  const description = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'desc');
  description.textContent = `${title}. ${text}`;
  // linkedom escapes text, but not attributes as XML wants it: none holds a name.
  description.setAttribute('id', 'description');
  for (const hint of svg.querySelectorAll('[data-mark="tip"]')) hint.remove();
  for (const inner of [svg, ...svg.querySelectorAll('svg')]) inner.removeAttribute('aria-label');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', 'description');
  svg.prepend(description);
  const file = markupOf(svg).replace(/var\(--[\w-]+, (#\w+)\)/g, '$1');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${file}\n`;
}

/** In Node there is no serializer, and markup of linkedom is XML already. */
const markupOf = (svg: SVGSVGElement): string =>
  typeof XMLSerializer === 'undefined' ? svg.outerHTML : new XMLSerializer().serializeToString(svg);

import { FONT } from './frame.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** An element of a drawing; strings become text. */
export function drawn(
  document: Document,
  name: string,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, typeof value === 'number' ? String(Number(value.toFixed(2))) : value);
  for (const child of children)
    made.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  return made;
}

/** A drawing of its own, with the type of all figures. */
export function drawing(
  document: Document,
  width: number,
  height: number,
  ...children: readonly Node[]
): SVGSVGElement {
  const box = { width, height, viewBox: `0 0 ${width} ${height}` };
  const type = { class: 'plot', 'font-family': FONT, 'font-size': 11, fill: 'currentColor' };
  return drawn(document, 'svg', { ...box, ...type }, ...children) as SVGSVGElement;
}

/** Drawings below each other as one. */
export function stacked(document: Document, parts: readonly SVGSVGElement[]): SVGSVGElement {
  const sizeOf = (part: SVGSVGElement, side: 'width' | 'height') => Number(part.getAttribute(side));
  const width = Math.max(...parts.map((part) => sizeOf(part, 'width')));
  let height = 0;
  const placed = parts.map((part) => {
    const group = drawn(document, 'g', { transform: `translate(0 ${height})` }, part);
    height += sizeOf(part, 'height');
    return group;
  });
  return drawing(document, width, height, ...placed);
}

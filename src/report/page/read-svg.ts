import { DOMParser } from 'linkedom/worker';
import type { Ink, PathLine, PathSegment, PlainDrawing, PlainMark, PathPlace } from '../pdf/drawing.ts';
import { circle, rectangle, segmentsOf } from '../pdf/path-segments.ts';

/** What a mark inherits of the elements around it. */
interface Style {
  readonly color: string;
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  readonly dashes: string;
  readonly cap: string;
  readonly join: string;
  readonly fontSize: number;
  readonly fontWeight: string;
  readonly anchor: string;
  /** Product of those around it. */
  readonly opacity: number;
}

const INITIAL: Style = {
  color: '#000000',
  fill: '#000000',
  fillOpacity: 1,
  stroke: 'none',
  strokeOpacity: 1,
  strokeWidth: 1,
  dashes: 'none',
  cap: 'butt',
  join: 'miter',
  fontSize: 16,
  fontWeight: 'normal',
  anchor: 'start',
  opacity: 1,
};

const POINTS_OF_UNIT: Readonly<Record<string, number>> = { '': 0.75, px: 0.75, mm: 72 / 25.4 };

/** The marks of one of our figures. @throws RangeError for an element that no figure has */
export function readSvg(svg: string): PlainDrawing {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement as unknown as Element;
  const [, , width = 0, height = 0] = numbersOf(root.getAttribute('viewBox') ?? '');
  const [, length, unit = ''] = /^([\d.]+)([a-z]*)$/.exec(root.getAttribute('width') ?? '') ?? [];
  const points = (Number(length) / width) * (POINTS_OF_UNIT[unit] ?? NaN);
  return { width, height, points, marks: marksOf(root, INITIAL, [0, 0]) };
}

/** They draw nothing. */
const SILENT: readonly string[] = ['desc', 'title', 'style'];

function marksOf(element: Element, around: Style, origin: PathPlace): readonly PlainMark[] {
  const tag = element.localName;
  if (SILENT.includes(tag)) return [];
  const style = styleOf(element, around);
  const at = moved(origin, element.getAttribute('transform'));
  if (tag === 'svg' || tag === 'g')
    return [...element.children].flatMap((child) => marksOf(child, style, at));
  if (tag === 'text') return textMarks(element, style, at);
  const [fill, line] = [inkOf(style.fill, style, style.fillOpacity), lineOf(style)];
  const segments = outlineOf(element, at);
  if (segments.length === 0 || (fill === 'none' && line.ink === 'none')) return [];
  return [{ kind: 'path', segments, fill: tag === 'line' ? 'none' : fill, line }];
}

function outlineOf(element: Element, at: PathPlace): readonly PathSegment[] {
  const number = (name: string) => Number(element.getAttribute(name) ?? 0);
  const outlines: Readonly<Record<string, () => readonly PathSegment[]>> = {
    path: () => segmentsOf(element.getAttribute('d') ?? ''),
    rect: () => rectangle(number('x'), number('y'), number('width'), number('height')),
    circle: () => circle(number('cx'), number('cy'), number('r')),
    line: () => segmentsOf(`M${number('x1')},${number('y1')}L${number('x2')},${number('y2')}`),
    polyline: () => segmentsOf(`M${element.getAttribute('points') ?? ''}`),
    polygon: () => segmentsOf(`M${element.getAttribute('points') ?? ''}z`),
  };
  const outline = outlines[element.localName];
  if (outline === undefined) throw new RangeError(`no figure draws a ${element.localName}`);
  return outline().map((segment) => shifted(segment, at));
}

function shifted(segment: PathSegment, [dx, dy]: PathPlace): PathSegment {
  const place = ([x, y]: PathPlace): PathPlace => [x + dx, y + dy];
  switch (segment.kind) {
    case 'close':
      return segment;
    case 'curve':
      return {
        ...segment,
        first: place(segment.first),
        second: place(segment.second),
        to: place(segment.to),
      };
    default:
      return { ...segment, to: place(segment.to) };
  }
}

function textMarks(element: Element, style: Style, [x, y]: PathPlace): readonly PlainMark[] {
  if (element.children.length > 0) throw new RangeError('no figure draws text of several parts');
  const text = element.textContent;
  const length = (name: string): number => {
    const [, value = '0', unit = ''] = /^(-?[\d.]+)(em)?$/.exec(element.getAttribute(name) ?? '0') ?? [];
    return Number(value) * (unit === 'em' ? style.fontSize : 1);
  };
  const fill = inkOf(style.fill, style, style.fillOpacity);
  if (text.trim() === '' || fill === 'none') return [];
  return [
    {
      kind: 'text',
      text,
      x: x + length('x') + length('dx'),
      y: y + length('y') + length('dy'),
      anchor: style.anchor === 'middle' || style.anchor === 'end' ? style.anchor : 'start',
      size: style.fontSize,
      isBold: style.fontWeight === 'bold' || Number(style.fontWeight) >= 600,
      fill,
    },
  ];
}

function styleOf(element: Element, around: Style): Style {
  const written = new Map(
    (element.getAttribute('style') ?? '').split(';').map((part) => {
      const [name = '', value = ''] = part.split(':');
      return [name.trim(), value.trim()];
    }),
  );
  const own = (name: string, inherited: string): string =>
    written.get(name) ?? element.getAttribute(name) ?? inherited;
  const number = (name: string, inherited: number): number => parseFloat(own(name, String(inherited)));
  return {
    color: own('color', around.color),
    fill: own('fill', around.fill),
    fillOpacity: number('fill-opacity', around.fillOpacity),
    stroke: own('stroke', around.stroke),
    strokeOpacity: number('stroke-opacity', around.strokeOpacity),
    strokeWidth: number('stroke-width', around.strokeWidth),
    dashes: own('stroke-dasharray', around.dashes),
    cap: own('stroke-linecap', around.cap),
    join: own('stroke-linejoin', around.join),
    fontSize: number('font-size', around.fontSize),
    fontWeight: own('font-weight', around.fontWeight),
    anchor: own('text-anchor', around.anchor),
    opacity: around.opacity * number('opacity', 1),
  };
}

function inkOf(paint: string, { color, opacity }: Style, own: number): Ink {
  const named = paint === 'currentColor' ? color : paint;
  if (named === 'none' || named === 'transparent') return 'none';
  const [, red, green, blue] = /^#(..)(..)(..)$/.exec(named) ?? [];
  if (blue === undefined) throw new RangeError(`no figure has the color ${named}`);
  const share = (part: string | undefined) => parseInt(part ?? '', 16) / 255;
  return { rgb: [share(red), share(green), share(blue)], opacity: own * opacity };
}

function lineOf(style: Style): PathLine {
  const { stroke, strokeOpacity, strokeWidth, dashes, cap, join } = style;
  return {
    ink: strokeWidth === 0 ? 'none' : inkOf(stroke, style, strokeOpacity),
    width: strokeWidth,
    dashes: dashes === 'none' ? [] : numbersOf(dashes),
    cap: cap === 'round' || cap === 'square' ? cap : 'butt',
    join: join === 'round' || join === 'bevel' ? join : 'miter',
  };
}

/** Our figures move what they draw, and do nothing else with it. */
function moved([x, y]: PathPlace, transform: string | null): PathPlace {
  if (transform === null) return [x, y];
  const [, inside] = /^\s*translate\(([^)]*)\)\s*$/.exec(transform) ?? [];
  if (inside === undefined) throw new RangeError(`no figure is transformed by ${transform}`);
  const [dx = 0, dy = 0] = numbersOf(inside);
  return [x + dx, y + dy];
}

const numbersOf = (text: string): readonly number[] => (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);

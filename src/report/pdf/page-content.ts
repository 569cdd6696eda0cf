import type { Ink, PathLine, PathSegment, PlainDrawing, PlainMark } from './drawing.ts';

/** The operators of a page, and what they name. */
export interface PageContent {
  readonly operators: string;
  /** Graphics states by name, each with the opacity of areas and of lines. */
  readonly states: ReadonlyMap<string, readonly [fill: number, stroke: number]>;
}

/** What text needs of a font. */
export interface TextFont {
  /** Glyphs of a text, as the hexadecimal string of an operator. */
  readonly encode: (text: string) => string;
  /** In thousandths of the size. */
  readonly widthOf: (text: string) => number;
}

type Path = Extract<PlainMark, { readonly kind: 'path' }>;
type Text = Extract<PlainMark, { readonly kind: 'text' }>;

/** A line of this share of the size around letters makes them bold. */
const BOLD = 0.035;

/**
 * The operators that draw the marks; what is set stays until something else is set.
 *
 * Source: ISO 32000-1, 8 and 9.
 */
export function pageContent({ marks, height, points }: PlainDrawing, font: TextFont): PageContent {
  const states = new Map<string, readonly [number, number]>();
  const names = new Map<string, string>();
  const stateOf = (fill: number, stroke: number): string => {
    const key = `${fill} ${stroke}`;
    const name = names.get(key) ?? `G${names.size}`;
    names.set(key, name);
    states.set(name, [fill, stroke]);
    return name;
  };
  // The origin of a page is its lower left corner.
  const scale = points.toFixed(6);
  const lines = [`${scale} 0 0 -${scale} 0 ${decimals(height * points)} cm`];
  let known = '';
  for (const mark of marks) {
    const settings = mark.kind === 'path' ? pathSettings(mark, stateOf) : textSettings(mark, stateOf);
    if (settings !== known) lines.push(settings);
    known = settings;
    lines.push(mark.kind === 'path' ? pathOperators(mark) : textOperators(mark, font));
  }
  return { operators: `${lines.join('\n')}\n`, states };
}

type StateOf = (fill: number, stroke: number) => string;

const opacityOf = (ink: Ink): number => (ink === 'none' ? 1 : ink.opacity);

const colorOf = (ink: Ink, operator: 'rg' | 'RG'): string =>
  ink === 'none' ? '' : `${decimals(...ink.rgb)} ${operator}`;

function pathSettings({ fill, line }: Path, stateOf: StateOf): string {
  const state = `/${stateOf(opacityOf(fill), opacityOf(line.ink))} gs`;
  return [state, colorOf(fill, 'rg'), line.ink === 'none' ? '' : lineSettings(line)]
    .filter((part) => part !== '')
    .join(' ');
}

const CAPS = { butt: 0, round: 1, square: 2 } as const;
const JOINS = { miter: 0, round: 1, bevel: 2 } as const;

const lineSettings = ({ ink, width, dashes, cap, join }: PathLine): string =>
  `${colorOf(ink, 'RG')} ${decimals(width)} w [${decimals(...dashes)}] 0 d ${CAPS[cap]} J ${JOINS[join]} j`;

function textSettings({ fill, size, isBold }: Text, stateOf: StateOf): string {
  const opacity = opacityOf(fill);
  const line = isBold ? `${colorOf(fill, 'RG')} ${decimals(BOLD * size)} w [] 0 d 1 j 2 Tr` : '0 Tr';
  return `/${stateOf(opacity, opacity)} gs ${colorOf(fill, 'rg')} ${line}`;
}

function pathOperators({ segments, fill, line }: Path): string {
  const paint = fill === 'none' ? 'S' : line.ink === 'none' ? 'f' : 'B';
  return `${segments.map(segmentOperator).join(' ')} ${paint}`;
}

function segmentOperator(segment: PathSegment): string {
  switch (segment.kind) {
    case 'move':
      return `${decimals(...segment.to)} m`;
    case 'line':
      return `${decimals(...segment.to)} l`;
    case 'curve':
      return `${decimals(...segment.first, ...segment.second, ...segment.to)} c`;
    case 'close':
      return 'h';
  }
}

function textOperators({ text, x, y, anchor, size }: Text, font: TextFont): string {
  const width = (font.widthOf(text) * size) / 1000;
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  // Letters stand upright on a page that is turned over.
  return `BT /F ${decimals(size)} Tf ${decimals(1, 0, 0, -1, left, y)} Tm <${font.encode(text)}> Tj ET`;
}

/** Numbers without exponents, to a thousandth. */
export const decimals = (...values: readonly number[]): string =>
  values.map((value) => String(Number(value.toFixed(3)) + 0)).join(' ');

/** A drawing as plain data, in px from the top left corner: what a PDF needs of an SVG. */
export interface PlainDrawing {
  readonly width: number;
  readonly height: number;
  /** Of a px on paper; a point is 1/72 of an inch. */
  readonly points: number;
  /** From below to above. */
  readonly marks: readonly PlainMark[];
}

/** `none` leaves the line or the area out. */
export type Ink = 'none' | { readonly rgb: readonly [number, number, number]; readonly opacity: number };

export interface PathLine {
  readonly ink: Ink;
  readonly width: number;
  /** Lengths of strokes and gaps; empty: a whole line. */
  readonly dashes: readonly number[];
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
}

export type PlainMark =
  | {
      readonly kind: 'path';
      readonly segments: readonly PathSegment[];
      readonly fill: Ink;
      readonly line: PathLine;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Of the base line, at the anchor. */
      readonly x: number;
      readonly y: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly size: number;
      readonly isBold: boolean;
      readonly fill: Ink;
    };

export type PathSegment =
  | { readonly kind: 'move' | 'line'; readonly to: PathPlace }
  | { readonly kind: 'curve'; readonly first: PathPlace; readonly second: PathPlace; readonly to: PathPlace }
  | { readonly kind: 'close' };

export type PathPlace = readonly [x: number, y: number];

/** Where and how wide a figure is drawn: a browser's document, or a light one in Node. */
export interface Frame {
  readonly document: Document;
  /** In px. */
  readonly width: number;
}

/** What a figure gives: the drawing and a sentence for those who do not see it. */
export interface Figure {
  readonly svg: SVGSVGElement;
  readonly text: string;
}

/** Colours that hold in light and dark, for the colour-blind too; the ends of the map's scale. */
export const COLOURS = { score: '#c96a00', pathwise: '#8073ac', neutral: '#808080' } as const;

/** Plot's options common to all figures. */
export function common({ document, width }: Frame) {
  return {
    document,
    width,
    className: 'plot',
    style: { fontSize: '11px', fontFamily: 'system-ui, sans-serif' },
  };
}

/** Finishes a drawing: its sentence is its name for a screen reader. */
export function figure(drawing: SVGSVGElement | HTMLElement, text: string): Figure {
  const svg = drawing as SVGSVGElement;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', text);
  return { svg, text };
}

/** Points are joined by squares of this many px above the number that a drawing carries well. */
export const MOST_DOTS = 4000;

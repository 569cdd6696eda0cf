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

/**
 * Colors that hold in light and dark, for the color-blind too; the ends of the map's scale: of the first and
 * the second estimator.
 */
export const COLORS = { first: '#c96a00', second: '#8073ac' } as const;

/** Plot's options common to all figures. */
export function common({ document, width }: Frame) {
  return {
    document,
    width,
    className: 'plot',
    style: { fontSize: '11px', fontFamily: 'system-ui, sans-serif' },
  };
}

/** Of a hint at the pointer: the sentence of the figure says what a reader without a pointer needs. */
export const HINT = { ariaHidden: 'true' } as const;

/** Finishes a drawing: its sentence is its name for a screen reader. */
export function figure(drawing: SVGSVGElement | HTMLElement, text: string): Figure {
  const svg = drawing as SVGSVGElement;
  // What an image is made of has no names of its own.
  for (const mark of svg.querySelectorAll('[aria-label]')) {
    mark.setAttribute('data-mark', mark.getAttribute('aria-label') ?? '');
    mark.removeAttribute('aria-label');
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', text);
  return { svg, text };
}

/** More dots than these are not drawn one by one. */
export const MOST_DOTS = 4000;

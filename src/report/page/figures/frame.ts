/** Where and how wide a figure is drawn: a browser's document, or a light one in Node. */
export interface Frame {
  readonly document: Document;
  /** In px. */
  readonly width: number;
  readonly paint: Paint;
}

/** What a figure gives: the drawing, its message, and a sentence for those who do not see it. */
export interface Figure {
  readonly svg: SVGSVGElement;
  readonly title: string;
  readonly text: string;
}

/** The colors of a figure: each has one meaning. */
export interface Paint {
  /** Of the challenger of a pair, and of the other one. */
  readonly score: string;
  readonly pathwise: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  /** Signs on the strongest cells. */
  readonly onStrong: string;
  /** Nine steps of the map, from the challenger less noisy by far to the other one by far. */
  readonly steps: readonly string[];
}

/** On white paper. */
export const FILE_PAINT: Paint = {
  score: '#b04a00',
  pathwise: '#0b6aa8',
  ink: '#1b1e24',
  quiet: '#5b616b',
  grid: '#d9dce1',
  onStrong: '#ffffff',
  steps: ['#7a3100', '#c2591a', '#e9985a', '#f6d2b3', '#f2f2f0', '#b6d6ea', '#5aa3d0', '#0b6aa8', '#00416a'],
};

/** By the names that the styles of a page give them, in light and dark. */
export const PAGE_PAINT: Paint = {
  score: `var(--score, ${FILE_PAINT.score})`,
  pathwise: `var(--pathwise, ${FILE_PAINT.pathwise})`,
  ink: `var(--ink, ${FILE_PAINT.ink})`,
  quiet: `var(--quiet, ${FILE_PAINT.quiet})`,
  grid: `var(--line, ${FILE_PAINT.grid})`,
  onStrong: `var(--on-strong, ${FILE_PAINT.onStrong})`,
  steps: FILE_PAINT.steps.map((color, i) => `var(--step-${i}, ${color})`),
};

export const FONT = 'system-ui, sans-serif';

/** Plot's options common to all figures. */
export function common({ document, width }: Frame) {
  return { document, width, className: 'plot', style: { fontSize: '11px', fontFamily: FONT } };
}

/** Of a hint at the pointer: the sentence of the figure says what a reader without a pointer needs. */
export const HINT = { ariaHidden: 'true' } as const;

/** Finishes a drawing: message and sentence are its name for a screen reader. */
export function figure(drawing: SVGSVGElement | HTMLElement, message: string, text: string): Figure {
  // Of a word, not of a letter that stands for something.
  const title = message.replace(/^[a-z]{2,}(?= )/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  const svg = drawing as SVGSVGElement;
  // What an image is made of has no names of its own.
  for (const mark of svg.querySelectorAll('[aria-label]')) {
    mark.setAttribute('data-mark', mark.getAttribute('aria-label') ?? '');
    mark.removeAttribute('aria-label');
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${title}. ${text}`);
  return { svg, title, text };
}

/** More dots than these are not drawn one by one. */
export const MOST_DOTS = 4000;

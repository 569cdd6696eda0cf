import { save } from './save.ts';
import { element } from './element.ts';
import { stacked } from './figures/draw.ts';
import { PAGE_PAINT, type Figure, type Frame } from './figures/frame.ts';
import { fileText, titled } from './figures/standalone.ts';

/** A figure with its message above and its sentence below; drawn as wide as the page gives room. */
export interface FigureBox {
  readonly root: HTMLElement;
  /**
   * Draws what is made of the inputs; the same inputs (by identity, lists entry by entry) at the same width
   * are not drawn again.
   */
  readonly draw: (inputs: readonly unknown[], make: (frame: Frame) => Figure | null) => void;
}

interface Options {
  readonly onClick?: (event: MouseEvent) => void;
  /** Without message and button. */
  readonly isBare?: boolean;
  /** What a file of the figure has as well, as its legend. */
  readonly extra?: (frame: Frame) => readonly SVGSVGElement[];
}

export function figureBox(id: string, options: Options = {}): FigureBox {
  const title = element('h3');
  const button = element('button', { type: 'button', class: 'take' }, 'SVG');
  const head = element('div', { class: 'figure-head' }, title, button);
  const drawing = element('div', { class: 'drawing' });
  const caption = element('figcaption');
  const root = element('figure', { id }, ...(options.isBare ? [] : [head]), drawing, caption);
  // Until it is drawn it has nothing to say.
  root.hidden = true;
  let drawn: { readonly width: number; readonly inputs: readonly unknown[] } | undefined;
  let shown: Figure | null = null;
  button.addEventListener('click', () => {
    if (shown === null) return;
    const frame = { document, width: Number(shown.svg.getAttribute('width')), paint: PAGE_PAINT };
    const copy = shown.svg.cloneNode(true) as SVGSVGElement;
    const whole = stacked(document, [copy, ...(options.extra?.(frame) ?? [])]);
    const file = fileText(titled(document, { ...shown, svg: whole }));
    save(file, `${id}.svg`, 'image/svg+xml');
  });
  if (options.onClick !== undefined) drawing.addEventListener('click', options.onClick);
  return {
    root,
    draw(inputs, make) {
      const wasHidden = root.hidden;
      // What is hidden has no width.
      root.hidden = false;
      const width = Math.max(280, Math.floor(root.clientWidth));
      root.hidden = wasHidden;
      if (drawn?.width === width && isSame(drawn.inputs, inputs)) return;
      drawn = { width, inputs };
      shown = make({ document, width, paint: PAGE_PAINT });
      root.hidden = shown === null;
      drawing.replaceChildren(...(shown === null ? [] : [shown.svg]));
      title.textContent = shown?.title ?? '';
      button.setAttribute('aria-label', `Download as SVG: ${shown?.title ?? ''}`);
      caption.textContent = shown?.text ?? '';
    },
  };
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  if (before === after) return true;
  return (
    before.length === after.length &&
    before.every((value, i) => {
      const other = after[i];
      if (Array.isArray(value) && Array.isArray(other)) return isSame(value, other);
      return value === other;
    })
  );
}

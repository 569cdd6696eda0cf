import { element } from './element.ts';
import type { Figure, Frame } from './figures/frame.ts';

/** A figure with its sentence below; drawn as wide as the page gives room. */
export interface FigureBox {
  readonly root: HTMLElement;
  /**
   * Draws what is made of the inputs; the same inputs (by identity, lists entry by entry) at the same width
   * are not drawn again.
   */
  readonly draw: (inputs: readonly unknown[], make: (frame: Frame) => Figure | null) => void;
}

export function figureBox(
  id: string,
  onClick?: (event: MouseEvent, drawing: SVGSVGElement) => void,
): FigureBox {
  const drawing = element('div', { class: 'drawing' });
  const caption = element('figcaption');
  const root = element('figure', { id }, drawing, caption);
  let drawn: { readonly width: number; readonly inputs: readonly unknown[] } | undefined;
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
      const made = make({ document, width });
      root.hidden = made === null;
      drawing.replaceChildren(...(made === null ? [] : [made.svg]));
      caption.textContent = made === null ? '' : made.text;
      if (onClick !== undefined) made?.svg.addEventListener('click', (event) => onClick(event, made.svg));
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

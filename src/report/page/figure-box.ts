import { element } from './element.ts';
import type { Figure, Frame } from './frame.ts';

/** A figure with its sentence below; drawn as wide as the page gives room. */
export interface FigureBox {
  readonly root: HTMLElement;
  readonly draw: (make: (frame: Frame) => Figure | null) => Figure | null;
}

export function figureBox(id: string): FigureBox {
  const drawing = element('div', { class: 'drawing' });
  const caption = element('figcaption');
  const root = element('figure', { id }, drawing, caption);
  return {
    root,
    draw(make) {
      const made = make({ document, width: Math.max(280, Math.floor(root.clientWidth)) });
      root.hidden = made === null;
      drawing.replaceChildren(...(made === null ? [] : [made.svg]));
      caption.textContent = made === null ? '' : made.text;
      return made;
    },
  };
}

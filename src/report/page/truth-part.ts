import type { Part } from './app.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { coverageFigure, measuredAgainstExact, zQuantiles } from './figures/truth.ts';

/** Measured against exact, over the rows that the filters leave; drawn when the reader comes near. */
export function truthPart(): Part {
  const boxes = [
    [figureBox('truth'), measuredAgainstExact],
    [figureBox('quantiles'), zQuantiles],
    [figureBox('coverage'), coverageFigure],
  ] as const;
  const root = element(
    'section',
    { 'aria-labelledby': 'truth-title' },
    element('h2', { id: 'truth-title' }, 'Measured against exact'),
    element('div', { class: 'columns' }, ...boxes.map(([box]) => box.root)),
  );
  let last: { readonly rows: unknown; readonly width: number } | undefined;
  let isNear = false;
  let draw = (): void => undefined;
  // Thousands of dots that nobody sees yet would hold up the first screen.
  const approach = () => {
    isNear = true;
    draw();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) approach();
    },
    { rootMargin: '500px' },
  );
  observer.observe(root);
  window.addEventListener('beforeprint', approach);
  return {
    root,
    update({ filtered }) {
      draw = () => {
        const width = root.clientWidth;
        if (last?.rows === filtered && last.width === width) return;
        last = { rows: filtered, width };
        for (const [box, make] of boxes)
          box.draw([filtered], (frame) => (filtered.length === 0 ? null : make(filtered, frame)));
      };
      if (isNear) draw();
    },
  };
}

import type { Part } from './app.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { coverageFigure, measuredAgainstExact, zQuantiles } from './figures/truth.ts';

/** Measured against exact, over the rows that the filters leave. */
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
  let last: unknown;
  return {
    root,
    update({ filtered }) {
      const key = JSON.stringify([
        filtered.length,
        filtered[0]?.index,
        filtered.at(-1)?.index,
        root.clientWidth,
      ]);
      if (key === last) return;
      last = key;
      for (const [box, make] of boxes)
        box.draw((frame) => (filtered.length === 0 ? null : make(filtered, frame)));
    },
  };
}

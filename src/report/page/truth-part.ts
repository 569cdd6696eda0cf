import { truthOf } from '../data/truth.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import type { Figure, Frame } from './figures/frame.ts';
import { coverageFigure, measuredAgainstExact, zQuantiles } from './figures/truth.ts';

/** Measured against exact, over the rows that the filters leave; drawn when the reader comes near. */
export function truthPart(): Part {
  const [scatter, quantiles, coverage] = [figureBox('truth'), figureBox('quantiles'), figureBox('coverage')];
  const root = element(
    'section',
    { 'aria-labelledby': 'truth-title' },
    element('h2', { id: 'truth-title' }, 'Measured against exact'),
    element('div', { class: 'columns' }, scatter.root, quantiles.root, coverage.root),
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
    update({ filtered, ofPair, pair, data }) {
      draw = () => {
        const width = root.clientWidth;
        if (last?.rows === filtered && last.width === width) return;
        last = { rows: filtered, width };
        // Without a filter, the truth of the rows that are not here as well.
        const whole = filtered.length === ofPair.length ? wholeTruth({ pair, data }) : undefined;
        const truth = whole ?? truthOf(filtered);
        const drawn = (make: (frame: Frame) => Figure) => (frame: Frame) =>
          filtered.length === 0 ? null : make(frame);
        const rows = whole === undefined ? filtered : null;
        scatter.draw(
          [filtered],
          drawn((frame) => measuredAgainstExact(truth, rows, frame)),
        );
        quantiles.draw(
          [filtered],
          drawn((frame) => zQuantiles(truth, frame)),
        );
        coverage.draw(
          [filtered],
          drawn((frame) => coverageFigure(truth, frame)),
        );
      };
      if (isNear) draw();
    },
  };
}

const wholeTruth = ({ pair, data }: Pick<App, 'pair' | 'data'>) =>
  pair === null ? undefined : data.whole?.truthOfPairs[data.findings.indexOf(pair)];

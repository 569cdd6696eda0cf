import { truthOf } from '../data/truth.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import type { Figure, Frame } from './figures/frame.ts';
import { coverageFigure, measuredAgainstExact, zQuantiles } from './figures/truth.ts';
import { zipFigure } from './figures/zip.ts';

/** Measured against exact, over the rows that the filters leave; drawn when the reader comes near. */
export function truthPart(): Part {
  const [zip, scatter, quantiles, coverage] = ['zip', 'truth', 'quantiles', 'coverage'].map((id) =>
    figureBox(id),
  ) as [Box, Box, Box, Box];
  const root = element(
    'section',
    { 'aria-labelledby': 'truth-title' },
    element('h2', { id: 'truth-title' }, 'Can it be trusted: measured against exact'),
    element('div', { class: 'columns' }, zip.root, coverage.root, quantiles.root, scatter.root),
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
    update({ matching, ofPair, pair, data }) {
      draw = () => {
        const width = root.clientWidth;
        if (last?.rows === matching && last.width === width) return;
        last = { rows: matching, width };
        // Without a filter, the truth of the rows that are not here as well.
        const whole = matching.length === ofPair.length ? wholeTruth({ pair, data }) : undefined;
        const truth = whole ?? truthOf(matching);
        const drawn = (make: (frame: Frame) => Figure | null) => (frame: Frame) =>
          matching.length === 0 ? null : make(frame);
        const rows = whole === undefined ? matching : null;
        zip.draw(
          [matching],
          drawn((frame) => zipFigure(matching, frame)),
        );
        coverage.draw(
          [matching],
          drawn((frame) => coverageFigure(truth, frame)),
        );
        quantiles.draw(
          [matching],
          drawn((frame) => zQuantiles(truth, frame)),
        );
        scatter.draw(
          [matching],
          drawn((frame) => measuredAgainstExact(truth, rows, frame)),
        );
      };
      if (isNear) draw();
    },
  };
}

type Box = ReturnType<typeof figureBox>;

const wholeTruth = ({ pair, data }: Pick<App, 'pair' | 'data'>) =>
  pair === null ? undefined : data.whole?.truthOfPairs[data.findings.indexOf(pair)];

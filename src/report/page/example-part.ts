import type { Shape } from '../../answers/question.ts';
import { challengerOf } from '../../tables/estimator-pair.ts';
import { shortened, visibleLine } from '../../text/visible.ts';
import { numberText } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { whyWords } from '../data/why-words.ts';
import type { App, Part } from './app.ts';
import type { Oracle } from './ask-worker.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { sayNumber } from './figures/axis-ticks.ts';
import { pointOfRow } from './figures/dense-curve.ts';
import { functionFigure } from './figures/function-shape.ts';
import { bestOf } from './view.ts';

/** The one example, drawn: where the challenger wins most clearly. */
export function examplePart(current: () => App, oracle: Oracle | null): Part {
  const button = element('button', { type: 'button', class: 'link' });
  const shape = figureBox('example-shape');
  const numbers = element('p', { class: 'numbers' });
  const why = element('p', { id: 'example-why' });
  const root = element(
    'section',
    { class: 'example', 'aria-labelledby': 'example-title' },
    element('h2', { id: 'example-title' }, 'For example: ', button),
    element('div', { class: 'columns' }, shape.root, element('div', {}, numbers, why)),
  );
  let example: ReportRow | null = null;
  let found: Shape | null = null;
  const draw = () => {
    const name = shortened(visibleLine(example?.formula ?? ''), 40);
    shape.draw([found], (frame) => (found === null ? null : functionFigure(found, name, frame)));
  };
  button.addEventListener('click', () => example !== null && current().choose(example));
  return {
    root,
    update({ points }) {
      const row = bestOf(points);
      root.hidden = row === null;
      if (row === null) return;
      if (row === example) {
        draw();
        return;
      }
      example = row;
      found = null;
      button.textContent = placeOf(row);
      numbers.textContent = numbersOf(row);
      why.textContent = whyWords(row.why, row);
      draw();
      const point = pointOfRow(row);
      if (oracle === null || point === null) return;
      void oracle.ask('shape', point).then((answer) => {
        if (example !== row || answer.kind === 'refused') return;
        found = answer.answer;
        draw();
      });
    },
  };
}

const placeOf = (row: ReportRow): string =>
  `${row.series}, mu = ${row.mu}, sigma = ${sayNumber(row.sigma ?? NaN)}, d/d${visibleLine(row.component)}`;

function numbersOf(row: ReportRow): string {
  const { estimator_1: first, estimator_2: second, winner } = row;
  const ratio = row.variance_ratio_exact ?? row.variance_ratio;
  const [one, two] = [row.variance_1_exact ?? row.variance_1, row.variance_2_exact ?? row.variance_2];
  const values = `Variance of ${visibleLine(first)} ${numberText(one)}, of ${visibleLine(second)} ${numberText(two)} (m = ${row.m}).`;
  if (ratio === null || ratio <= 0) return `${values} Winner: ${visibleLine(winner)}.`;
  const challenger = visibleLine(challengerOf({ first, second }));
  const factor = sayNumber(Math.max(ratio, 1 / ratio));
  const who = winner === first || winner === second ? `${visibleLine(winner)} wins` : `${challenger} against the other`;
  return `${values} ${who}, ${factor} : 1.`;
}

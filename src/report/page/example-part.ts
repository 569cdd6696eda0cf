import type { ShapeAnswer } from '../../answers/question.ts';
import { challengerOf } from '../../tables/estimator-pair.ts';
import { axisValue, type PointAxes } from '../../tables/row-axes.ts';
import { derivativeText } from '../../tables/row-name.ts';
import { shortened, visibleLine } from '../../text/visible.ts';
import { sayNumber } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { whyWords } from '../data/why-words.ts';
import type { App, Part } from './app.ts';
import type { Oracle } from './ask-worker.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { pointOfRow } from './figures/dense-curve.ts';
import { functionFigure } from './figures/function-shape.ts';
import { bestOf } from './view.ts';

/** The one example, drawn: where the challenger wins most clearly. */
export function examplePart(current: () => App, oracle: Oracle | null): Part {
  const button = element('button', { type: 'button', class: 'link' });
  const shape = figureBox('example-shape');
  const numbers = element('div', { class: 'numbers' });
  const why = element('p', { id: 'example-why' });
  const root = element(
    'section',
    { class: 'example', 'aria-labelledby': 'example-title' },
    element('h2', { id: 'example-title' }, 'For example: ', button),
    element('div', { class: 'columns' }, shape.root, element('div', {}, numbers, why)),
  );
  let example: ReportRow | null = null;
  let found: ShapeAnswer | null = null;
  const draw = () => {
    const name = shortened(visibleLine(example?.formula ?? ''), 40);
    shape.draw([found], (frame) => (found === null ? null : functionFigure(found, name, frame)));
  };
  button.addEventListener('click', () => example !== null && current().choose(example));
  return {
    root,
    update({ points, axes }) {
      const row = bestOf(points);
      root.hidden = row === null;
      if (row === null) return;
      if (row === example) {
        draw();
        return;
      }
      example = row;
      found = null;
      button.textContent = placeOf(row, axes);
      numbers.replaceChildren(...numbersOf(row));
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

const placeOf = (row: ReportRow, { coordinates }: PointAxes): string => {
  const place = coordinates.map((axis) => `${axis} = ${sayNumber(axisValue(row, axis) ?? NaN)}`);
  return `${row.series}, ${visibleLine([...place, derivativeText(row.component)].join(', '))}`;
};

/** Both variances, large, and who wins by how much. */
function numbersOf(row: ReportRow): readonly HTMLElement[] {
  const { estimator_1: first, estimator_2: second, winner, m } = row;
  const ratio = row.variance_ratio_exact ?? row.variance_ratio;
  const [one, two] = [row.variance_1_exact ?? row.variance_1, row.variance_2_exact ?? row.variance_2];
  const challenger = challengerOf({ first, second });
  const side = (name: string) => (name === challenger ? 'of-score' : 'of-pathwise');
  const big = (name: string, value: number | null) =>
    element(
      'div',
      { class: side(name) },
      element('strong', {}, value === null ? '–' : sayNumber(value)),
      element('span', {}, `variance of ${visibleLine(name)}`),
    );
  const factor = ratio === null || ratio <= 0 ? '' : `${sayNumber(Math.max(ratio, 1 / ratio))} : 1`;
  const isDecided = winner === first || winner === second;
  const verdict = isDecided ? `${visibleLine(winner)} wins` : visibleLine(winner);
  return [
    big(first, one),
    big(second, two),
    element('div', {}, element('strong', {}, factor), element('span', {}, `${verdict}, m = ${m}`)),
  ];
}

import { COLUMNS } from '../../tables/columns/columns.ts';
import type { RowAxis } from '../../tables/row-axes.ts';
import { visibleLine } from '../../text/visible.ts';
import { numberText } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { whySum } from '../data/why-sum.ts';
import { rowText } from '../sentences.ts';
import { axesOf, rowOfPair, rowsAlong } from '../series-axis.ts';
import type { App, Part } from './app.ts';
import type { Oracle } from './ask-worker.ts';
import { fillChoice, label } from './controls-part.ts';
import { denseCurves } from './dense-curves.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { ratioCurve, varianceCurves, type Curves } from './figures/curves.ts';
import type { Frame } from './figures/frame.ts';
import { sampleSize } from './figures/sample-size.ts';
import { whyFigure } from './figures/why.ts';

/** The chosen row: curves through it, M, why, and every number as summary.csv has it. */
export function chosenPart(current: () => App, oracle: Oracle | null): Part {
  const title = element('h2', { id: 'chosen-title' }, 'The chosen row');
  const axis = element('select', { id: 'axis' });
  axis.addEventListener('change', () => current().change({ axis: axis.value }));
  const axes = label('curves over', axis);
  const estimators = element('select', { id: 'estimators' });
  estimators.addEventListener('change', () => current().change({ estimators: estimators.value }));
  const which = label('estimators in the figure', estimators);
  const curves = [figureBox('variances'), figureBox('ratio')] as const;
  const sizes = figureBox('sample-size');
  const why = figureBox('why');
  const whyNot = element('p', { class: 'quiet' });
  const numbers = element('dl', { id: 'numbers' });
  const root = element(
    'section',
    { 'aria-labelledby': 'chosen-title' },
    title,
    element('div', { class: 'controls' }, axes, which),
    element('div', { class: 'columns' }, curves[0].root, curves[1].root, sizes.root, why.root),
    whyNot,
    element('details', {}, element('summary', {}, 'All numbers of the row, as in summary.csv'), numbers),
  );
  const draw = (app: App, chosen: ReportRow) => {
    const { along, whole, over } = linesOf(app, chosen);
    const curvesThrough = (rows: readonly ReportRow[]): Curves => ({
      rows,
      axis: over,
      pair: { first: chosen.estimator_1, second: chosen.estimator_2 },
      dense: dense.of(chosen, along, over),
    });
    const curve = (make: typeof ratioCurve, rows: readonly ReportRow[]) => (frame: Frame) =>
      along.length > 1 ? make(curvesThrough(rows), frame) : null;
    const known = dense.of(chosen, along, over);
    curves[0].draw([whole, over, known], curve(varianceCurves, whole));
    curves[1].draw([along, over, known], curve(ratioCurve, along));
  };
  const dense = denseCurves(oracle, () => {
    const app = current();
    if (app.chosen !== null) draw(app, app.chosen);
  });
  return {
    root,
    update(app) {
      const { chosen, ofPair, data } = app;
      root.hidden = chosen === null;
      if (chosen === null) return;
      title.textContent = rowText(chosen);
      const { names, over } = linesOf(app, chosen);
      fillChoice(
        axis,
        names.map((name) => [name, visibleLine(name)] as const),
      );
      axis.value = over;
      axes.hidden = names.length < 2;
      fillChoice(estimators, [
        ['', 'the two of the pair'],
        ['all', 'all of the plan'],
      ]);
      estimators.value = app.state.estimators;
      which.hidden = data.findings.length < 2;
      draw(app, chosen);
      const alongM = rowsAlong(ofPair, chosen, 'm');
      sizes.draw([alongM], (frame) => (alongM.length > 1 ? sampleSize(alongM, frame) : null));
      const sum = whySum(chosen);
      why.draw([chosen], (frame) => (sum === null ? null : whyFigure(sum, chosen.component, frame)));
      whyNot.textContent = sum === null ? WHY_MISSING : '';
      numbers.replaceChildren(...COLUMNS.flatMap(({ name }) => numberOf(name, chosen)));
    },
  };
}

/** The rows along the axis that is drawn: of the pair, and of all estimators that are wanted. */
function linesOf({ rows, ofPair, state, data }: App, chosen: ReportRow) {
  const names = axesOf(ofPair, chosen);
  const over: RowAxis = names.includes(state.axis) ? state.axis : (names[0] ?? 'sigma');
  const along = rowsAlong(ofPair, chosen, over);
  const pairs = state.estimators === 'all' ? data.findings : [];
  const others = pairs.flatMap(({ first, second }) =>
    first === chosen.estimator_1 && second === chosen.estimator_2
      ? []
      : rowsAlong(rows, rowOfPair(chosen, { first, second }), over),
  );
  return { names, over, along, whole: others.length === 0 ? along : [...along, ...others] };
}

const WHY_MISSING =
  'Why: the exact variances of this row are infinite or not known, so there is nothing to take apart.';

/** Name and exact value; a number as the shortest decimal, which is what the CSV has. */
function numberOf(name: (typeof COLUMNS)[number]['name'], row: ReportRow): readonly HTMLElement[] {
  const value = row[name];
  const text = typeof value === 'string' ? visibleLine(value) : value === null ? '' : String(value);
  const shown =
    typeof value === 'number' ? element('data', { value: text, title: numberText(value) }, text) : text;
  return [element('dt', {}, name), element('dd', { 'data-column': name }, shown)];
}

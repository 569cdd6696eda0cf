import { COLUMNS } from '../../tables/columns/columns.ts';
import { numberText } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { axesOf, rowsAlong } from '../series-axis.ts';
import { visibleLine } from '../../text/visible.ts';
import type { App, Part } from './app.ts';
import { fillChoice, label } from './controls-part.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import type { Frame } from './figures/frame.ts';
import { ratioCurve, varianceCurves } from './figures/curves.ts';
import { sampleSize } from './figures/sample-size.ts';
import { whyFigure } from './figures/why.ts';

/** The chosen row: curves through it, M, why, and every number as summary.csv has it. */
export function chosenPart(current: () => App): Part {
  const title = element('h2', { id: 'chosen-title' }, 'The chosen row');
  const axis = element('select', { id: 'axis' });
  axis.addEventListener('change', () => current().change({ axis: axis.value }));
  const axes = element('div', { class: 'controls' }, label('curves over', axis));
  const curves = [figureBox('variances'), figureBox('ratio')] as const;
  const sizes = figureBox('sample-size');
  const why = figureBox('why');
  const whyNot = element('p', { class: 'quiet' });
  const numbers = element('dl', { id: 'numbers' });
  const root = element(
    'section',
    { 'aria-labelledby': 'chosen-title' },
    title,
    axes,
    element('div', { class: 'columns' }, curves[0].root, curves[1].root, sizes.root, why.root),
    whyNot,
    element('details', {}, element('summary', {}, 'All numbers of the row, as in summary.csv'), numbers),
  );
  return {
    root,
    update({ chosen, ofPair, state }) {
      root.hidden = chosen === null;
      if (chosen === null) return;
      title.textContent = `${chosen.series}, mu=${chosen.mu} sigma=${chosen.sigma} m=${chosen.m}, d/d${chosen.component}`;
      const names = axesOf(ofPair, chosen);
      const over = names.includes(state.axis) ? state.axis : (names[0] ?? 'sigma');
      fillChoice(
        axis,
        names.map((name) => [name, visibleLine(name)] as const),
      );
      axis.value = over;
      axes.hidden = names.length < 2;
      const along = rowsAlong(ofPair, chosen, over);
      const curve = (make: typeof ratioCurve) => (frame: Frame) =>
        along.length > 1 ? make(along, over, frame) : null;
      curves[0].draw([along, over], curve(varianceCurves));
      curves[1].draw([along, over], curve(ratioCurve));
      const alongM = rowsAlong(ofPair, chosen, 'm');
      sizes.draw([alongM], (frame) => (alongM.length > 1 ? sampleSize(alongM, frame) : null));
      why.draw([chosen], (frame) => whyFigure(chosen, frame));
      whyNot.textContent = why.root.hidden ? WHY_MISSING : '';
      numbers.replaceChildren(...COLUMNS.flatMap(({ name }) => numberOf(name, chosen)));
    },
  };
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

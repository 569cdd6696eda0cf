import { COLUMNS } from '../../results/columns.ts';
import { numberText } from '../number-text.ts';
import type { ReportRow } from '../report-row.ts';
import { axesOf, rowsAlong } from '../series-axis.ts';
import { visibleText } from '../visible-text.ts';
import type { App, Part } from './app.ts';
import { choice, label } from './controls-part.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { ratioCurve, varianceCurves } from './figures/curves.ts';
import { sampleSize } from './figures/sample-size.ts';
import { whyFigure } from './figures/why.ts';

/** The chosen row: curves through it, M, why, and every number as summary.csv has it. */
export function chosenPart(current: () => App): Part {
  const title = element('h2', { id: 'chosen-title' }, 'The chosen row');
  const axes = element('div', { class: 'controls' });
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
    update({ chosen, rows, state }) {
      root.hidden = chosen === null;
      if (chosen === null) return;
      title.textContent = `${chosen.series}, mu=${chosen.mu} sigma=${chosen.sigma} m=${chosen.m}, d/d${chosen.component}`;
      const names = axesOf(rows, chosen);
      const axis = names.includes(state.axis) ? state.axis : (names[0] ?? 'sigma');
      drawAxes(axes, names, axis, current);
      const along = rowsAlong(rows, chosen, axis);
      curves[0].draw((frame) => (along.length > 1 ? varianceCurves(along, axis, frame) : null));
      curves[1].draw((frame) => (along.length > 1 ? ratioCurve(along, axis, frame) : null));
      const alongM = rowsAlong(rows, chosen, 'm');
      sizes.draw((frame) => (alongM.length > 1 ? sampleSize(alongM, frame) : null));
      const drawn = why.draw((frame) => (chosen.component === 'mu' ? whyFigure(chosen, frame) : null));
      whyNot.textContent = drawn === null ? whyMissing(chosen) : '';
      numbers.replaceChildren(...COLUMNS.flatMap(({ name }) => numberOf(name, chosen)));
    },
  };
}

function drawAxes(root: HTMLElement, names: readonly string[], axis: string, current: () => App): void {
  const select = choice('axis', names, visibleText);
  select.value = axis;
  select.addEventListener('change', () => current().change({ axis: select.value }));
  const hadFocus = document.activeElement?.id === 'axis';
  root.replaceChildren(...(names.length > 1 ? [label('curves over', select)] : []));
  if (hadFocus) select.focus();
}

function whyMissing({ component, why }: ReportRow): string {
  if (component !== 'mu')
    return 'The three terms of V1 − V2 are known for d/dmu: choose component mu to see them.';
  return why === null
    ? 'The three terms of V1 − V2 are infinite, not certified, or too many to be computed here.'
    : '';
}

/** Name and exact value; a number as the shortest decimal, which is what the CSV has. */
function numberOf(name: (typeof COLUMNS)[number]['name'], row: ReportRow): readonly HTMLElement[] {
  const value = row[name];
  const text = typeof value === 'string' ? visibleText(value) : value === null ? '' : String(value);
  const shown =
    typeof value === 'number' ? element('data', { value: text, title: numberText(value) }, text) : text;
  return [element('dt', {}, name), element('dd', { 'data-column': name }, shown)];
}

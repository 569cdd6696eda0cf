import { axisValue, heldText, type PointAxes } from '../../tables/row-axes.ts';
import { visibleLine } from '../../text/visible.ts';
import { numberText, sayNumber } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { rowText } from '../sentences.ts';
import type { App, Part } from './app.ts';
import { fillChoice, label } from './controls-part.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { mapLegend } from './figures/map-legend.ts';
import { mapRows, type MapSlice } from './figures/map-rows.ts';
import { MOST_SERIES, regimeMap } from './figures/regime-map.ts';
import { strengthFigure } from './figures/strength.ts';

const CHOICES = ['component', 'at'] as const;
type Choice = (typeof CHOICES)[number];

const valueOf = (row: ReportRow, choice: Choice, axes: PointAxes): string =>
  choice === 'component' ? row.component : heldText(row, axes, axes.columns);

/** Every value once, with what is shown for it. */
function offeredBy(choice: Choice, { ofPair, axes }: App): readonly (readonly [string, string])[] {
  const [held, ...others] = axes.coordinates.filter((axis) => axis !== axes.columns);
  // Of very many rows a number is told from others faster than a text.
  const isNumber = choice === 'at' && held !== undefined && others.length === 0;
  const rows = new Map<string | number | null, ReportRow>();
  for (const row of ofPair) {
    const key = isNumber ? axisValue(row, held) : valueOf(row, choice, axes);
    if (!rows.has(key)) rows.set(key, row);
  }
  const place = (row: ReportRow) => heldText(row, axes, axes.columns, (value) => sayNumber(value, 4));
  return [...rows.values()].map((row) => {
    const value = valueOf(row, choice, axes);
    return [value, visibleLine(choice === 'at' ? place(row) : value)];
  });
}

/** The points of the map that the state chooses, or of the first one. */
export function rowsOfMap({
  points,
  ofPair,
  axes,
  state,
}: Pick<App, 'points' | 'ofPair' | 'axes' | 'state'>): readonly ReportRow[] {
  const first = points[0] ?? ofPair[0];
  if (first === undefined) return [];
  const component = state.component === '' ? first.component : state.component;
  const place =
    state.at === '' ? first : points.find((row) => heldText(row, axes, axes.columns) === state.at);
  if (place === undefined) return [];
  const held = axes.coordinates
    .filter((axis) => axis !== axes.columns)
    .map((axis) => [axis, axisValue(place, axis)] as const);
  return points.filter(
    (row) => row.component === component && held.every(([axis, value]) => axisValue(row, axis) === value),
  );
}

/** How strongly, and where: a click or the arrow keys choose a cell everywhere. */
export function mapPart(current: () => App): Part {
  const selects = CHOICES.map((choice) => {
    const select = element('select', { id: choice });
    select.addEventListener('change', () => current().change({ [choice]: select.value, row: '' }));
    return { choice, select, shown: label(choice === 'component' ? 'derivative by' : choice, select) };
  });
  const strength = figureBox('strength');
  const legend = figureBox('legend', { isBare: true });
  const map = figureBox('map', {
    onClick(event) {
      const index = event.target instanceof SVGElement ? event.target.dataset['row'] : undefined;
      const row = index === undefined ? undefined : current().rows[Number(index)];
      if (row !== undefined) current().choose(row);
    },
    extra: (frame) => {
      const { pair } = current();
      return pair === null ? [] : [mapLegend(pair, frame).svg];
    },
  });
  hintCells(map.root, current);
  const keys = element(
    'div',
    { class: 'keys', tabindex: '0', role: 'group', 'aria-label': 'Regime map: arrow keys choose a cell' },
    map.root,
  );
  const chosenText = element('p', { id: 'chosen', role: 'status' });
  keys.addEventListener('keydown', (event) => {
    const row = neighbor(current(), event.key);
    if (row === undefined) return;
    event.preventDefault();
    current().choose(row);
  });
  const root = element(
    'section',
    { 'aria-labelledby': 'map-title' },
    element('h2', { id: 'map-title' }, 'How strongly, and where'),
    element('div', { class: 'controls' }, ...selects.map(({ shown }) => shown)),
    strength.root,
    legend.root,
    keys,
    chosenText,
  );
  let known: readonly ReportRow[] = [];
  return {
    root,
    update(now) {
      const rows = rowsOfMap(now);
      for (const { choice, select, shown } of selects) {
        if (known !== now.ofPair) {
          const offered = offeredBy(choice, now);
          fillChoice(select, offered);
          shown.hidden = offered.length < 2;
        }
        const first = rows[0];
        const isFirst = now.state[choice] === '' && first !== undefined;
        select.value = isFirst ? valueOf(first, choice, now.axes) : now.state[choice];
      }
      known = now.ofPair;
      const { pair, axes } = now;
      const slice: MapSlice | null = rows.length === 0 || pair === null ? null : { rows, pair, axes };
      strength.draw([rows], (frame) => (slice === null ? null : strengthFigure(slice, frame)));
      legend.draw([pair?.first, pair?.second], (frame) => (pair === null ? null : mapLegend(pair, frame)));
      map.draw([rows, now.chosen], (frame) => (slice === null ? null : regimeMap(slice, now.chosen, frame)));
      const text = now.chosen === null ? 'No row is left.' : chosenSentence(now.chosen);
      if (chosenText.textContent !== text) chosenText.textContent = text;
    },
  };
}

/** A cell under the pointer gets its numbers as a hint. */
function hintCells(root: HTMLElement, current: () => App): void {
  root.addEventListener('pointerover', ({ target }) => {
    if (!(target instanceof SVGElement) || target.childElementCount > 0) return;
    const row = current().rows[Number(target.dataset['row'] ?? NaN)];
    if (row === undefined) return;
    const hint = document.createElementNS('http://www.w3.org/2000/svg', 'title');
    hint.textContent = hintOf(row);
    target.append(hint);
  });
}

function hintOf(row: ReportRow): string {
  const low = numberText(row.variance_ratio_low);
  return [
    rowText(row),
    `V1/V2 exact ${numberText(row.variance_ratio_exact, 6)}`,
    `measured ${numberText(row.variance_ratio, 6)}  (${low} to ${numberText(row.variance_ratio_high)})`,
    `winner ${visibleLine(row.winner)}, status ${visibleLine(row.status)}, interval ${visibleLine(row.ci_quality)}`,
  ].join('\n');
}

function chosenSentence(row: ReportRow): string {
  return `Chosen: ${rowText(row)}: winner ${visibleLine(row.winner)}.`;
}

/** The cell beside the chosen one, by arrow key. */
function neighbor(app: App, key: string): ReportRow | undefined {
  const { chosen, pair } = app;
  if (!key.startsWith('Arrow') || pair === null) return undefined;
  const { axes } = app;
  const lines = mapRows({ rows: rowsOfMap(app), pair, axes }, MOST_SERIES).lines.flatMap((line) =>
    line.kind === 'series' ? [line] : [],
  );
  const at = lines.findIndex(({ rows }) => chosen !== null && rows.includes(chosen));
  const line = lines[at];
  if (line === undefined || chosen === null) return lines[0]?.rows[0];
  if (key === 'ArrowLeft' || key === 'ArrowRight')
    return line.rows[line.rows.indexOf(chosen) + (key === 'ArrowLeft' ? -1 : 1)];
  const next = lines[at + (key === 'ArrowUp' ? -1 : 1)];
  const place = axisValue(chosen, axes.columns);
  return next?.rows.find((row) => axisValue(row, axes.columns) === place);
}

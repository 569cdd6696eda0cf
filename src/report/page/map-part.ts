import type { SizeRange } from '../data/report-data.ts';
import type { ReportRow } from '../data/report-row.ts';
import { visibleLine } from '../../text/visible.ts';
import type { App, Part } from './app.ts';
import { fillChoice, label } from './controls-part.ts';
import { element } from './element.ts';
import { figureBox } from './figure-box.ts';
import { mapLegend, regimeMap, type MapCell } from './figures/regime-map.ts';

const AXES = ['component', 'mu', 'm'] as const;
type MapAxis = (typeof AXES)[number];

const valueOf = (row: ReportRow, axis: MapAxis): string => String(row[axis]);

/** The rows of the map that the state chooses, or of the first one. */
export function rowsOfMap({
  filtered,
  ofPair,
  state,
}: Pick<App, 'filtered' | 'ofPair' | 'state'>): readonly ReportRow[] {
  const first = filtered[0] ?? ofPair[0];
  if (first === undefined) return [];
  const wanted = (axis: MapAxis) => (state[axis] === '' ? valueOf(first, axis) : state[axis]);
  const [component, mu, m] = [wanted('component'), Number(wanted('mu')), Number(wanted('m'))];
  return filtered.filter((row) => row.mu === mu && row.m === m && row.component === component);
}

/** The regime map: a click or the arrow keys choose a cell everywhere. */
export function mapPart(current: () => App): Part {
  const selects = AXES.map((axis) => {
    const select = element('select', { id: axis });
    select.addEventListener('change', () => current().change({ [axis]: select.value }));
    return { axis, select, shown: label(axis, select) };
  });
  const legend = figureBox('legend');
  const map = figureBox('map', (event, drawing) => {
    const { value } = drawing as SVGSVGElement & { readonly value?: MapCell | null };
    const index = event.target instanceof SVGElement ? event.target.dataset['row'] : undefined;
    const row = index === undefined ? value?.row : current().rows[Number(index)];
    if (row) current().choose(row);
  });
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
    element('h2', { id: 'map-title' }, 'Regime map'),
    element('div', { class: 'controls' }, ...selects.map(({ shown }) => shown)),
    legend.root,
    keys,
    chosenText,
  );
  let known: readonly ReportRow[] = [];
  return {
    root,
    update(now) {
      const rows = rowsOfMap(now);
      const first = rows[0];
      for (const { axis, select, shown } of selects) {
        if (known !== now.ofPair || (axis === 'm' && now.data.whole !== null)) {
          const values = valuesOf(axis, now);
          const sizes = axis === 'm' ? (now.data.whole?.sizes ?? []) : [];
          fillChoice(
            select,
            values.map((value) => [value, visibleLine(sizeText(value, sizes))] as const),
          );
          shown.hidden = values.length < 2;
        }
        select.value = now.state[axis] === '' && first !== undefined ? valueOf(first, axis) : now.state[axis];
      }
      known = now.ofPair;
      const { pair } = now;
      legend.draw([pair?.first, pair?.second], (frame) => (pair === null ? null : mapLegend(pair, frame)));
      map.draw([rows, now.chosen], (frame) =>
        rows.length === 0 || pair === null ? null : regimeMap(rows, now.chosen, pair, frame),
      );
      const text = now.chosen === null ? 'No row is left.' : chosenSentence(now.chosen);
      if (chosenText.textContent !== text) chosenText.textContent = text;
    },
  };
}

/**
 * What an axis offers: of a part of the rows the sample sizes that stand for others, and the one that is
 * looked at.
 */
function valuesOf(axis: MapAxis, { ofPair, data, state }: App): readonly string[] {
  const values = [...new Set(ofPair.map((row) => valueOf(row, axis)))];
  if (axis !== 'm' || data.whole === null) return values;
  const { sizes } = data.whole;
  return values.filter((value) => value === state.m || sizes.some(({ m }) => m === value));
}

/** A sample size with those that it stands for. */
function sizeText(m: string, sizes: readonly SizeRange[]): string {
  const range = sizes.find((each) => each.m === m);
  return range === undefined || range.from === range.to ? m : `${m} (for ${range.from} to ${range.to})`;
}

function chosenSentence(row: ReportRow): string {
  return `Chosen: ${row.series}, mu=${row.mu} sigma=${row.sigma} m=${row.m}, d/d${visibleLine(row.component)}: winner ${visibleLine(row.winner)}.`;
}

/** The cell beside the chosen one, by arrow key. */
function neighbor(app: App, key: string): ReportRow | undefined {
  const rows = rowsOfMap(app);
  const { chosen } = app;
  if (!key.startsWith('Arrow')) return undefined;
  if (chosen === null || !rows.includes(chosen)) return rows[0];
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const step = key === 'ArrowLeft' ? -1 : 1;
    const line = rows.filter(({ series }) => series === chosen.series);
    line.sort((a, b) => (a.sigma ?? 0) - (b.sigma ?? 0));
    return line[line.indexOf(chosen) + step];
  }
  const series = [...new Set(rows.map((row) => row.series))];
  const next = series[series.indexOf(chosen.series) + (key === 'ArrowUp' ? -1 : 1)];
  return rows.find((row) => row.series === next && row.sigma === chosen.sigma);
}

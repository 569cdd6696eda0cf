import { visibleLine } from '../../text/visible.ts';
import type { SizeRange } from '../data/report-data.ts';
import { EMPTY_STATE, type ViewState } from '../data/view-state.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';

type FilterColumn = 'integrand' | 'class' | 'winner' | 'status';
const FILTERS: readonly FilterColumn[] = ['integrand', 'class', 'winner', 'status'];

/** Filters: they rule every number, figure and row of the page. */
export function controlsPart(current: () => App): Part {
  const change = (changes: Partial<ViewState>) => current().change({ ...changes, page: '' });
  const selects = FILTERS.map((column) => {
    const select = element('select', { id: column });
    select.addEventListener('change', () => change({ [column]: select.value }));
    return { column, select };
  });
  const m = element('select', { id: 'm' });
  m.addEventListener('change', () => change({ m: m.value }));
  const sizes = label('m', m);
  const search = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' });
  let waiting = 0;
  search.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => change({ search: search.value }), 120);
  });
  const reset = element('button', { type: 'button', id: 'reset' }, 'Show all');
  reset.addEventListener('click', () => {
    const { integrand, class: className, winner, status, search: text, page, m: size } = EMPTY_STATE;
    current().change({ integrand, class: className, winner, status, search: text, page, m: size });
  });
  const count = element('p', { id: 'count', role: 'status' });
  const root = element(
    'section',
    { class: 'controls filters', 'aria-label': 'Filters of the whole page' },
    ...selects.map(({ column, select }) => label(column, select)),
    sizes,
    label('search', search),
    reset,
    count,
  );
  let known: readonly unknown[] = [];
  return {
    root,
    update(app) {
      const { state, ofPair } = app;
      if (known !== ofPair) {
        for (const { column, select } of selects) {
          const words = [...new Set(ofPair.map((row) => row[column]))].sort();
          fillChoice(select, [['', 'all'], ...words.map((word) => [word, visibleLine(word)] as const)]);
        }
        known = ofPair;
      }
      const values = sizesOf(app);
      fillChoice(m, values);
      sizes.hidden = values.length < 3;
      for (const { column, select } of selects) select.value = state[column];
      m.value = state.m;
      if (document.activeElement !== search) search.value = state.search;
      const text = countText(app);
      if (count.textContent !== text) count.textContent = text;
    },
  };
}

/** `208 of 1296 points`, and the rows where all sizes are shown. */
function countText({ points, filtered, counts, pair, ofPair, state, isFiltered }: App): string {
  if (counts === null || pair === null) return '0 points';
  const all = pair.points;
  const left = isFiltered ? points.length : counts.points;
  const rows = state.m === 'all' ? `, ${filtered.length} of ${ofPair.length} rows` : '';
  return `${left} of ${all} points${rows}`;
}

/** The largest, each other one, all; of a part of the rows a size with those that it stands for. */
function sizesOf({ ofPair, data }: App): readonly (readonly [value: string, text: string])[] {
  const values = [...new Set(ofPair.flatMap(({ m }) => m ?? []))].sort((a, b) => b - a);
  const ranges = data.whole?.sizes ?? [];
  const shown =
    ranges.length === 0 ? values : values.filter((m) => ranges.some((each) => each.m === String(m)));
  const [largest, ...others] = shown;
  return [
    ['', `${sizeText(String(largest ?? ''), ranges)}, the largest`],
    ...others.map((m) => [String(m), sizeText(String(m), ranges)] as const),
    ['all', 'all'],
  ];
}

function sizeText(m: string, sizes: readonly SizeRange[]): string {
  const range = sizes.find((each) => each.m === m);
  return range === undefined || range.from === range.to ? m : `${m} (for ${range.from} to ${range.to})`;
}

/** Offers values with their texts; what is offered already is left as it is, for the list may be open. */
export function fillChoice(
  select: HTMLSelectElement,
  offered: readonly (readonly [value: string, text: string])[],
): void {
  const isSame = offered.every(([value, text], i) => {
    const option = select.options[i];
    return option?.value === value && option.text === text;
  });
  if (isSame && select.options.length === offered.length) return;
  const { value: chosen } = select;
  select.replaceChildren(...offered.map(([value, text]) => element('option', { value }, text)));
  select.value = chosen;
}

export function label(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { for: control.id }, element('span', {}, text), control);
}

import { visibleLine } from '../../text/visible.ts';
import { EMPTY_STATE, type ViewState } from '../data/view-state.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';

type FilterColumn = 'integrand' | 'class' | 'winner' | 'status';
const FILTERS: readonly FilterColumn[] = ['integrand', 'class', 'winner', 'status'];

/** Filters of the rows: they hold for all figures and the table. */
export function controlsPart(current: () => App): Part {
  const change = (changes: Partial<ViewState>) => current().change({ ...changes, page: '' });
  const selects = FILTERS.map((column) => {
    const select = element('select', { id: column });
    select.addEventListener('change', () => change({ [column]: select.value }));
    return { column, select };
  });
  const search = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' });
  let waiting = 0;
  search.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => change({ search: search.value }), 120);
  });
  const reset = element('button', { type: 'button', id: 'reset' }, 'Show all');
  reset.addEventListener('click', () => {
    const { integrand, class: className, winner, status, search: text, page } = EMPTY_STATE;
    current().change({ integrand, class: className, winner, status, search: text, page });
  });
  const count = element('p', { id: 'count', role: 'status' });
  const labelled = selects.map(({ column, select }) => label(column, select));
  const root = element(
    'section',
    { class: 'controls', 'aria-label': 'Filters' },
    ...labelled,
    label('search', search),
    reset,
    count,
  );
  let known: readonly unknown[] = [];
  return {
    root,
    update({ state, filtered, ofPair }) {
      if (known !== ofPair) {
        for (const { column, select } of selects) {
          const words = [...new Set(ofPair.map((row) => row[column]))].sort();
          fillChoice(select, [['', 'all'], ...words.map((word) => [word, visibleLine(word)] as const)]);
        }
        known = ofPair;
      }
      for (const { column, select } of selects) select.value = state[column];
      if (document.activeElement !== search) search.value = state.search;
      const text = `${filtered.length} of ${ofPair.length} rows`;
      if (count.textContent !== text) count.textContent = text;
    },
  };
}

/** Offers values with their texts; what is offered already is left as it is, for the list may be open. */
export function fillChoice(
  select: HTMLSelectElement,
  offered: readonly (readonly [value: string, text: string])[],
): void {
  const before = [...select.options].map(({ value }) => value);
  if (before.length === offered.length && offered.every(([value], i) => value === before[i])) return;
  const { value: chosen } = select;
  select.replaceChildren(...offered.map(([value, text]) => element('option', { value }, text)));
  select.value = chosen;
}

export function label(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { for: control.id }, element('span', {}, text), control);
}

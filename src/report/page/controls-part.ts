import { visibleText } from '../visible-text.ts';
import { EMPTY_STATE, type ViewState } from '../view-state.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';

type FilterColumn = 'integrand' | 'class' | 'winner' | 'status';
const FILTERS: readonly FilterColumn[] = ['integrand', 'class', 'winner', 'status'];

/** Filters of the rows: they hold for all figures and the table. */
export function controlsPart(app: App, current: () => App): Part {
  const change = (changes: Partial<ViewState>) => current().change({ ...changes, page: '' });
  const selects = FILTERS.map((column) => {
    const words = [...new Set(app.rows.map((row) => row[column]))].sort();
    const select = choice(column, ['', ...words], (word) => (word === '' ? 'all' : visibleText(word)));
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
  return {
    root,
    update({ state, filtered, rows }) {
      for (const { column, select } of selects) select.value = state[column];
      if (document.activeElement !== search) search.value = state.search;
      count.textContent = `${filtered.length} of ${rows.length} rows`;
    },
  };
}

export function choice(
  id: string,
  values: readonly string[],
  text: (value: string) => string,
): HTMLSelectElement {
  const options = values.map((value) => element('option', { value }, text(value)));
  return element('select', { id }, ...options);
}

export function label(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { for: control.id }, element('span', {}, text), control);
}

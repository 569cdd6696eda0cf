import { csvRows } from '../csv-rows.ts';
import { BY_STRENGTH, keyOf, sortRows } from '../data/filter-rows.ts';
import type { ReportRow } from '../data/report-row.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';
import { save } from './save.ts';
import { ALL_COLUMNS, cellOf, chosenColumns, HEADS, NAME_COLUMN } from './table-columns.ts';

const ROWS_A_PAGE = 50;

/** The rows that the filters leave: sorted by any column, fifty at a time, to be had as CSV. */
export function tablePart(current: () => App): Part {
  const [head, body] = [element('tr'), element('tbody')];
  const place = element('span', { role: 'status', id: 'page' });
  const [back, on] = [pageButton('Previous', -1, current), pageButton('Next', 1, current)];
  const download = element('button', { type: 'button', id: 'download' }, 'Download these rows as CSV');
  download.addEventListener('click', () => save(csvRows(current().filtered), 'rows.csv', 'text/csv'));
  const table = element(
    'table',
    { id: 'rows' },
    element('caption', {}, 'Four digits; choose a name for all numbers of its row'),
    element('thead', {}, head),
    body,
  );
  const choice = columnChoice(current);
  const title = element('h2', { id: 'rows-title' }, 'The rows');
  const root = element(
    'section',
    { 'aria-labelledby': 'rows-title' },
    title,
    element('div', { class: 'controls' }, back, place, on, download),
    choice.root,
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of rows' }, table),
  );
  let sorted:
    | { readonly of: readonly ReportRow[]; readonly by: string; readonly rows: readonly ReportRow[] }
    | undefined;
  return {
    root,
    update({ data, ofPair, filtered, state, chosen, choose }) {
      if (data.whole !== null) title.textContent = 'The rows that are shown';
      const by = state.sort === '' ? BY_STRENGTH : state.sort;
      if (sorted?.of !== filtered || sorted.by !== by)
        sorted = { of: filtered, by, rows: sortRows(filtered, by) };
      const columns = chosenColumns(state.columns, ofPair);
      drawHead(head, columns, current);
      for (const th of head.children) markSort(th, state.sort);
      choice.update(columns);
      const pages = Math.max(1, Math.ceil(filtered.length / ROWS_A_PAGE));
      const page = pageOf(state.page, pages);
      const focused = document.activeElement?.getAttribute('data-row');
      const shown = sorted.rows.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
      body.replaceChildren(...shown.map((row) => line(row, columns, row === chosen, choose)));
      if (focused) body.querySelector<HTMLElement>(`[data-row="${focused}"]`)?.focus();
      place.textContent = `Page ${page} of ${pages}`;
      back.disabled = page <= 1;
      on.disabled = page >= pages;
    },
  };
}

/** A box for each column. */
function columnChoice(current: () => App) {
  const boxes = ALL_COLUMNS.filter((name) => name !== NAME_COLUMN).map((name) => {
    const box = element('input', { type: 'checkbox', id: `column-${name}` });
    box.addEventListener('change', () => {
      const chosen = boxes.filter(({ box: each }) => each.checked).map((each) => each.name);
      current().change({ columns: [NAME_COLUMN, ...chosen].join(',') });
    });
    return { name, box };
  });
  const reset = element('button', { type: 'button' }, 'The first ones again');
  reset.addEventListener('click', () => current().change({ columns: '' }));
  const labels = boxes.map(({ name, box }) => element('label', { for: box.id }, box, name));
  const root = element(
    'details',
    { class: 'columns-choice' },
    element('summary', {}, 'Columns'),
    element('div', { class: 'boxes' }, ...labels),
    reset,
  );
  const update = (columns: readonly string[]) => {
    for (const { name, box } of boxes) box.checked = columns.includes(name);
  };
  return { root, update };
}

const pageOf = (text: string, pages: number): number =>
  Math.min(pages, Math.max(1, /^\d{1,9}$/.test(text) ? Number(text) : 1));

function pageButton(text: string, step: number, current: () => App): HTMLButtonElement {
  const button = element('button', { type: 'button' }, text);
  button.addEventListener('click', () => {
    const { state, filtered, change } = current();
    change({ page: String(pageOf(state.page, Math.ceil(filtered.length / ROWS_A_PAGE)) + step) });
  });
  return button;
}

/** Heads that are there already keep the focus of a reader. */
function drawHead(head: HTMLElement, columns: readonly string[], current: () => App): void {
  if (head.dataset['columns'] === columns.join()) return;
  head.dataset['columns'] = columns.join();
  head.replaceChildren(
    ...columns.map((name) => {
      const button = element('button', { type: 'button' }, HEADS[name] ?? name);
      button.addEventListener('click', () => {
        const { state, change } = current();
        const next = state.sort === name ? `-${name}` : state.sort === `-${name}` ? '' : name;
        change({ sort: next, page: '' });
      });
      return element('th', { scope: 'col', 'data-column': name }, button);
    }),
  );
}

function markSort(th: Element, sort: string): void {
  const name = th.getAttribute('data-column') ?? '';
  if (sort === name || sort === `-${name}`)
    th.setAttribute('aria-sort', sort === name ? 'ascending' : 'descending');
  else th.removeAttribute('aria-sort');
}

function line(
  row: ReportRow,
  columns: readonly string[],
  isChosen: boolean,
  choose: (row: ReportRow) => void,
): HTMLTableRowElement {
  const button = element(
    'button',
    { type: 'button', 'data-row': String(row.index), title: keyOf(row) },
    row.series || '–',
  );
  if (isChosen) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', () => choose(row));
  return element(
    'tr',
    isChosen ? { class: 'chosen' } : {},
    element('th', { scope: 'row' }, button),
    ...columns.slice(1).map((name) => cellOf(row, name)),
  );
}

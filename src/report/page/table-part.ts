import { csvRows } from '../csv-rows.ts';
import { keyOf, sortRows } from '../data/filter-rows.ts';
import { numberText } from '../data/number-text.ts';
import type { ReportRow } from '../data/report-row.ts';
import { visibleLine } from '../../text/visible.ts';
import type { App, Part } from './app.ts';
import { element } from './element.ts';

const SHOWN = [
  'integrand',
  'params',
  'class',
  'mu',
  'sigma',
  'm',
  'component',
  'variance_1',
  'variance_1_exact',
  'variance_2',
  'variance_2_exact',
  'variance_ratio',
  'variance_ratio_low',
  'variance_ratio_high',
  'variance_ratio_exact',
  'z_score',
  'winner',
  'status',
  'ci_quality',
] as const satisfies readonly (keyof ReportRow)[];

const ROWS_A_PAGE = 50;

/** All rows that the filters leave: sorted by any column, fifty at a time, to be had as CSV. */
export function tablePart(current: () => App): Part {
  const heads = SHOWN.map((name) => sortHead(name, current));
  const body = element('tbody');
  const place = element('span', { role: 'status', id: 'page' });
  const [back, on] = [pageButton('Previous', -1, current), pageButton('Next', 1, current)];
  const download = element('button', { type: 'button', id: 'download' }, 'Download these rows as CSV');
  download.addEventListener('click', () => save(csvRows(current().filtered)));
  const head = element(
    'thead',
    {},
    element('tr', {}, element('th', { scope: 'col' }, 'cell'), ...heads.map(({ root }) => root)),
  );
  const table = element(
    'table',
    { id: 'rows' },
    element('caption', {}, 'Rows, four digits; choose a cell for all of them'),
    head,
    body,
  );
  const title = element('h2', { id: 'rows-title' }, 'All rows');
  const root = element(
    'section',
    { 'aria-labelledby': 'rows-title' },
    title,
    element('div', { class: 'controls' }, back, place, on, download),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of rows' }, table),
  );
  let sorted:
    | { readonly of: readonly ReportRow[]; readonly by: string; readonly rows: readonly ReportRow[] }
    | undefined;
  return {
    root,
    update({ data, filtered, state, chosen, choose }) {
      if (data.whole !== null) title.textContent = 'The rows that are shown';
      if (sorted?.of !== filtered || sorted.by !== state.sort)
        sorted = { of: filtered, by: state.sort, rows: sortRows(filtered, state.sort) };
      const pages = Math.max(1, Math.ceil(filtered.length / ROWS_A_PAGE));
      const page = pageOf(state.page, pages);
      const focused = document.activeElement?.getAttribute('data-row');
      const shown = sorted.rows.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
      body.replaceChildren(...shown.map((row) => line(row, row === chosen, choose)));
      if (focused) body.querySelector<HTMLElement>(`[data-row="${focused}"]`)?.focus();
      place.textContent = `Page ${page} of ${pages}`;
      back.disabled = page <= 1;
      on.disabled = page >= pages;
      for (const { update } of heads) update(state.sort);
    },
  };
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

function sortHead(name: string, current: () => App) {
  const button = element('button', { type: 'button' }, name);
  button.addEventListener('click', () => {
    const { state, change } = current();
    change({ sort: state.sort === name ? `-${name}` : state.sort === `-${name}` ? '' : name, page: '' });
  });
  const root = element('th', { scope: 'col' }, button);
  const update = (sort: string) => {
    if (sort === name || sort === `-${name}`)
      root.setAttribute('aria-sort', sort === name ? 'ascending' : 'descending');
    else root.removeAttribute('aria-sort');
  };
  return { root, update };
}

function line(row: ReportRow, isChosen: boolean, choose: (row: ReportRow) => void): HTMLTableRowElement {
  const button = element(
    'button',
    { type: 'button', 'data-row': String(row.index), title: keyOf(row) },
    visibleLine(row.cell_id),
  );
  if (isChosen) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', () => choose(row));
  const cells = SHOWN.map((name) => {
    const value = row[name];
    return typeof value === 'string'
      ? element('td', {}, visibleLine(value))
      : element(
          'td',
          { class: 'number' },
          value === null ? '–' : element('data', { value: String(value) }, numberText(value)),
        );
  });
  return element(
    'tr',
    isChosen ? { class: 'chosen' } : {},
    element('th', { scope: 'row' }, button),
    ...cells,
  );
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  element('a', { href: address, download: 'rows.csv' }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

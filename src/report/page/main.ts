import { filterRows, keyOf, pairOf } from '../filter-rows.ts';
import type { ReportData } from '../report-data.ts';
import { reportRows, type ReportRow } from '../report-row.ts';
import { fragmentOf, stateOfFragment, type ViewState } from '../view-state.ts';
import type { App, Part } from './app.ts';
import { chosenPart } from './chosen-part.ts';
import { controlsPart } from './controls-part.ts';
import { element } from './element.ts';
import { mapPart, rowsOfMap } from './map-part.ts';
import { summaryPart } from './summary-part.ts';
import { tablePart } from './table-part.ts';
import { truthPart } from './truth-part.ts';

const FILTERS: readonly (keyof ViewState)[] = ['integrand', 'class', 'winner', 'status', 'search'];

/** The page: state in the address, parts that draw what it says. */
function start(data: ReportData, root: HTMLElement): void {
  const rows = reportRows(data);
  let app = appOf(stateOfFragment(location.hash));

  function appOf(state: ViewState, before?: App): App {
    const same = before !== undefined && FILTERS.every((key) => before.state[key] === state[key]);
    const filtered = same ? before.filtered : filterRows(rows, state);
    const wanted = state.row === '' ? undefined : rows.find((row) => keyOf(row) === state.row);
    const chosen = wanted ?? firstOf(rowsOfMap({ filtered, rows, state }), filtered);
    return { data, rows, filtered, state, chosen, change, choose };
  }

  function change(changes: Partial<ViewState>): void {
    app = appOf({ ...app.state, ...changes }, app);
    history.replaceState(null, '', `#${fragmentOf(app.state)}`);
    draw();
  }

  function choose(row: ReportRow): void {
    const { component, mu, m } = row;
    change({ row: keyOf(row), component, mu: String(mu), m: String(m), pair: pairOf(row) });
  }

  const current = (): App => app;
  const parts: readonly Part[] = [
    summaryPart(app),
    controlsPart(app, current),
    mapPart(app, current),
    chosenPart(current),
    truthPart(),
    tablePart(current),
  ];
  const draw = () => parts.forEach(({ update }) => update(app));
  const [header, ...others] = parts.map((part) => part.root);
  root.append(header ?? '', element('main', {}, ...others), footer(data));
  draw();

  let waiting = 0;
  window.addEventListener('resize', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(draw, 150);
  });
  window.addEventListener('hashchange', () => {
    app = appOf(stateOfFragment(location.hash));
    draw();
  });
  document.documentElement.dataset['ready'] = String(Math.round(performance.now()));
}

/** The strongest win of score is what a reader should see first, else any row. */
function firstOf(map: readonly ReportRow[], filtered: readonly ReportRow[]): ReportRow | null {
  const wins = map.filter(({ winner, status }) => winner === 'score' && status === 'ok');
  const best = wins.reduce<ReportRow | null>(
    (least, row) => (least === null || (row.variance_ratio ?? 1) < (least.variance_ratio ?? 1) ? row : least),
    null,
  );
  return best ?? map[0] ?? filtered[0] ?? null;
}

function footer({ plan, version }: ReportData): HTMLElement {
  return element(
    'footer',
    {},
    `Plan ${plan.slice(0, 12)}, gradvar ${version}. The numbers are those of summary.csv.`,
  );
}

const [data, root] = [document.getElementById('data'), document.getElementById('report')];
if (data !== null && root !== null) start(JSON.parse(data.textContent) as ReportData, root);

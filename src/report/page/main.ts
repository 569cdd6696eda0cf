import { pairNamesOf } from '../../tables/estimator-pair.ts';
import { heldText } from '../../tables/row-axes.ts';
import { keyOf } from '../data/filter-rows.ts';
import { findingsByPair } from '../data/pair-findings.ts';
import type { ReportData } from '../data/report-data.ts';
import { rowClassOf, rowTable, type ReportRow } from '../data/report-row.ts';
import { fragmentOf, stateOfFragment, type ViewState } from '../data/view-state.ts';
import type { App, Part } from './app.ts';
import { startOracle } from './ask-worker.ts';
import { chosenPart } from './chosen-part.ts';
import { controlsPart } from './controls-part.ts';
import { element } from './element.ts';
import { examplePart } from './example-part.ts';
import { follow } from './follow.ts';
import { mapPart } from './map-part.ts';
import { summaryPart } from './summary-part.ts';
import { tablePart } from './table-part.ts';
import { truthPart } from './truth-part.ts';
import { viewOf, type View } from './view.ts';

/** The page: state in the address, parts that draw what it says. */
function start(given: ReportData, root: HTMLElement): void {
  const { rows, append } = rowTable(given.classes);
  append(given.columns, given.why);
  let app = withChanges(viewOf(given, rows, stateOfFragment(location.hash)));

  function withChanges(view: View): App {
    return { ...view, change, choose };
  }

  function change(changes: Partial<ViewState>): void {
    app = withChanges(viewOf(app.data, rows, { ...app.state, ...changes }, app));
    history.replaceState(null, '', `#${fragmentOf(app.state)}`);
    draw();
  }

  function choose(row: ReportRow): void {
    const m = app.state.m === 'all' || row.m === app.m ? app.state.m : String(row.m);
    const { component } = row;
    const at = heldText(row, app.axes, app.axes.columns);
    change({ row: keyOf(row), component, at, m, pair: pairNamesOf(row) });
  }

  /** The rows have grown, or the run has ended. */
  function renew(seal: ReportData['seal'], keepsChosen: boolean): void {
    const findings = findingsByPair(rows, (name) => rowClassOf(given.classes, name));
    const data = { ...app.data, seal, findings };
    app = withChanges(viewOf(data, rows, app.state, undefined, keepsChosen ? app.chosen : null));
    draw();
  }

  const current = (): App => app;
  const parts: readonly Part[] = [
    summaryPart(given.name, current),
    controlsPart(current),
    examplePart(current, startOracle()),
    mapPart(current),
    chosenPart(current, startOracle()),
    truthPart(),
    tablePart(current),
  ];
  const draw = () => parts.forEach(({ update }) => update(app));
  const [header, ...others] = parts.map((part) => part.root);
  root.append(header ?? '', element('main', {}, ...others), footer(given));
  parts.slice(0, FIRST_PARTS).forEach(({ update }) => update(app));
  const now = () => String(Math.round(performance.now()));
  const { dataset } = document.documentElement;
  dataset['figure'] = now();
  // The browser may show the first figures before it is asked for the others.
  window.setTimeout(() => {
    parts.slice(FIRST_PARTS).forEach(({ update }) => update(app));
    dataset['ready'] = now();
  });

  let waiting = 0;
  window.addEventListener('resize', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(draw, 150);
  });
  window.addEventListener('hashchange', () => {
    app = withChanges(viewOf(app.data, rows, stateOfFragment(location.hash), app));
    draw();
  });
  if (given.live !== null) {
    const sections = parts.map((part) => part.root);
    header?.before(follow(given.live, { title: document.title, rows, append, renew, sections }));
  }
}

/** Up to the maps; the figure of the example comes from the oracle, when it answers. */
const FIRST_PARTS = 4;

function footer({ plan, version }: ReportData): HTMLElement {
  return element(
    'footer',
    {},
    `Plan ${plan.slice(0, 12)}, gradvar ${version}. The numbers are those of summary.csv.`,
  );
}

const [data, root] = [document.getElementById('data'), document.getElementById('report')];
if (data !== null && root !== null) start(JSON.parse(data.textContent) as ReportData, root);

import type { FunctionPoint, LineQuestion, PointAnswer, ShapeAnswer } from '../../answers/question.ts';
import { latest, startOracle } from '../../report/page/ask-worker.ts';
import { element } from '../../report/page/element.ts';
import { figureBox } from '../../report/page/figure-box.ts';
import { functionFigure } from '../../report/page/figures/function-shape.ts';
import { whyFigure } from '../../report/page/figures/why.ts';
import { shortened, visibleLine } from '../../text/visible.ts';
import { asCommand, asConfig } from '../as-command.ts';
import { addressOf, stateOfAddress, type ExploreState } from '../explore-state.ts';
import { controls } from './controls.ts';
import { drawsPart } from './draws.ts';
import { exactLine } from './exact-line.ts';
import { numbersPart, whyOf } from './numbers.ts';

/** Points of the first curve over sigma, which is there at once; the search for crossings takes longer. */
const FIRST_POINTS = 25;

/** Milliseconds after which a change is taken to be the last one. */
const RESTING = 150;

interface Drawn {
  readonly answer: PointAnswer;
  readonly shape: ShapeAnswer;
  readonly of: ExploreState;
}

/** The explorer: every change is answered by workers; what comes too late is passed over. */
function start(given: ExploreState, root: HTMLElement): void {
  let state = stateOfAddress(location.hash, given);
  // Each kind of question has an oracle of its own: none waits for the slower ones.
  const [points, lines] = [startOracle(), startOracle()];
  const panel = controls(() => state, change);
  const numbers = numbersPart();
  const [shape, line, why] = [figureBox('shape'), figureBox('line'), figureBox('why')];
  const draws = drawsPart(startOracle());
  const taken = takenBox();
  let drawn: Drawn | null = null;
  let rest = 0;

  function change(changes: Partial<ExploreState>): void {
    state = { ...state, ...changes };
    history.replaceState(null, '', `#${addressOf(state)}`);
    panel.show(state, state.parameters);
    ask(state);
  }

  const ask = latest(async (wanted: ExploreState) => {
    if (points === null) return;
    const started = performance.now();
    const point = pointOf(wanted);
    // What is slow waits until a slider rests: it would take the processor from the exact answer.
    window.clearTimeout(rest);
    draws.stop();
    const answer = await points.ask('exact', point);
    if (answer.kind === 'refused') {
      panel.showProblem(answer.message);
      document.documentElement.dataset['answered'] = 'refused';
      return;
    }
    panel.showProblem('');
    panel.show(state, { ...answer.answer.parameters, ...ownOf(state, answer.answer) });
    numbers.show(answer.answer, wanted);
    document.documentElement.dataset['milliseconds'] = String(performance.now() - started);
    document.documentElement.dataset['answered'] = addressOf(wanted);
    const found = await points.ask('shape', point);
    if (found.kind === 'refused') return;
    drawn = { answer: answer.answer, shape: found.answer, of: wanted };
    draw(drawn);
    rest = window.setTimeout(() => {
      draws.start(point, answer.answer, wanted);
      askLine(wanted);
    }, RESTING);
  });

  const askLine = latest(async (wanted: ExploreState) => {
    for (const count of [FIRST_POINTS, null]) {
      if (lines === null || wanted !== drawn?.of) return;
      const answer = await lines.ask('line', lineOf(wanted, count));
      if (answer.kind === 'refused' || wanted !== drawn?.of) return;
      const { answer: found } = answer;
      line.draw([wanted, count], (frame) => exactLine(found, count === null, wanted, frame));
      line.root.dataset['whole'] = count === null ? addressOf(wanted) : '';
    }
  });

  function draw({ answer, shape: found, of }: Drawn): void {
    const name = shortened(visibleLine(answer.formula), 40);
    shape.draw([found], (frame) => functionFigure(found, name, frame));
    const sum = whyOf(answer, of);
    why.draw([answer, of.component], (frame) => (sum === null ? null : whyFigure(sum, of.component, frame)));
    taken.textContent = takenText({ ...of, formula: answer.formula, parameters: answer.parameters });
  }

  const figures = [shape.root, line.root, draws.root, why.root];
  layOut(root, { panel: panel.root, numbers, figures, taken });
  panel.show(state, state.parameters);
  ask(state);
  onResize(() => ask(state));
  window.addEventListener('hashchange', () => {
    state = stateOfAddress(location.hash, { ...given, parameters: {} });
    panel.show(state, state.parameters);
    ask(state);
  });
  document.documentElement.dataset['ready'] = String(Math.round(performance.now()));
}

/** Once a window rests at a new size. */
function onResize(work: () => void): void {
  let waiting = 0;
  window.addEventListener('resize', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(work, 150);
  });
}

interface Parts {
  readonly panel: Node;
  readonly numbers: { readonly root: Node; readonly details: Node };
  readonly figures: readonly Node[];
  readonly taken: Node;
}

/** What stands where on the page. */
function layOut(root: HTMLElement, { panel, numbers, figures, taken }: Parts): void {
  root.append(
    element(
      'header',
      {},
      element('h1', {}, 'gradvar explorer'),
      element(
        'p',
        { class: 'headline' },
        'Which estimator of the gradient of E r(Z), Z ~ N(mu, sigma²), is noisier?',
      ),
    ),
    element(
      'main',
      {},
      panel,
      numbers.root,
      element('h2', {}, 'The picture'),
      element('div', { class: 'columns' }, ...figures),
      numbers.details,
      element('h2', {}, 'Take it along: command, config, link'),
      taken,
    ),
  );
}

/** Where command, config and link stand. */
function takenBox(): HTMLElement {
  return element('pre', {
    id: 'taken',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Command and config',
  });
}

function takenText(of: ExploreState): string {
  return `${asCommand(of)}\n\n${asConfig(of)}\n\n${location.href.replace(/#.*/, '')}#${addressOf(of)}`;
}

const pointOf = ({ formula, parameters, mu, sigma }: ExploreState): FunctionPoint => ({
  formula,
  parameters,
  mu,
  sigma,
});

/** What was chosen of the parameters that the formula has. */
const ownOf = ({ parameters }: ExploreState, answer: PointAnswer) =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => Object.hasOwn(answer.parameters, name)));

/** From a tenth to four, and as far as three times around the sigma that is looked at. */
function lineOf(state: ExploreState, points: number | null): LineQuestion {
  const { sigma, component } = state;
  const [from, to] = [Math.min(0.1, sigma / 3), Math.max(4, 3 * sigma)];
  return { ...pointOf(state), vary: 'sigma', from, to, component, points };
}

const [data, root] = [document.getElementById('data'), document.getElementById('report')];
if (data !== null && root !== null) start(JSON.parse(data.textContent) as ExploreState, root);

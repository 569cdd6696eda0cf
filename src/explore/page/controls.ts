import type { Parameters } from '../../formula/tree/tree.ts';
import { element } from '../../report/page/element.ts';
import type { ExploreState } from '../explore-state.ts';
import { PRESETS } from '../presets.ts';

/** How a number moves under its slider: linear, or by its logarithm. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly isLog: boolean;
  readonly isWhole: boolean;
}

const MU: Range = { low: -5, high: 5, isLog: false, isWhole: false };
const SIGMA: Range = { low: 0.02, high: 20, isLog: true, isWhole: false };
const SIZE: Range = { low: 1, high: 1000, isLog: true, isWhole: true };

const STEPS = 1000;

const MEANINGS: Readonly<Record<string, string>> = {
  mu: 'mean of Z',
  sigma: 'standard deviation of Z',
  m: 'draws per estimate',
};

/** A number as a slider and as a field: the slider for looking, the field for the exact value. */
function numberControl(name: string, label: string, range: Range, onChange: (value: number) => void) {
  const { low, high, isLog, isWhole } = range;
  const at = (x: number) => (isLog ? Math.log(x) : x);
  const slider = element('input', {
    type: 'range',
    id: `${name}-slider`,
    min: '0',
    max: String(STEPS),
    step: '1',
  });
  const field = element('input', { type: 'number', id: name, step: isWhole ? '1' : 'any' });
  if (isLog) field.min = isWhole ? '1' : '0';
  slider.setAttribute('aria-label', `${label}, slider`);
  slider.addEventListener('input', () => {
    const place = at(low) + (Number(slider.value) / STEPS) * (at(high) - at(low));
    const value = Number((isLog ? Math.exp(place) : place).toPrecision(3));
    onChange(isWhole ? Math.max(1, Math.round(value)) : value);
  });
  field.addEventListener('input', () => {
    const value = Number(field.value);
    const isGood = field.value.trim() !== '' && Number.isFinite(value) && (!isLog || value > 0);
    if (isGood) onChange(isWhole ? Math.max(1, Math.round(value)) : value);
  });
  const root = element(
    'div',
    { class: 'number-control', title: MEANINGS[name] ?? '' },
    element('label', { for: name }, label),
    slider,
    field,
  );
  return {
    root,
    show(value: number): void {
      const share = (at(Math.min(high, Math.max(low, value))) - at(low)) / (at(high) - at(low));
      slider.value = String(Math.round(STEPS * share));
      slider.setAttribute('aria-valuetext', String(value));
      if (document.activeElement !== field) field.value = String(value);
    },
  };
}

/** Everything that can be chosen. */
export function controls(current: () => ExploreState, change: (changes: Partial<ExploreState>) => void) {
  const formula = element('input', { type: 'text', id: 'formula', autocomplete: 'off', spellcheck: 'false' });
  formula.setAttribute('autocapitalize', 'off');
  formula.addEventListener('input', () =>
    change({ formula: formula.value, parameters: current().parameters }),
  );
  const problem = element('p', { id: 'problem', role: 'alert', class: 'warning' });
  const mu = numberControl('mu', 'mu', MU, (value) => change({ mu: value }));
  const sigma = numberControl('sigma', 'sigma', SIGMA, (value) => change({ sigma: value }));
  const m = numberControl('m', 'm', SIZE, (value) => change({ m: value }));
  const component = element(
    'select',
    { id: 'component' },
    element('option', { value: 'mu' }, 'mu'),
    element('option', { value: 'sigma' }, 'sigma'),
  );
  component.addEventListener('change', () =>
    change({ component: component.value === 'sigma' ? 'sigma' : 'mu' }),
  );
  const own = element('div', { class: 'number-controls', id: 'parameters' });
  const story = element('p', { id: 'story', class: 'quiet', role: 'status' });
  const presets = PRESETS.map(({ name, story: text, state }) => {
    const button = element('button', { type: 'button', title: text }, name);
    button.addEventListener('click', () => {
      change(state);
      story.textContent = text;
    });
    return button;
  });
  const root = element(
    'section',
    { class: 'explore-controls', 'aria-label': 'Function and point' },
    element('label', { for: 'formula', class: 'formula' }, element('span', {}, 'r(z) ='), formula),
    problem,
    element('div', { class: 'presets', role: 'group', 'aria-label': 'Examples' }, ...presets),
    story,
    element(
      'div',
      { class: 'number-controls' },
      mu.root,
      sigma.root,
      m.root,
      element('div', { class: 'number-control' }, element('label', { for: 'component' }, 'd/d'), component),
    ),
    own,
  );
  let ownControls = new Map<string, ReturnType<typeof numberControl>>();
  const showParameters = (parameters: Parameters) => {
    const names = Object.keys(parameters);
    if (names.join() !== [...ownControls.keys()].join()) {
      ownControls = new Map(
        names.map((name) => [name, parameterControl(name, parameters[name] ?? 1, current, change)]),
      );
      own.replaceChildren(...[...ownControls.values()].map((control) => control.root));
    }
    for (const [name, control] of ownControls) control.show(parameters[name] ?? 1);
  };
  return {
    root,
    showProblem(message: string): void {
      if (problem.textContent !== message) problem.textContent = message;
      formula.setAttribute('aria-invalid', String(message !== ''));
    },
    /** @param parameters those that the formula has, with their values */
    show(state: ExploreState, parameters: Parameters): void {
      if (document.activeElement !== formula || formula.value !== state.formula)
        formula.value = state.formula;
      mu.show(state.mu);
      sigma.show(state.sigma);
      m.show(state.m);
      component.value = state.component;
      showParameters(parameters);
    },
  };
}

function parameterControl(
  name: string,
  value: number,
  current: () => ExploreState,
  change: (changes: Partial<ExploreState>) => void,
) {
  const reach = Math.max(10, 2 * Math.abs(value));
  // A small one is looked at on its own scale.
  const range: Range =
    value > 0 && value < 0.5
      ? { low: value / 20, high: 20 * value, isLog: true, isWhole: false }
      : { low: -reach, high: reach, isLog: false, isWhole: false };
  return numberControl(`parameter-${name}`, name, range, (next) =>
    change({ parameters: { ...current().parameters, [name]: next } }),
  );
}

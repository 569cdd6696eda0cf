import type { AnswerComponent } from '../answers/question.ts';
import type { Parameters } from '../formula/tree/tree.ts';

/** What the explorer shows; the address keeps all of it. */
export interface ExploreState {
  readonly formula: string;
  readonly parameters: Parameters;
  readonly mu: number;
  readonly sigma: number;
  readonly m: number;
  readonly component: AnswerComponent;
}

export const FIRST_STATE: ExploreState = {
  formula: 'sin(10*z)',
  parameters: {},
  mu: 0,
  sigma: 1,
  m: 10,
  component: 'mu',
};

/** Before the name of a parameter, which may be any name. */
const PARAMETER = 'p.';

/** The fragment of an address → state; what is missing or no number stays as it was before. */
export function stateOfAddress(fragment: string, before: ExploreState): ExploreState {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const number = (name: string, otherwise: number, least = -Infinity): number => {
    const text = given.get(name)?.trim() ?? '';
    const value = text === '' ? NaN : Number(text);
    return Number.isFinite(value) && value > least ? value : otherwise;
  };
  const formula = given.get('r') ?? before.formula;
  const kept = formula === before.formula ? before.parameters : {};
  const names = [...given.keys()].filter((name) => name.startsWith(PARAMETER));
  const named = names.map((name): [string, number] => {
    const own = name.slice(PARAMETER.length);
    return [own, number(name, kept[own] ?? 1)];
  });
  const component = given.get('d') ?? before.component;
  return {
    formula,
    parameters: { ...kept, ...Object.fromEntries(named) },
    mu: number('mu', before.mu),
    sigma: number('sigma', before.sigma, 0),
    m: Math.max(1, Math.round(number('m', before.m, 0))),
    component: component === 'sigma' ? 'sigma' : 'mu',
  };
}

export function addressOf({ formula, parameters, mu, sigma, m, component }: ExploreState): string {
  return new URLSearchParams([
    ['r', formula],
    ['mu', String(mu)],
    ['sigma', String(sigma)],
    ['m', String(m)],
    ['d', component],
    ...Object.entries(parameters).map(([name, value]): [string, string] => [PARAMETER + name, String(value)]),
  ]).toString();
}

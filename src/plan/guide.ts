import type { Slopes } from '../estimators/component.ts';
import { differentiate } from '../formula/differentiate.ts';
import { evaluate } from '../formula/evaluate.ts';
import { bindParameters, formulaParameters } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import { simplify } from '../formula/simplify.ts';
import type { Node, Parameters } from '../formula/tree/tree.ts';
import type { Plan } from './plan.ts';
import { parameterPointCount, parametersAt } from './points.ts';

/** What mu and sigma come from, where a plan has phi or x. */
export interface Guided {
  /** Keys sorted by code unit. */
  readonly phi: Parameters;
  readonly x: number | null;
  /** d mu and d sigma by each of phi. */
  readonly slopes: Slopes;
}

/** The law of Z ~ N(mu, sigma²) at a point of a plan. Plain data. */
export interface GuidePoint {
  readonly mu: number;
  readonly sigma: number;
  readonly guided: Guided | null;
}

/** All laws of Z that a plan has, in its order: phi by name, x, mu, sigma, which varies fastest. */
export interface Guide {
  readonly count: number;
  /** Errors: none; a mu or sigma that is no number is NaN, which no plan made by `resolve` has. */
  readonly at: (index: number) => GuidePoint;
}

export type GuidePlan = Pick<Plan, 'phi' | 'x' | 'mu' | 'sigma'>;

export function guideOf({ phi = {}, x, mu, sigma }: GuidePlan): Guide {
  const [mus, sigmas] = [quantity(mu, Object.keys(phi)), quantity(sigma, Object.keys(phi))];
  const perX = mus.count * sigmas.count;
  const perPhi = perX * (x?.length ?? 1);
  const isPlain = Object.keys(phi).length === 0 && x === undefined;
  const valuesAt = (index: number): Pick<Guided, 'phi' | 'x'> => ({
    phi: parametersAt({ parameters: phi }, Math.floor(index / perPhi)),
    x: x?.[Math.floor(index / perX) % x.length] ?? null,
  });
  const at = (index: number): GuidePoint => {
    const known = isPlain ? { phi: {}, x: null } : valuesAt(index);
    const values = known.x === null ? known.phi : { ...known.phi, x: known.x };
    const [m, s] = [
      mus.at(values, Math.floor(index / sigmas.count) % mus.count),
      sigmas.at(values, index % sigmas.count),
    ];
    if (isPlain) return { mu: m.value, sigma: s.value, guided: null };
    const slopes = Object.fromEntries(
      Object.keys(known.phi).map((name) => [name, { mu: m.slope(name), sigma: s.slope(name) }]),
    );
    return { mu: m.value, sigma: s.value, guided: { ...known, slopes } };
  };
  // The cells of one point ask one after the other.
  let last: { readonly index: number; readonly point: GuidePoint } | undefined;
  return {
    count: parameterPointCount({ parameters: phi }) * perPhi,
    at: (index) => {
      if (last?.index !== index) last = { index, point: at(index) };
      return last.point;
    },
  };
}

/** Whether a formula or list of values changes with each of the names. */
export function movedBy(written: readonly number[] | string, names: readonly string[]): readonly string[] {
  const used = typeof written === 'string' ? formulaParameters(parseFormula(written)) : [];
  return names.filter((name) => used.includes(name));
}

/** mu or sigma: its values at given phi and x, each with its slopes. */
interface Quantity {
  readonly count: number;
  readonly at: (
    values: Parameters,
    index: number,
  ) => { readonly value: number; readonly slope: (name: string) => number };
}

function quantity(written: readonly number[] | string, names: readonly string[]): Quantity {
  if (typeof written !== 'string')
    return { count: written.length, at: (_, i) => ({ value: written[i]!, slope: () => 0 }) };
  const tree = parseFormula(written);
  const slopes = new Map(names.map((name) => [name, simplify(differentiate(tree, name))]));
  return {
    count: 1,
    at: (values) => ({
      value: valueOf(tree, values),
      slope: (name) => valueOf(slopes.get(name)!, values),
    }),
  };
}

/** The value of a tree without z. */
function valueOf(tree: Node, values: Parameters): number {
  const used = formulaParameters(tree).map((name) => [name, values[name]!] as const);
  return evaluate(bindParameters(tree, Object.fromEntries(used)), 0) + 0;
}

import {
  fixedQuantity,
  guidePoint,
  guideQuantity,
  type Guided,
  type GuidePoint,
  type GuideQuantity,
} from '../estimators/guide-point.ts';
import { formulaParameters } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Plan } from './plan.ts';
import { parameterPointCount, parametersAt } from './points.ts';

/** All laws of Z that a plan has, in its order: phi by name, x, mu, sigma, which varies fastest. */
export interface Guide {
  readonly count: number;
  /** Errors: none; a mu or sigma that is no number is NaN, which no plan made by `resolve` has. */
  readonly at: (index: number) => GuidePoint;
}

export type GuidePlan = Pick<Plan, 'phi' | 'x' | 'mu' | 'sigma'>;

export function guideOf({ phi = {}, x, mu, sigma }: GuidePlan): Guide {
  const names = Object.keys(phi);
  const [mus, sigmas] = [axisOf(mu, names), axisOf(sigma, names)];
  const perX = mus.count * sigmas.count;
  const perPhi = perX * (x?.length ?? 1);
  const isPlain = names.length === 0 && x === undefined;
  const valuesAt = (index: number): Pick<Guided, 'phi' | 'x'> => ({
    phi: parametersAt({ parameters: phi }, Math.floor(index / perPhi)),
    x: x?.[Math.floor(index / perX) % x.length] ?? null,
  });
  const at = (index: number): GuidePoint => {
    const known = isPlain ? { phi: {}, x: null } : valuesAt(index);
    const values = known.x === null ? known.phi : { ...known.phi, x: known.x };
    const m = mus.at(Math.floor(index / sigmas.count) % mus.count)(values);
    const s = sigmas.at(index % sigmas.count)(values);
    return isPlain ? { mu: m.value, sigma: s.value, guided: null } : guidePoint(m, s, known);
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

/** Which of the names a formula changes with; a list of values with none. */
export function movedBy(written: readonly number[] | string, names: readonly string[]): readonly string[] {
  const used = typeof written === 'string' ? formulaParameters(parseFormula(written)) : [];
  return names.filter((name) => used.includes(name));
}

/** mu or sigma: one formula, or several values. */
interface QuantityAxis {
  readonly count: number;
  readonly at: (index: number) => GuideQuantity;
}

function axisOf(written: readonly number[] | string, names: readonly string[]): QuantityAxis {
  if (typeof written !== 'string')
    return { count: written.length, at: (i) => () => fixedQuantity(written[i]!) };
  const quantity = guideQuantity(written, names);
  return { count: 1, at: () => quantity };
}

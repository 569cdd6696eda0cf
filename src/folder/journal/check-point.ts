import { gradientParts } from '../../estimators/asked.ts';
import { alongAt, type ComponentPoint } from '../../estimators/component.ts';
import { hasCovariances, isBuiltIn, needsLaws } from '../../estimators/exact/point-laws.ts';
import { estimatorPairs } from '../../estimators/registry.ts';
import { askedOf } from '../../plan/asked.ts';
import { pointCount } from '../../plan/cells.ts';
import { guideOf } from '../../plan/guide.ts';
import type { Plan } from '../../plan/plan.ts';
import { isFields, isIndex, type Fields } from './fields.ts';

const ESTIMATE = ['mean', 'variance', 'bias', 'kurtosis'];
const NOT_FINITE = ['Infinity', '-Infinity', 'NaN'];

/** Whether what a journal says of a point is complete: every quantity that rows of the plan are made of. */
export function pointCheck(plan: Plan): (result: unknown) => boolean {
  const points = pointCount(plan);
  const areLaws = lawsCheck(plan);
  return (result) =>
    isFields(result) &&
    isIndex(result['point'], points) &&
    (result['kind'] === 'failed'
      ? isText(result['reason'])
      : result['kind'] === 'exact' && isPoint(result['exact']) && areLaws(result['laws'], result['point']));
}

function isPoint(point: unknown): boolean {
  return (
    isFields(point) &&
    areExact(point, ['expectation', 'expectationVariance']) &&
    isComponent(point['mu']) &&
    isComponent(point['sigma']) &&
    areExact(point['why'], ['square', 'derivativeSquare', 'curvature'])
  );
}

function isComponent(component: unknown): boolean {
  return (
    areExact(component, ['gradient', 'correlation', 'coKurtosis']) &&
    areExact((component as Fields)['score'], ESTIMATE) &&
    areExact((component as Fields)['pathwise'], ESTIMATE)
  );
}

/** Of the laws of a point: as many as the plan asks for, null where the oracle covers them. */
function lawsCheck(plan: Plan): (laws: unknown, point: number) => boolean {
  const { estimators, m, dimension } = plan;
  const asked = askedOf(plan);
  const parts = gradientParts(asked);
  const pairs = estimatorPairs(estimators);
  const guide = guideOf(plan);
  const coveredAt = (at: ComponentPoint): readonly boolean[] =>
    parts.flatMap((component) =>
      pairs.map((pair) => isBuiltIn(pair, alongAt(component, at, asked.knowsPhi))),
    );
  const everywhere = asked.knowsPhi || plan.phi !== undefined ? null : coveredAt(guide.at(0));
  const covariances = hasCovariances(asked) ? m.length * estimators.length : 0;
  const mayBeNone = !needsLaws(asked) || dimension !== undefined;
  return (laws, point) => {
    if (laws === null) return mayBeNone;
    if (!isFields(laws)) return false;
    const isCovered = everywhere ?? coveredAt(guide.at(point % guide.count));
    return (
      isList(laws['gradients'], parts.length, isExact) &&
      isList(laws['covariances'], covariances, (found) => areExact(found, ['mu', 'sigma', 'between'])) &&
      isList(laws['pairs'], m.length * isCovered.length, (found, i) =>
        isCovered[i % isCovered.length]!
          ? found === null || (asked.knowsPhi && isPair(found))
          : isPair(found),
      )
    );
  };
}

function isPair(pair: unknown): boolean {
  return (
    areExact(pair, ['correlation', 'coKurtosis']) &&
    areExact((pair as Fields)['first'], ESTIMATE) &&
    areExact((pair as Fields)['second'], ESTIMATE)
  );
}

function areExact(found: unknown, names: readonly string[]): boolean {
  return isFields(found) && names.every((name) => isExact(found[name]));
}

function isExact(exact: unknown): boolean {
  if (!isFields(exact)) return false;
  const { kind } = exact;
  if (kind === 'finite') return isDouble(exact, 'value') && isDouble(exact, 'error');
  return kind === 'infinite' || (kind === 'unknown' && isText(exact['reason']));
}

/** A double that JSON cannot hold stands there by its name, and is put in its place. */
function isDouble(exact: Fields, name: string): boolean {
  const found = exact[name];
  if (NOT_FINITE.includes(found as string)) exact[name] = Number(found);
  return typeof exact[name] === 'number';
}

const isText = (found: unknown): boolean => typeof found === 'string';

function isList(found: unknown, length: number, isGood: (item: unknown, i: number) => boolean): boolean {
  return Array.isArray(found) && found.length === length && found.every(isGood);
}

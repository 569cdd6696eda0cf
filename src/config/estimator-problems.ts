import { estimatorByName } from '../estimators/registry.ts';
import { valueProblem, type Problem } from './reading/problem.ts';

/** Estimators that cannot work at some of the sample sizes: what they need of m, and an m that is not so. */
export function estimatorProblems(names: readonly string[], m: readonly number[]): readonly Problem[] {
  return names.flatMap((name, i) => {
    const needs = estimatorByName(name)?.needsOfM ?? null;
    const wrong = needs === null ? undefined : m.find((each) => !needs.holds(each));
    if (needs === null || wrong === undefined) return [];
    const text = `found ${name} with m = ${wrong}, expected every m to be ${needs.text}`;
    return [valueProblem(['estimators', i], text)];
  });
}

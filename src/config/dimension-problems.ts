import { isPhi } from '../estimators/component.ts';
import { estimatorByName } from '../estimators/registry.ts';
import type { Component } from '../plan/plan.ts';
import { keyProblem, valueProblem, type Problem } from './reading/problem.ts';

/**
 * What several coordinates do not go with: only estimators whose contributions the kernel always sums take
 * them, and no direction in both mu and sigma.
 */
export function dimensionProblems(
  dimensions: readonly number[],
  estimators: readonly string[],
  components: readonly Component[],
  names: readonly string[],
): readonly Problem[] {
  const dimension = dimensions.find((each) => each > 1);
  if (dimension === undefined) return [];
  const several = `with dimension = ${dimension}`;
  return [
    ...estimators.flatMap((name, i) => {
      const isMissing = estimatorByName(name)?.builtIn === null;
      const text = `found ${name} ${several}, expected score and pathwise alone where a dimension is above 1`;
      return isMissing ? [valueProblem(['estimators', i], text)] : [];
    }),
    ...(names.length === 0
      ? []
      : [keyProblem(['phi'], `found phi ${several}, expected no phi where a dimension is above 1`)]),
    ...components.flatMap((name, i) => {
      const text = `found ${name} ${several}, expected no direction in both mu and sigma where a dimension is above 1`;
      return isPhi(name) ? [valueProblem(['components', i], text)] : [];
    }),
  ];
}

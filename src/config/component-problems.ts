import { baseComponent, gradientParts, TOTAL } from '../estimators/component.ts';
import type { Component } from '../plan/plan.ts';
import { valueProblem, type Problem } from './reading/problem.ts';

/** What `total` needs beside it: the components of a gradient, each number by one name alone. */
export function componentProblems(components: readonly Component[]): readonly Problem[] {
  const at = components.indexOf(TOTAL);
  if (at < 0) return [];
  const parts = gradientParts(components);
  const problem = (text: string): readonly Problem[] => [valueProblem(['components', at], text)];
  if (parts.length < 2)
    return problem(`found ${TOTAL} beside ${parts.length} others, expected at least two: it is their sum`);
  const bases = parts.map(baseComponent);
  const twice = bases.findIndex((base, i) => base !== null && bases.indexOf(base) < i);
  if (twice < 0) return [];
  const [one, other] = [parts[bases.indexOf(bases[twice]!)]!, parts[twice]!];
  return problem(
    `found ${TOTAL} beside ${one} and ${other}, which are one number by two names: take one of them`,
  );
}

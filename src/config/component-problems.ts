import { totalParts } from '../estimators/asked.ts';
import { baseComponent, isPhi, TOTAL } from '../estimators/component.ts';
import { COMPONENTS, type Component } from '../plan/plan.ts';
import { didYouMean } from './reading/found.ts';
import { valueProblem, type Problem } from './reading/problem.ts';
import { COMPONENT_TEXT } from './schema.ts';

/** Components that a plan does not have, and what `total` needs beside it. */
export function componentProblems(
  components: readonly Component[],
  names: readonly string[],
): readonly Problem[] {
  const known = [...names, ...COMPONENTS];
  const unknown = components.flatMap((component, i) => {
    if (known.includes(component) || isPhi(component)) return [];
    const ofPhi = names.length === 0 ? '' : `a name of phi (${names.join(', ')}), or `;
    const text = `found ${JSON.stringify(component)}, expected ${ofPhi}${COMPONENT_TEXT}`;
    return [valueProblem(['components', i], text + didYouMean(component, known))];
  });
  return unknown.length > 0 || names.length > 0 ? unknown : totalProblems(components);
}

/** Without phi the whole gradient is by the components beside it: each number by one name alone. */
function totalProblems(components: readonly Component[]): readonly Problem[] {
  const at = components.indexOf(TOTAL);
  if (at < 0) return [];
  const parts = totalParts({ components, moves: {} });
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

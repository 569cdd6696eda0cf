import type { PlanIntegrand } from '../grid/plan.ts';
import type { Path } from './located.ts';
import { valueProblem, type Problem } from './problem.ts';

/** An integrand with the place in the config that it came from. */
export interface PlacedIntegrand {
  readonly integrand: PlanIntegrand;
  readonly path: Path;
}

/** Every word of a list that stands in it already. */
export function repeatedWords(words: readonly string[], path: Path): readonly Problem[] {
  return words.flatMap((word, i) =>
    words.indexOf(word) === i
      ? []
      : [valueProblem([...path, i], `found ${JSON.stringify(word)} a second time, expected it once`)],
  );
}

/**
 * Integrands that cannot stand side by side: two of the same name, whose rows could not be told apart, and two of
 * the same formula with a common parameter point, whose cells would have the same content and so the same streams.
 */
export function clashes(placed: readonly PlacedIntegrand[]): readonly Problem[] {
  const byName = new Map<string, PlacedIntegrand>();
  const byFormula = new Map<string, PlacedIntegrand[]>();
  return placed.flatMap((one) => {
    const { name, formula } = one.integrand;
    const namesake = byName.get(name);
    byName.set(name, namesake ?? one);
    const alike = byFormula.get(formula) ?? [];
    const twin = alike.find((other) => shareParameterPoint(other.integrand, one.integrand));
    byFormula.set(formula, [...alike, one]);
    if (namesake !== undefined) {
      const text = `found the name ${JSON.stringify(name)} a second time, expected distinct names: give more values in params, or another name with a formula`;
      return [valueProblem(one.path, text)];
    }
    if (twin === undefined) return [];
    const text = `${name} is the same function as ${twin.integrand.name}, ${formula}, at a common parameter point: their cells would be the same`;
    return [valueProblem(one.path, text)];
  });
}

/** Products of axes meet exactly when each pair of axes does. The same formula has the same parameters. */
function shareParameterPoint(a: PlanIntegrand, b: PlanIntegrand): boolean {
  return Object.entries(a.parameters).every(([name, axis]) => {
    const values = new Set(axis);
    return b.parameters[name]!.some((value) => values.has(value));
  });
}

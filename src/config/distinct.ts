import { canonicalJson } from '../grid/canonical.ts';
import type { PlanIntegrand } from '../grid/plan.ts';
import { integrandPointsOf } from '../grid/points.ts';
import type { Path } from './located.ts';
import { valueProblem, type Problem } from './problem.ts';

/** An integrand with the place in the config that it came from. */
export interface PlacedIntegrand {
  readonly integrand: PlanIntegrand;
  readonly path: Path;
}

/** Every word of a list that stands in it already. */
export function repeatedWords(words: readonly string[], path: Path): readonly Problem[] {
  const seen = new Set<string>();
  return words.flatMap((word, i) => {
    if (seen.size < seen.add(word).size) return [];
    return [valueProblem([...path, i], `found ${JSON.stringify(word)} a second time, expected it once`)];
  });
}

/** Integrands that have the name of an earlier one: their rows could not be told apart. */
export function namesakes(placed: readonly PlacedIntegrand[]): readonly Problem[] {
  const names = new Set<string>();
  return placed.flatMap(({ integrand: { name }, path }) => {
    if (names.size < names.add(name).size) return [];
    const text = `found the name ${JSON.stringify(name)} a second time, expected distinct names: give more values in params, or another name with a formula`;
    return [valueProblem(path, text)];
  });
}

/**
 * Integrands that have a parameter point of an earlier one with the same formula: their cells would have the same
 * content, and so the same streams. The time taken grows with the number of points.
 */
export function twins(placed: readonly PlacedIntegrand[]): readonly Problem[] {
  const owners = new Map<string, string>();
  return placed.flatMap(({ integrand, path }) => {
    const problem = twinOf(integrand, owners);
    for (const point of pointsOf(integrand)) owners.set(point, owners.get(point) ?? integrand.name);
    return problem === undefined ? [] : [valueProblem(path, problem)];
  });
}

function twinOf(integrand: PlanIntegrand, owners: ReadonlyMap<string, string>): string | undefined {
  const { name, formula } = integrand;
  for (const point of pointsOf(integrand)) {
    const owner = owners.get(point);
    // The same name is a problem of its own.
    if (owner === undefined || owner === name) continue;
    return `${name} is the same function as ${owner}, ${formula}, at a common parameter point: their cells would be the same`;
  }
  return undefined;
}

function* pointsOf(integrand: PlanIntegrand): Generator<string> {
  for (const { formula, parameters } of integrandPointsOf(integrand, 0))
    yield canonicalJson([formula, parameters]);
}

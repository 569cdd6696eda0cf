import { canonicalJson } from '../plan/canonical.ts';
import type { PlanIntegrand } from '../plan/plan.ts';
import { integrandPointsOf } from '../plan/points.ts';
import type { Path } from './reading/located.ts';
import { valueProblem, type Problem } from './reading/problem.ts';

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
 * Integrands that have a parameter point of an earlier one with the same formula: their cells would have the
 * same content, and so the same streams. The time taken grows with the number of points.
 */
export function twins(placed: readonly PlacedIntegrand[], dimensions: readonly number[]): readonly Problem[] {
  const owners = new Map<string, string>();
  return placed.flatMap(({ integrand, path }) => {
    const problem = twinOf(integrand, dimensions, owners);
    for (const { key } of pointsOf(integrand, dimensions)) owners.set(key, owners.get(key) ?? integrand.name);
    return problem === undefined ? [] : [valueProblem(path, problem)];
  });
}

function twinOf(
  integrand: PlanIntegrand,
  dimensions: readonly number[],
  owners: ReadonlyMap<string, string>,
): string | undefined {
  const { name } = integrand;
  for (const { key, formula, dimension } of pointsOf(integrand, dimensions)) {
    const owner = owners.get(key);
    // The same name is a problem of its own.
    if (owner === undefined || owner === name) continue;
    const where = dimensions.length === 1 ? '' : ` and dimension ${dimension}`;
    return `${name} is the same function as ${owner}, ${formula}, at a common parameter point${where}: their cells would be the same`;
  }
  return undefined;
}

function* pointsOf(
  integrand: PlanIntegrand,
  dimensions: readonly number[],
): Generator<{ readonly key: string; readonly formula: string; readonly dimension: number }> {
  for (const { formula, parameters, dimension } of integrandPointsOf(integrand, dimensions, 0))
    yield { key: canonicalJson([formula, parameters, dimension]), formula, dimension };
}

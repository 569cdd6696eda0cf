import { canonicalJson, type Json } from './canonical.ts';
import type { Plan } from './plan.ts';

/** Most characters of a value that are shown. */
const SHOWN = 60;

/** How two plans differ, a line for each field: `trials: 4096 there, 8192 here`. */
export function planDifferences(there: Plan, here: Plan): readonly string[] {
  const [a, b] = [fields(there), fields(here)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names
    .filter((name) => a.get(name) !== b.get(name))
    .map((name) => `${name}: ${shown(a.get(name))} there, ${shown(b.get(name))} here`);
}

/**
 * Whether the second plan is the first with more trials, and nothing else: more of them, or a smaller ratio.
 * Without a precision no cell ends early, as with a ratio of 0.
 */
export function onlyMoreTrials(there: Plan, here: Plan): boolean {
  const isMore = here.trials >= there.trials && ratioOf(here) <= ratioOf(there);
  return isMore && !isSame(there, here) && isSame(withoutTrials(there), withoutTrials(here));
}

function ratioOf({ precision }: Plan): number {
  return precision?.ratio ?? 0;
}

function withoutTrials(plan: Plan): object {
  return Object.fromEntries(
    Object.entries(plan).filter(([name]) => name !== 'trials' && name !== 'precision'),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalOf(a) === canonicalOf(b);
}

function canonicalOf(value: unknown): string {
  return canonicalJson(value as Json);
}

/** Every field of a plan as text; integrands by name, one by one. */
function fields(plan: Plan): ReadonlyMap<string, string> {
  const { integrands, ...others } = plan;
  const found = new Map(Object.entries(others).map(([name, value]) => [name, canonicalOf(value)]));
  found.set('integrands', canonicalOf(integrands.map(({ name }) => name)));
  for (const { name, ...integrand } of integrands) found.set(`integrand ${name}`, canonicalOf(integrand));
  return found;
}

function shown(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`;
}

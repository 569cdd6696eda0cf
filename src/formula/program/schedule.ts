import { valueKey, type InstructionGraph, type Value, type Vertex } from './instruction-graph.ts';
import { twinsOf } from './passes.ts';

/**
 * An order of the graph's places (from 1) that needs few registers: of all instructions whose arguments are
 * there, the one that frees most registers, or else the earliest; a twin follows its twin at once.
 */
export function schedule({ vertices, roots }: InstructionGraph): readonly number[] {
  const needed = places(vertices, roots);
  const users = vertices.map((): number[] => []);
  const missing = new Map<number, number>();
  const uses = new Map<number, number>();
  for (const place of needed) {
    const args = argumentPlaces(vertices[place - 1]!);
    missing.set(place, args.length);
    for (const arg of args) {
      users[arg - 1]!.push(place);
      uses.set(arg, (uses.get(arg) ?? 0) + 1);
    }
  }
  // What is asked for stays to the end.
  for (const root of roots) if ('place' in root) uses.set(root.place, Number.POSITIVE_INFINITY);

  const ready = new Set([...needed].filter((place) => missing.get(place) === 0));
  const order: number[] = [];
  const take = (place: number): void => {
    ready.delete(place);
    order.push(place);
    for (const arg of argumentPlaces(vertices[place - 1]!)) uses.set(arg, uses.get(arg)! - 1);
    for (const user of users[place - 1]!) {
      missing.set(user, missing.get(user)! - 1);
      if (missing.get(user) === 0) ready.add(user);
    }
    const twin = [...ready].find((other) => areTwins(vertices[place - 1]!, vertices[other - 1]!));
    if (twin !== undefined) take(twin);
  };
  while (ready.size > 0) {
    const gain = (place: number): number =>
      argumentPlaces(vertices[place - 1]!).filter((arg) => uses.get(arg) === 1).length;
    let best = 0;
    let bestGain = -1;
    for (const place of ready) {
      const offered = gain(place);
      if (offered > bestGain || (offered === bestGain && place < best)) {
        best = place;
        bestGain = offered;
      }
    }
    take(best);
  }
  return order;
}

/** Places that the roots depend on. */
function places(vertices: readonly Vertex[], roots: readonly Value[]): ReadonlySet<number> {
  const found = new Set<number>();
  const pending = roots.flatMap((root) => ('place' in root ? [root.place] : []));
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    pending.push(...argumentPlaces(vertices[place - 1]!));
  }
  return new Set([...found].sort((a, b) => a - b));
}

/** Distinct places that a vertex reads. */
export function argumentPlaces({ args }: Vertex): readonly number[] {
  const read = args.flatMap((arg) => ('place' in arg ? [arg.place] : []));
  return [...new Set(read)];
}

function areTwins(a: Vertex, b: Vertex): boolean {
  if (twinsOf(a.operation, b.operation) === null) return false;
  const [x] = a.args;
  const [y] = b.args;
  return !('constant' in x!) && valueKey(x!) === valueKey(y!);
}

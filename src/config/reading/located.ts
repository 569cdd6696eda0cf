/** Where a value of a config was written. */
export type ConfigPlace =
  | { readonly kind: 'file'; readonly line: number; readonly column: number }
  /** A command-line option, as typed. */
  | { readonly kind: 'option'; readonly option: string }
  /** A value handed over by a program. */
  | { readonly kind: 'memory' };

export type Scalar = string | number | boolean | null;

/** A config as written: plain data in which each value knows its place. */
export type Located =
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly text: string; readonly place: ConfigPlace }
  | { readonly kind: 'list'; readonly items: readonly Located[]; readonly place: ConfigPlace }
  | { readonly kind: 'map'; readonly entries: Entries; readonly place: ConfigPlace };

export interface Entry {
  readonly keyPlace: ConfigPlace;
  readonly value: Located;
}

/** A map's entries by key, in the order written. */
export type Entries = ReadonlyMap<string, Entry>;

/** Keys and list indices from the root to a value. */
export type Path = readonly (string | number)[];

/** A config before it is validated. `source` is what messages call it: the path as the user gave it. */
export interface Config {
  readonly source: string;
  readonly root: Located;
}

/** A key that the schema library passes over in silence, so that it is looked for apart. */
export const PROTOTYPE_KEY = '__proto__';

/** The data alone, without `__proto__`. */
export function dataOf(value: Located): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(dataOf);
    case 'map':
      return Object.fromEntries(
        [...value.entries]
          .filter(([key]) => key !== PROTOTYPE_KEY)
          .map(([key, entry]) => [key, dataOf(entry.value)]),
      );
  }
}

/** A program's plain data as a located tree. */
export function locatedData(data: unknown, place: ConfigPlace = { kind: 'memory' }): Located {
  if (Array.isArray(data)) {
    return { kind: 'list', items: data.map((item) => locatedData(item, place)), place };
  }
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, { keyPlace: place, value: locatedData(value, place) }] as const);
    return { kind: 'map', entries: new Map(entries), place };
  }
  if (data === null || typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean') {
    return { kind: 'scalar', value: data, text: Object.is(data, -0) ? '-0' : String(data), place };
  }
  return { kind: 'scalar', value: null, text: typeof data, place };
}

/** The entry or item that a key or index names, if there is one. */
export function childOf(value: Located, key: string | number): Located | undefined {
  if (value.kind === 'list' && typeof key === 'number') return value.items[key];
  if (value.kind === 'map') return value.entries.get(String(key))?.value;
  return undefined;
}

/** The value at a path, if there is one. */
export function locate(root: Located, path: Path): Located | undefined {
  let value: Located | undefined = root;
  for (const key of path) value = value === undefined ? undefined : childOf(value, key);
  return value;
}

/** Place of the value at a path, or of the innermost value around it that was written. */
export function configPlaceOf(root: Located, path: Path): ConfigPlace {
  for (let length = path.length; length > 0; length -= 1) {
    const value = locate(root, path.slice(0, length));
    if (value !== undefined) return value.place;
  }
  return root.place;
}

/** Place of the key that a path ends with. */
export function keyPlaceOf(root: Located, path: Path): ConfigPlace {
  const around = locate(root, path.slice(0, -1));
  const entry = around?.kind === 'map' ? around.entries.get(String(path.at(-1))) : undefined;
  return entry?.keyPlace ?? configPlaceOf(root, path);
}

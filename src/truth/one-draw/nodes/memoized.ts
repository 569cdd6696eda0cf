/** A function that works out its value once, when it is first asked for. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** A function that remembers its value for each list of arguments (plain data, compared by content). */
export function memoized<A extends readonly unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  const known = new Map<string, { readonly value: T }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const before = known.get(key);
    if (before !== undefined) return before.value;
    const value = make(...args);
    known.set(key, { value });
    return value;
  };
}

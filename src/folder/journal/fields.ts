/** A JSON object of which nothing is known. */
export type Fields = Record<string, unknown>;

export function isFields(found: unknown): found is Fields {
  return typeof found === 'object' && found !== null;
}

/** A whole number from 0 below a bound. */
export function isIndex(found: unknown, below: number): found is number {
  return Number.isSafeInteger(found) && (found as number) >= 0 && (found as number) < below;
}

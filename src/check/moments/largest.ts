/** The largest of the values offered so far, unordered; -Infinity where fewer were offered. */
export interface Largest {
  readonly values: Float64Array;
  /** The smallest of them: a value up to this changes nothing. */
  threshold: number;
}

export function startLargest(count: number): Largest {
  return { values: new Float64Array(count).fill(-Infinity), threshold: -Infinity };
}

/** Takes a value above the threshold in, in place of the smallest. */
export function keepLargest(state: Largest, value: number): void {
  const { values } = state;
  if (!(value > state.threshold)) return;
  values[values.indexOf(state.threshold)] = value;
  state.threshold = values.reduce((least, each) => Math.min(least, each), Infinity);
}

/**
 * Numbers of which nobody knows how many will come: 8 bytes each, where a list of numbers takes twice as
 * much.
 */
export interface GrowingNumbers {
  readonly add: (value: number) => void;
  readonly values: () => Float64Array;
}

export function growingNumbers(): GrowingNumbers {
  let values = new Float64Array(1024);
  let count = 0;
  return {
    add(value) {
      if (count === values.length) {
        const larger = new Float64Array(2 * count);
        larger.set(values);
        values = larger;
      }
      values[count] = value;
      count += 1;
    },
    values: () => values.subarray(0, count),
  };
}

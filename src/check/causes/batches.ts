/** Sizes of a batch that people use: a file does not tell the one behind it. */
export const BATCHES: readonly number[] = [
  ...Array.from({ length: 63 }, (_, i) => i + 2),
  ...[80, 100, 128, 200, 250, 256, 500, 512, 1000, 1024, 2000, 2048, 4096, 5000, 10000],
];

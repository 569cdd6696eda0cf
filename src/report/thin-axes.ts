/** The values of an axis that are shown, in its order. */
export interface ShownAxis {
  readonly shown: ReadonlySet<string>;
  readonly of: number;
}

export const AXES = ['series', 'mu', 'sigma', 'm'] as const;

export type ThinnedAxis = (typeof AXES)[number];

/** More sample sizes of one point than these show nothing that these do not. */
const MOST_SIZES = 7;

/**
 * Leaves out values of the axes until at most so many rows of their product are left: first sample sizes, for most estimators
 * differ by their M alone there, then of the longest axis. What is left is a grid again, so that maps have no holes, with both
 * ends of every axis and the rest at even ranks.
 *
 * @param axes distinct values, in their order
 */
export function thinAxes(
  axes: Readonly<Record<ThinnedAxis, readonly string[]>>,
  rows: number,
  most: number,
): Readonly<Record<ThinnedAxis, ShownAxis>> {
  const sizes = { series: 0, mu: 0, sigma: 0, m: 0 };
  for (const axis of AXES) sizes[axis] = Math.max(1, axes[axis].length);
  const kept = { ...sizes };
  const excess = () => AXES.reduce((product, axis) => (product * kept[axis]) / sizes[axis], rows) / most;
  if (excess() > 1) kept.m = Math.min(kept.m, MOST_SIZES);
  while (excess() > 1 && AXES.some((axis) => kept[axis] > 1)) {
    const longest = AXES.reduce((best, axis) => (kept[axis] > kept[best] ? axis : best));
    kept[longest] = Math.max(1, Math.floor(kept[longest] * Math.max(0.5, 1 / excess())));
  }
  const shownOf = (axis: ThinnedAxis): ShownAxis => ({
    shown: new Set(evenly(axes[axis], kept[axis])),
    of: axes[axis].length,
  });
  return { series: shownOf('series'), mu: shownOf('mu'), sigma: shownOf('sigma'), m: shownOf('m') };
}

/** So many values at even ranks, the first and, of two or more, the last among them. */
function evenly(values: readonly string[], count: number): readonly string[] {
  if (count >= values.length) return values;
  const step = count === 1 ? 0 : (values.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => values[Math.round(i * step)]!);
}

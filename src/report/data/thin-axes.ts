/** The values of an axis that are shown, in its order. */
export interface ShownAxis {
  readonly shown: ReadonlySet<string>;
  readonly of: number;
}

export const AXES = ['series', 'phi', 'x', 'mu', 'sigma', 'm'] as const;

export type ThinnedAxis = (typeof AXES)[number];

export type ByAxis<Value> = Readonly<Record<ThinnedAxis, Value>>;

/** More sample sizes of one point than these show nothing that these do not. */
const MOST_SIZES = 7;

/**
 * Leaves out values of the axes until at most about so many rows of their product are left: first sample
 * sizes, then of the longest axis. What is left is a grid again, so that maps have no holes and curves go
 * through every row that is wanted: both ends of every axis, the values that are wanted, and the rest at even
 * ranks.
 *
 * @param axes distinct values, in their order
 * @param wanted values that are never left out: a few
 * @param rows of the product of the axes
 */
export function thinAxes(
  axes: ByAxis<readonly string[]>,
  wanted: ByAxis<readonly string[]>,
  rows: number,
  most: number,
): ByAxis<ShownAxis> {
  const kept = byAxis((axis) => Math.max(1, axes[axis].length)) as Record<ThinnedAxis, number>;
  const sizes = { ...kept };
  const excess = () => AXES.reduce((product, axis) => (product * kept[axis]) / sizes[axis], rows) / most;
  if (excess() > 1) kept.m = Math.min(kept.m, MOST_SIZES);
  while (excess() > 1 && AXES.some((axis) => kept[axis] > 1)) {
    const longest = AXES.reduce((best, axis) => (kept[axis] > kept[best] ? axis : best));
    kept[longest] = Math.max(1, Math.floor(kept[longest] * Math.max(0.5, 1 / excess())));
  }
  return byAxis((axis) => ({ shown: some(axes[axis], wanted[axis], kept[axis]), of: axes[axis].length }));
}

export const byAxis = <Value>(make: (axis: ThinnedAxis) => Value): ByAxis<Value> => ({
  series: make('series'),
  phi: make('phi'),
  x: make('x'),
  mu: make('mu'),
  sigma: make('sigma'),
  m: make('m'),
});

/** The wanted values and others at even ranks, the ends among them, so many in all unless more are wanted. */
function some(values: readonly string[], wanted: readonly string[], count: number): ReadonlySet<string> {
  if (count >= values.length) return new Set(values);
  const fixed = new Set(wanted);
  const others = count === 1 && fixed.size > 0 ? [] : evenly(values, Math.max(1, count - fixed.size));
  const chosen = new Set([...fixed, ...others]);
  return new Set(values.filter((value) => chosen.has(value)));
}

function evenly(values: readonly string[], count: number): readonly string[] {
  const step = count === 1 ? 0 : (values.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => values[Math.round(i * step)]!);
}

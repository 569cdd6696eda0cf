import type { GroupedMoments } from './cell-moments.ts';
import type { Moments } from './moments.ts';
import { scaledMoments } from './trace.ts';

/**
 * Where the sums of a component stand: in one channel, times a weight; in those along mu, sigma and both
 * together, of which they are the ones along a direction; or nowhere, all of them being 0.
 */
export type Contribution =
  | { readonly kind: 'channel'; readonly channel: number; readonly weight: number }
  | {
      readonly kind: 'combination';
      readonly mu: number;
      readonly sigma: number;
      readonly both: number;
      readonly direction: { readonly mu: number; readonly sigma: number };
    }
  | { readonly kind: 'none' };

/**
 * The moments of a contribution from those of all channels. Along (a, b), with X, Y and S the squares of the
 * channels along mu, sigma and both together, the squares are a(a − b)X + b(b − a)Y + abS, group by group.
 */
export function contributedMoments(
  channels: readonly GroupedMoments[],
  contribution: Contribution,
): GroupedMoments {
  switch (contribution.kind) {
    case 'channel': {
      const { channel, weight } = contribution;
      return weight === 1 ? channels[channel]! : scaledMoments(channels[channel]!, weight);
    }
    case 'combination': {
      const { mu, sigma, both, direction } = contribution;
      return combined([channels[mu]!, channels[sigma]!, channels[both]!], direction.mu, direction.sigma);
    }
    case 'none':
      return scaledMoments(channels[0]!, 0);
  }
}

type Three = readonly [mu: GroupedMoments, sigma: GroupedMoments, both: GroupedMoments];

function combined([x, y, s]: Three, a: number, b: number): GroupedMoments {
  const of = (along: Moments, across: Moments, together: Moments): Moments => ({
    count: along.count,
    mean: a * along.mean + b * across.mean,
    squares: Math.max(
      0,
      a * (a - b) * along.squares + b * (b - a) * across.squares + a * b * together.squares,
    ),
  });
  return {
    reference: a * x.reference + b * y.reference,
    pooled: of(x.pooled, y.pooled, s.pooled),
    groups: x.groups.map((group, g) => of(group, y.groups[g]!, s.groups[g]!)),
  };
}

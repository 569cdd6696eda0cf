import { alongAt } from '../estimators/component.ts';
import { requestedChannels, type ChannelRequest } from '../estimators/measured/channels.ts';
import { NO_CONSTANTS } from '../estimators/estimator.ts';
import { pathwise } from '../estimators/pathwise.ts';
import { requireEstimator } from '../estimators/registry.ts';
import { score } from '../estimators/score.ts';
import { askedOf } from '../plan/asked.ts';
import type { Cell } from '../plan/cell.ts';
import type { Plan } from '../plan/plan.ts';
import { ALONG_MU, ALONG_SIGMA, type Direction } from '../truth/one-draw/variable/direction.ts';
import type { CellMoments } from '../statistics/cell-moments.ts';
import { sampleVariance } from '../statistics/moments.ts';

/** What a block has measured of one estimator along one direction. */
export interface ReplayedChannel {
  /** `score_mu`, or `score_loo_phi(mu=1;sigma=0.5)`. */
  readonly contribution: string;
  readonly mean: number;
  /** Variance of one estimate over the trials; null with fewer than two. */
  readonly variance: number | null;
  /** Variance of one draw's share; null where an estimate is no average of independent draws. */
  readonly draw_variance: number | null;
}

/** The channels of a block, in the order in which its sums stand. */
export function replayedChannels(plan: Plan, cell: Cell, moments: CellMoments): readonly ReplayedChannel[] {
  const builtIn = [score, pathwise].flatMap(({ name }) =>
    [ALONG_MU, ALONG_SIGMA].map((direction): ChannelRequest => ({
      kind: 'direction',
      estimator: name,
      direction,
    })),
  );
  const asked = askedOf(plan);
  return [...builtIn, ...requestedChannels(asked)].map((request, channel) => {
    const { average, form } = requireEstimator(request.estimator);
    const direction =
      request.kind === 'direction'
        ? request.direction
        : alongAt(request.component, cell, asked.knowsPhi).direction;
    const { sigma, m } = cell;
    const { scale } = form({ direction, sigma, m, constants: NO_CONSTANTS });
    const { reference, pooled } = moments.means[channel]!;
    const variance = sampleVariance(pooled);
    const ofDraws = average ? sampleVariance(moments.draws[channel]!.pooled) : null;
    return {
      contribution: `${request.estimator}_${request.kind === 'direction' ? directionText(direction) : request.component}`,
      mean: (reference + pooled.mean) * scale,
      variance: variance === null ? null : variance * scale * scale,
      draw_variance: ofDraws === null ? null : ofDraws * scale * scale,
    };
  });
}

function directionText({ mu, sigma }: Direction): string {
  if (sigma === 0 && mu === 1) return 'mu';
  return mu === 0 && sigma === 1 ? 'sigma' : `phi(mu=${mu};sigma=${sigma})`;
}

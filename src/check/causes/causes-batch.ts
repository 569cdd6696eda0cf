import { isPhi } from '../../estimators/component.ts';
import { transformed } from '../law/row-law.ts';
import { numberOrNull } from '../../truth/exact/exact-number.ts';
import { rowVariance, SET_ASIDE } from '../moments/sample-moments.ts';
import { FREEDOM, prediction, type Cause, type Prediction } from './cause.ts';
import { scoreWeights, type Pool } from './pool.ts';
import { shown } from './numbers.ts';
import type { Setting } from './setting.ts';
import type { MakeRows } from './simulated-law.ts';

/** Sizes of a batch behind single draws: a file does not tell it. */
const BATCHES: readonly number[] = [2, 3, 4, 5, 8, 10, 16, 32, 64, 128, 256, 1000];

/** Mean and standard deviation of numbers from one place up to another; ddof as in numpy. */
function meanOf(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += x[i]!;
  return sum / (to - from);
}

function deviationOf(x: Float64Array, from: number, to: number, ddof: number): number {
  const mean = meanOf(x, from, to);
  let squares = 0;
  for (let i = from; i < to; i += 1) squares += (x[i]! - mean) * (x[i]! - mean);
  return Math.sqrt(squares / (to - from - ddof));
}

/** Rows of rewards that the others of their batch change: means of m, or single draws of any batch. */
function ofBatches(
  setting: Setting,
  reward: (pool: Pool, from: number, to: number) => (i: number) => number,
  detail = '',
): readonly Prediction[] {
  const { m } = setting.claim;
  const make: MakeRows = (pool, from, to, add) => {
    const changed = reward(pool, from, to);
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      const row = changed(i) * pool.score[i]!;
      if (m === 1) add(row);
      sum += row;
    }
    if (m > 1) add(sum / m);
  };
  return (m > 1 ? [m] : BATCHES).flatMap((batch) => {
    const law = setting.simulated(batch, make);
    const told = [...(m > 1 ? [] : [`a batch of ${batch}`]), ...(detail === '' ? [] : [detail])].join(', ');
    return law === null ? [] : [prediction(law, { detail: told, freedom: m > 1 ? 0 : FREEDOM.chosen })];
  });
}

function batchCause(
  name: string,
  sentence: string,
  applies: (setting: Setting) => boolean,
  make: MakeRows,
): Cause {
  return {
    name,
    sentence,
    predict: (setting) => {
      const law = applies(setting) ? setting.simulated(setting.claim.m, make) : null;
      return law === null ? [] : [prediction(law)];
    },
  };
}

/** Single draws of a batch of any size, with the draw's own r in its baseline, or without it. */
export function batchBaseline(setting: Setting, own: boolean): readonly Prediction[] {
  return ofBatches(setting, ({ value }, from, to) => {
    const [mean, count] = [meanOf(value, from, to), to - from];
    const times = own ? 1 : count / (count - 1);
    return (i) => (value[i]! - mean) * times;
  });
}

function standardised(setting: Setting): readonly Prediction[] {
  if (!setting.isScore) return [];
  const kinds = [
    { ddof: 0, centred: 1, detail: 'numpy: over M' },
    { ddof: 1, centred: 1, detail: 'PyTorch: over M - 1' },
    { ddof: 0, centred: 0, detail: 'divided by the deviation alone' },
  ];
  return kinds.flatMap(({ ddof, centred, detail }) =>
    ofBatches(
      setting,
      ({ value }, from, to) => {
        const [mean, deviation] = [meanOf(value, from, to), deviationOf(value, from, to, ddof)];
        return (i) => (value[i]! - centred * mean) / (deviation + 1e-8);
      },
      detail,
    ),
  );
}

/** Rows that never leave two bounds, where the outermost rows all stand at them. */
function clipped(setting: Setting): readonly Prediction[] {
  const { sample, right, claim } = setting;
  const sorted = [...sample.extremes].sort((a, b) => a - b);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const isFloor = sorted[SET_ASIDE - 1] === low && low < high;
  const isCeiling = sorted.at(-SET_ASIDE) === high && low < high;
  if (right.averaged === null || (!isFloor && !isCeiling)) return [];
  const { draws, draw } = right.averaged;
  const [least, most] = [isFloor ? low : -Infinity, isCeiling ? high : Infinity];
  const bounds =
    isFloor && isCeiling && low === -high ? `±${shown(high)}` : `${shown(least)} to ${shown(most)}`;
  let each: Float64Array | null = null;
  const law = setting.simulated(draws, ({ contributions }, from, to, add) => {
    each ??= contributions(draw);
    add(Math.min(most, Math.max(least, meanOf(each, from, to))));
  });
  const detail = `at ${bounds}${claim.m > 1 ? ', the mean of a row' : ''}`;
  return law === null ? [] : [prediction(law, { detail, freedom: FREEDOM.chosen })];
}

/** Differences of r at two draws: independent ones over a step that their spread tells, or the same. */
function finiteDifferences({ claim, subject, sample, simulated }: Setting): readonly Prediction[] {
  const { component, m } = claim;
  const { laws, mu, sigma } = subject;
  // Of a direction in both a step of one is no difference.
  if (isPhi(component)) return [];
  const variance = numberOrNull(laws.exact.expectationVariance);
  if (variance === null || !(variance > 0)) return [];
  const scale = component === 'log_sigma' ? sigma : 1;
  const byMu = component === 'mu' ? 1 : 0;
  const measured = scale * Math.sqrt((2 * variance) / (m * rowVariance(sample)));
  const step = Number(measured.toPrecision(2));
  const kinds = [
    { detail: `forward, step ${shown(step)}`, back: 0, width: step, far: step, isFresh: true },
    { detail: `central, step ${shown(step / 2)}`, back: step / 2, width: step, far: step / 2, isFresh: true },
    ...[1, 0.5, 0.1].flatMap((h) => [
      { detail: `forward, step ${h}, the same draws`, back: 0, width: h, far: h, isFresh: false },
      { detail: `central, step ${h}, the same draws`, back: h, width: 2 * h, far: h, isFresh: false },
    ]),
  ];
  return kinds.flatMap(({ detail, back, width, far, isFresh }) => {
    if (byMu === 0 && back >= sigma) return [];
    let at: readonly [Float64Array, Float64Array] | null = null;
    const law = simulated(m, ({ eps, fresh, valueAt }, from, to, add) => {
      at ??= [
        valueAt(eps, mu + byMu * far, sigma + (1 - byMu) * far),
        valueAt(isFresh ? fresh : eps, mu - byMu * back, sigma - (1 - byMu) * back),
      ];
      add((scale * (meanOf(at[0], from, to) - meanOf(at[1], from, to))) / width);
    });
    return law === null
      ? []
      : [prediction(law, { detail, freedom: isFresh ? FREEDOM.solved : FREEDOM.chosen })];
  });
}

/** K of the m draws of a row lost, and the sum still divided by m. */
function lost({ right, sample, claim }: Setting): readonly Prediction[] {
  const { means } = right;
  if (means === null) return [];
  const draws = right.averaged!.draws;
  if (draws === 1) return [];
  const mean = numberOrNull(right.moments.mean);
  const variance = numberOrNull(right.moments.variance);
  if (mean === null || variance === null) return [];
  const byMean = Math.round((sample.mean / mean) * draws);
  const byVariance = Math.round((rowVariance(sample) / variance) * draws);
  return [...new Set([byMean, byVariance])]
    .filter((kept) => kept > 0 && kept < draws)
    .map((kept) =>
      prediction(transformed(means(kept / draws), kept / draws), {
        detail: `${(kept * claim.m) / draws} of ${claim.m} draws are left`,
        freedom: FREEDOM.chosen,
      }),
    );
}

function sums({ right, sample, claim: { m } }: Setting): readonly Prediction[] {
  const { means, moments } = right;
  if (m > 1) return [prediction(transformed(right, m), { detail: `${m} draws a row` })];
  const [mean, variance] = [numberOrNull(moments.mean), numberOrNull(moments.variance)];
  if (means === null || mean === null || variance === null) return [];
  const numbers = [Math.round(sample.mean / mean), Math.round(rowVariance(sample) / variance)];
  return [...new Set(numbers)]
    .filter((draws) => draws > 1 && Number.isSafeInteger(draws))
    .map((draws) =>
      prediction(transformed(means(draws), draws), {
        detail: `${draws} draws a row`,
        freedom: FREEDOM.chosen,
      }),
    );
}

/** What a batch makes of its draws is not their mean. */
export const batchCauses: readonly Cause[] = [
  {
    name: 'standardised_rewards',
    sentence:
      'rewards are standardised in the batch: the gradient is divided by the deviation of r, and its own draw is in both',
    predict: standardised,
  },
  batchCause(
    'mean_times_mean',
    'the mean score is multiplied by the mean reward (a broadcast, as (M,) with (M, 1)): the gradient over M',
    ({ isScore, claim: { m } }) => isScore && m > 1,
    ({ value, score }, from, to, add) => add(meanOf(value, from, to) * meanOf(score, from, to)),
  ),
  batchCause(
    'mean_times_sum',
    'the mean score is multiplied by the summed reward (a broadcast): without bias, but far noisier',
    ({ isScore, claim: { m } }) => isScore && m > 1,
    ({ value, score }, from, to, add) => add(meanOf(value, from, to) * meanOf(score, from, to) * (to - from)),
  ),
  {
    name: 'density_of_another_draw',
    sentence: 'the log density is that of another draw than r: its mean is 0',
    predict: (setting) => {
      const { component, m } = setting.claim;
      if (!setting.isScore) return [];
      let fresh: Float64Array | null = null;
      const law = setting.simulated(m, (pool, from, to, add) => {
        fresh ??= scoreWeights(pool.fresh, component, setting.subject.sigma);
        let sum = 0;
        for (let i = from; i < to; i += 1) sum += pool.value[i]! * fresh[i]!;
        add(sum / m);
      });
      return law === null ? [] : [prediction(law)];
    },
  },
  {
    name: 'clipped_rows',
    sentence: 'the rows are clipped: a clipped gradient is biased',
    predict: clipped,
  },
  {
    name: 'lost_draws',
    sentence:
      'some draws of each row are lost, and the sum is still divided by M: divide by those that are left',
    predict: lost,
  },
  {
    name: 'rows_are_sums',
    sentence: 'the rows are sums over draws, not means: divide by their number, and say it with --m',
    predict: sums,
  },
  {
    name: 'finite_differences',
    sentence: 'the rows are finite differences of r: use the derivative, or the same draws and a small step',
    predict: finiteDifferences,
  },
];

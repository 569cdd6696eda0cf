import { estimators, requireEstimator } from '../../estimators/registry.ts';
import type { Estimator } from '../../estimators/estimator.ts';
import { isPhi, type DerivedComponent } from '../../estimators/component.ts';
import type { ClaimedLaw, RowClaim } from '../law/claimed-law.ts';
import { rowVariance } from '../moments/sample-moments.ts';
import { numberOrNull } from '../../truth/exact/exact-number.ts';
import { batchBaseline } from './causes-batch.ts';
import { FREEDOM, prediction, type Cause, type Prediction } from './cause.ts';
import { likelyNumber } from './numbers.ts';
import type { Setting } from './setting.ts';

/** Other estimators that a mistake in the plain score function makes of it. */
const BASELINES: readonly (readonly [cause: string, estimator: string, sentence: string])[] = [
  [
    'batch_mean_baseline',
    'score_batch_mean',
    'the mean of r over the whole batch is subtracted, its own draw included, which scales the gradient by 1 − 1/M: ' +
      'leave the draw itself out of its baseline',
  ],
  [
    'mean_baseline',
    'score_constant',
    'a baseline close to E r is subtracted: the mean is right, the variance is not that of the plain score function',
  ],
  [
    'leave_one_out_baseline',
    'score_loo',
    'the mean of r over the other draws is subtracted: that is without bias, but not the plain score function',
  ],
];

const baselineCauses: readonly Cause[] = BASELINES.map(([name, estimator, sentence]) => ({
  name,
  sentence,
  predict: (setting) => {
    const { claim } = setting;
    if (claim.estimator.name !== 'score') return [];
    const other = requireEstimator(estimator);
    // A row of one draw does not tell the batch that its baseline is from.
    return other.needsOfM?.holds(claim.m) === false
      ? batchBaseline(setting, estimator === 'score_batch_mean')
      : claimed(setting, { estimator: other }, estimator);
  },
}));

const otherEstimator: Cause = {
  name: 'other_estimator',
  sentence: ({ claim }) => {
    const { name } = claim.estimator;
    if (name !== 'score' && name !== 'pathwise')
      return 'the rows are those of another estimator: claim that one';
    return name === 'score'
      ? 'the gradients are right, but of another estimator: say so with --estimator; if they are pathwise and should not be, detach the draw'
      : 'the gradients are right, but of another estimator: say so with --estimator; if they are of the score function and should not be, let the gradient flow through the draw';
  },
  predict: (setting) => {
    const { claim } = setting;
    const isNamed = ({ name }: Estimator) =>
      claim.estimator.name === 'score' && BASELINES.some(([, estimator]) => estimator === name);
    const isSame = ({ name }: Estimator) =>
      (claim.component === 'mu' && [name, claim.estimator.name].sort().join() === 'pathwise,price') ||
      (claim.m === 1 && name.endsWith('_rqmc'));
    return estimators
      .filter((each) => each !== claim.estimator && !isNamed(each) && !isSame(each))
      .filter((each) => setting.subject.own !== null || !isTwin(each))
      .flatMap((estimator) => {
        const m = estimator.needsOfM?.holds(claim.m) === false ? 2 * claim.m : claim.m;
        return claimed(setting, { estimator, m }, estimator.name);
      });
  },
};

/** Of an r that does not know phi, score_frozen and pathwise_frozen are score and pathwise. */
function isTwin({ builtIn, ownTerm }: Estimator): boolean {
  return builtIn !== null && !ownTerm;
}

/** Rows that are right as something else: the command that claims it is told. */
function claimed(setting: Setting, changed: Partial<RowClaim>, detail: string): readonly Prediction[] {
  const claim = { ...setting.claim, ...changed };
  const law = setting.lawOf(claim);
  if (law === null) return [];
  const told = claim.m === setting.claim.m ? detail : `${detail}, --m ${claim.m}`;
  // Mean and variance alone fit more easily than a law does.
  const freedom = law.seen === null ? FREEDOM.chosen : FREEDOM.none;
  return [
    prediction(law, { detail: told, claim, freedom }),
    ...otherMeans(setting, law, claim, () => true, detail),
  ];
}

/** The same average of the number of draws that the variance tells. */
function otherMeans(
  { sample }: Setting,
  { moments, means }: ClaimedLaw,
  claim: RowClaim,
  fits: (draws: number) => boolean,
  detail = '',
): readonly Prediction[] {
  const [variance, kurtosis] = [numberOrNull(moments.variance), numberOrNull(moments.kurtosis) ?? Infinity];
  if (means === null) return [];
  const step = claim.estimator.needsOfM === null ? 1 : 2;
  const numbers =
    variance === null || variance === 0
      ? LIKELY
      : likelyNumber(
          (claim.m * variance) / rowVariance(sample) / step,
          Math.sqrt(kurtosis / sample.rows),
          LIKELY,
        );
  return numbers
    .map((each) => each * step)
    .filter((draws) => draws !== claim.m && fits(draws))
    .map((draws) =>
      prediction(means(draws / claim.m), {
        detail: detail === '' ? `--m ${draws}` : `${detail}, --m ${draws}`,
        freedom: FREEDOM.chosen,
        claim: { ...claim, m: draws },
      }),
    );
}

/** Numbers of draws that people use. */
const LIKELY: readonly number[] = [
  ...Array.from({ length: 63 }, (_, i) => i + 1),
  ...[64, 80, 100, 128, 200, 250, 256, 500, 512, 1000, 1024, 2000, 2048, 4096, 5000, 10000],
];

function component(
  name: string,
  sentence: Cause['sentence'],
  of: (now: DerivedComponent) => DerivedComponent | null,
): Cause {
  return {
    name,
    sentence,
    predict: (setting) => {
      const other = of(setting.claim.component);
      return other === null ? [] : claimed(setting, { component: other }, '').slice(0, 1);
    },
  };
}

/** The gradients are right, but by something else, of another estimator or of other draws than was said. */
export const claimCauses: readonly Cause[] = [
  otherEstimator,
  ...baselineCauses,
  component(
    'log_sigma',
    'this is the derivative by log sigma: say --component log_sigma, or divide by sigma',
    (now) => (now === 'sigma' ? 'log_sigma' : null),
  ),
  component(
    'sigma_not_log_sigma',
    'this is the derivative by sigma: say --component sigma, or multiply by sigma',
    (now) => (now === 'log_sigma' ? 'sigma' : null),
  ),
  component(
    'other_component',
    ({ claim }) =>
      claim.component === 'mu'
        ? 'this is the derivative by sigma: say --component sigma'
        : 'this is the derivative by mu: say --component mu (a factor eps, or eps^2 - 1, is missing)',
    (now) => (now === 'mu' ? 'sigma' : isPhi(now) ? null : 'mu'),
  ),
  {
    name: 'chain_rule',
    sentence: 'this is the derivative by mu or sigma: the chain rule to phi is missing',
    predict: (setting) =>
      isPhi(setting.claim.component)
        ? ['mu', 'sigma'].flatMap((base) => claimed(setting, { component: base }, `by ${base}`).slice(0, 1))
        : [],
  },
  {
    name: 'rows_are_means',
    sentence: ({ claim: { m } }) =>
      m === 1
        ? 'the variance is taken over the wrong axis: the rows are means of several draws; say so with --m'
        : `the rows are means of more than ${m} draws: give --m that number`,
    predict: (setting) =>
      otherMeans(setting, setting.right, setting.claim, (draws) => draws > setting.claim.m),
  },
  {
    name: 'single_draws',
    sentence: 'the rows are single draws, not means: leave --m out',
    predict: (setting) =>
      otherMeans(setting, setting.right, setting.claim, (draws) => draws === 1 && setting.claim.m > 1),
  },
  {
    name: 'fewer_draws',
    sentence: ({ claim: { m } }) => `the rows are means of fewer than ${m} draws: give --m that number`,
    predict: (setting) =>
      otherMeans(setting, setting.right, setting.claim, (draws) => draws > 1 && draws < setting.claim.m),
  },
];

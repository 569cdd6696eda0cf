import { componentScale, directionOf } from '../../estimators/component.ts';
import { scoreVariable } from '../../truth/one-draw/variable/variable.ts';
import { numberOrNull } from '../../truth/exact/exact-number.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { lawOfForm } from '../law/claimed-law.ts';
import { knownMoments, transformed, type RowLaw } from '../law/row-law.ts';
import { rowVariance } from '../moments/sample-moments.ts';
import { FREEDOM, prediction, type Cause, type Prediction } from './cause.ts';
import { digitsOf, shown, simpleNumbers } from './numbers.ts';
import type { Setting } from './setting.ts';

/** A number with its standard error. */
interface Measured {
  readonly value: number;
  readonly error: number;
}

/** The law of the rows tells a factor or an offset more sharply than their moments do. */
const FINER = 8;

/** The numbers that may be meant: the fewer digits, the likelier. */
function solved(
  { value, error }: Measured,
  lawOf: (value: number) => RowLaw,
  detail: (value: number) => string,
  finer = 1,
): readonly Prediction[] {
  return simpleNumbers(value, error, finer).map((each) =>
    prediction(lawOf(each), {
      detail: detail(each),
      freedom: FREEDOM.solved + FREEDOM.digit * Math.min(6, digitsOf(each) - 1),
    }),
  );
}

/** c of rows c·x: by the mean or by the spread, whichever tells it better; by the spread of either sign. */
function factorsOf({ right, sample }: Setting): readonly Measured[] {
  const exact = knownMoments(right.moments);
  if (exact === null || exact.variance === 0) return [];
  const { mean, variance, kurtosis } = exact;
  const own = rowVariance(sample);
  const spread = Math.sqrt(own / variance);
  const spreadError = spread * Math.sqrt(kurtosis / sample.rows) * 0.5;
  const byMean = { value: sample.mean / mean, error: Math.sqrt(own / sample.rows) / Math.abs(mean) };
  if (byMean.error < spreadError) return [byMean];
  return byMean.error < 0.1 * Math.abs(byMean.value)
    ? [{ value: Math.sign(byMean.value) * spread, error: spreadError }]
    : [1, -1].map((sign) => ({ value: sign * spread, error: spreadError }));
}

function offsetsOf({ right, sample }: Setting): readonly Measured[] {
  const exact = knownMoments(right.moments);
  if (exact === null) return [];
  return [{ value: sample.mean - exact.mean, error: Math.sqrt(exact.variance / sample.rows) }];
}

function offsetText({ claim: { component }, subject: { sigma } }: Setting, offset: number): string {
  const entropy = component === 'sigma' ? 1 / sigma : component === 'log_sigma' ? 1 : NaN;
  const times = offset / entropy;
  return Math.abs(Math.abs(times) - 1) < 0.03
    ? `${shown(Math.sign(times) * entropy)} = ${times < 0 ? '-' : ''}${component === 'sigma' ? '1/sigma' : '1'}: the gradient of the entropy`
    : shown(offset);
}

/**
 * b of rows (r − b)·score. Var = V* + (b − b*)²·E s²/m is least at b*, so the variance tells b up to its side
 * of b*; numbers that people take for b are tried first.
 */
function baselinesOf(setting: Setting): readonly Prediction[] {
  const { claim, subject, sample } = setting;
  if (claim.estimator.name !== 'score') return [];
  const { laws, sigma, mu, integrand } = subject;
  const direction = directionOf(claim.component);
  const scale = componentScale(claim.component, sigma) / sigma;
  const variable = (b: number) => scoreVariable(direction, b);
  const lawOf = (b: number): RowLaw =>
    lawOfForm(subject, claim, {
      kind: 'average',
      family: 'plain',
      variable: variable(b),
      draws: claim.m,
      scale: 1 / sigma,
    });
  const known = [
    ['r(mu)', evaluate(integrand.value, mu)],
    ['E r', numberOrNull(laws.baselines(direction).expectation)],
    ['the best one', numberOrNull(laws.baselines(direction).optimal)],
  ] as const;
  const best = known[2][1];
  const named = known.flatMap(([name, b]) =>
    b === null || !Number.isFinite(b) || b === 0
      ? []
      : [prediction(lawOf(b), { detail: `${shown(b)} = ${name}` })],
  );
  const least = best === null ? null : knownMoments(lawOf(best).moments);
  if (best === null || least === null) return named;
  const weight = (claim.component === 'mu' ? 1 : 2) * scale * scale;
  const excess = rowVariance(sample) - least.variance;
  const error = rowVariance(sample) * Math.sqrt(Math.max(least.kurtosis, sample.kurtosis) / sample.rows);
  if (excess <= error) return named;
  const away = Math.sqrt((excess * claim.m) / weight);
  const awayError = (0.5 * away * error) / excess;
  return [
    ...named,
    ...[1, -1].flatMap((side) => solved({ value: best + side * away, error: awayError }, lawOf, shown)),
  ];
}

/** A constant that is multiplied, added or subtracted: solved for. */
export const constantCauses: readonly Cause[] = [
  {
    name: 'constant_factor',
    sentence: 'every row is multiplied by a constant: a learning rate, a loss scale or a weight was left in',
    predict: (setting) =>
      factorsOf(setting).flatMap((factor) =>
        solved(factor, (times) => transformed(setting.right, times), shown, FINER),
      ),
  },
  {
    name: 'constant_offset',
    sentence:
      'a constant is added to every row: the gradient of another term (an entropy, a penalty) is in it',
    predict: (setting) =>
      offsetsOf(setting).flatMap((offset) =>
        solved(
          offset,
          (added) => transformed(setting.right, 1, added),
          (added) => offsetText(setting, added),
          FINER,
        ),
      ),
  },
];

/** The same, of a baseline: a number that people take for it stands before one that was solved for. */
export const baselineCause: Cause = {
  name: 'constant_baseline',
  sentence:
    'a constant baseline is subtracted from r: the mean is right, the variance is not that of the plain score function',
  predict: baselinesOf,
};

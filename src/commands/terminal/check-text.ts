import { CONFIDENCE_TEXT } from '../../elementary/constants.ts';
import type { Exact } from '../../truth/exact/exact.ts';
import type { SamplesChecked } from '../../check/check-samples.ts';
import type { LikelyCause } from '../../check/causes/likely-causes.ts';
import type { RowClaim } from '../../check/law/claimed-law.ts';
import { shellCommand } from '../../text/shell.ts';
import { rowVariance } from '../../check/moments/sample-moments.ts';
import type { SamplesClaim } from '../../check/claim/samples-claim.ts';
import type { SampleTest } from '../../check/claim/sample-test.ts';
import type { Sensitivity } from '../../check/law/sensitivity.ts';
import { doubtText } from '../../check/claim/verdict.ts';
import { parameterText } from '../../tables/parameter-text.ts';
import { alignedLines } from '../../text/table.ts';
import { visibleLines } from '../../text/visible.ts';

/** The answer for one file in a readable block. */
export function checkText(claim: SamplesClaim, checked: SamplesChecked): string {
  const { verdict, tests, doubts, causes, law, sensitivity } = checked;
  const header = ['quantity', 'measured', 'exact', 'z', 'p', `${CONFIDENCE_TEXT} interval`, 'verdict'];
  const isBiased = law.bias.kind === 'finite' && law.bias.value !== 0;
  const lines = [
    ...claimLines(claim, checked),
    '',
    ...(tests.length > 0 ? [...alignedLines([header, ...tests.map(testRow)]), ''] : []),
    `${verdict}: ${verdictText(claim, checked)}`,
    ...doubts.map((doubt) => `  ${doubtText(doubt)}`),
    ...(sensitivity === null || verdict === 'rejected' ? [] : [`  ${sensitivityText(sensitivity)}`]),
    ...spreadLines(checked),
    ...(isBiased
      ? [`  ${claim.estimator.name} has a bias of ${show(law.bias)}, which is in the exact mean`]
      : []),
  ];
  if (verdict !== 'rejected') return visibleLines(lines);
  if (causes.length === 0) return visibleLines([...lines, '', 'no known mistake predicts these rows']);
  const named = causes.flatMap((cause) => causeLines(claim, cause));
  const heading = causes.length === 1 ? 'likely cause:' : 'likely causes (all of them fit this file):';
  const caution =
    causes[0]?.evidence === 'variance'
      ? ['  (the gradient is about 0 here: only the variance speaks for this)']
      : [];
  return visibleLines([...lines, '', heading, ...named, ...caution]);
}

function causeLines(claim: SamplesClaim, cause: LikelyCause): readonly string[] {
  const { name, sentence, detail, evidence, mean, variance } = cause;
  return [
    `  ${name}${detail === '' ? '' : ` (${detail})`}: ${sentence}`,
    evidence === 'law' || mean === null || variance === null
      ? '    would have this law; mean and variance say nothing under this tail'
      : evidence === 'copies'
        ? '    their number is what counts: the others tell nothing'
        : `    would have mean ${short(mean)} and variance ${short(variance)}`,
    ...(cause.claim === null ? [] : [`    accepted by: ${commandOf(claim, cause.claim)}`]),
  ];
}

/** The command that claims something else of the same file. */
function commandOf({ path, column, integrand, mu, sigma, alpha }: SamplesClaim, claim: RowClaim): string {
  const { estimator, component, m } = claim;
  const params = Object.entries(integrand.parameters).flatMap(([name, value]) => [
    '--param',
    `${name}=${value}`,
  ]);
  return shellCommand([
    ...['gradvar', 'check', path, ...(column === null ? [] : ['--column', column])],
    ...['--formula', integrand.formula, ...params, '--mu', String(mu), '--sigma', String(sigma)],
    ...['--estimator', estimator.name, ...(component === 'mu' ? [] : ['--component', component])],
    ...(m === 1 ? [] : ['--m', String(m)]),
    ...(alpha === 0.001 ? [] : ['--alpha', String(alpha)]),
  ]);
}

/** Rows that are right in the mean and scatter otherwise than they should are told to be just that. */
function spreadLines({ verdict, tests, sample }: SamplesChecked): readonly string[] {
  const [mean, variance] = (['mean', 'variance'] as const).map((each) =>
    tests.find(({ quantity }) => quantity === each),
  );
  if (verdict !== 'rejected' || mean?.verdict !== 'accepted' || variance?.verdict !== 'rejected') return [];
  const times = rowVariance(sample) / variance.exact;
  return [
    `  the mean is right as far as these rows tell: they are without bias, but ${
      times > 1 ? `noisier, with ${short(times)}` : `less noisy, with ${short(times)}`
    } times the variance`,
  ];
}

function claimLines(
  { path, integrand, mu, sigma, estimator, component, m }: SamplesClaim,
  checked: SamplesChecked,
): readonly string[] {
  const parameters = parameterText(integrand.parameters);
  const { sample, format } = checked;
  return [
    `${path}: ${sample.rows * sample.copies} rows (${format.name}, ${format.type}), each ${m === 1 ? 'one draw' : `${estimator.builtIn === null ? 'one estimate from' : 'the mean of'} ${m} draws`}`,
    `claimed: ${estimator.name} gradients d/d${component} of E r(Z), Z ~ N(${mu}, ${sigma}^2)`,
    `r(z) = ${integrand.formula}${parameters === '' ? '' : `   with ${parameters}`}`,
  ];
}

function verdictText({ alpha }: SamplesClaim, { verdict, tests, doubts }: SamplesChecked): string {
  if (verdict === 'accepted' && !tests.some(({ quantity }) => quantity === 'law'))
    return 'mean and variance are those of this estimator, as far as these rows can tell';
  if (verdict === 'accepted')
    return doubts.length === 0
      ? 'mean, variance and law are those of this estimator, as far as these rows can tell'
      : 'the rows have the exact law of this estimator, as far as they can tell';
  if (verdict === 'inconclusive')
    return 'nothing speaks against the file, but it does not confirm the estimator either';
  const wrong = tests.filter(({ verdict: each }) => each === 'rejected').map(({ quantity }) => quantity);
  const verb = wrong.length === 1 ? 'is not that' : 'are not those';
  const named = wrong.map((quantity) => `the ${quantity}`);
  const listed = [named.slice(0, -1).join(', '), ...named.slice(-1)]
    .filter((text) => text !== '')
    .join(' and ');
  return `${listed} ${verb} of this estimator (level ${alpha} for all tests together, Holm)`;
}

/** What the test of the law would have rejected, with a probability of at least 95 %. */
function sensitivityText({ factor, offset }: Sensitivity): string {
  const errors = [
    ...(factor === null ? [] : [`a factor of ${factor} on the rows or on their spread`]),
    ...(offset === null ? [] : [`an offset of ${Number(offset.toPrecision(2))}`]),
  ];
  return errors.length === 0
    ? 'no factor and no offset would surely have been rejected'
    : `${errors.join(', and ')} or more, would have been rejected`;
}

function testRow({
  quantity,
  statistic,
  measured,
  exact,
  z,
  p,
  basis,
  interval,
  verdict,
}: SampleTest): string[] {
  const sign = basis === 'bound' && p > 0 && p < 1 ? '<= ' : '';
  return [
    quantity === 'law' ? `law: ${statistic}` : statistic,
    short(measured),
    short(exact),
    z === null ? '-' : z.toFixed(2),
    p < 1e-99 ? '< 1e-99' : `${sign}${short(Number(p.toPrecision(2)))}`,
    interval === null ? '-' : `${short(interval[0])} to ${short(interval[1])}`,
    verdict,
  ];
}

/** Everything as JSON; numbers that are not finite are null there. */
export function checkJson(claim: SamplesClaim, checked: SamplesChecked): string {
  const { path, column, integrand, mu, sigma, estimator, component, m, alpha } = claim;
  const { verdict, format, sample, law, tests, doubts, sensitivity, causes, notes } = checked;
  const { formula, parameters } = integrand;
  const document = {
    verdict,
    claim: { path, column, formula, parameters, mu, sigma, estimator: estimator.name, component, m, alpha },
    format,
    notes,
    sample: {
      rows: sample.rows * sample.copies,
      mean: sample.mean,
      variance: rowVariance(sample),
      skewness: sample.skewness,
      kurtosis: sample.kurtosis,
    },
    exact: law,
    tests,
    doubts: doubts.map((doubt) => ({ ...doubt, text: doubtText(doubt) })),
    sensitivity,
    causes: causes.map((cause) => ({
      ...cause,
      claim: cause.claim && { ...cause.claim, estimator: cause.claim.estimator.name },
      command: cause.claim && commandOf(claim, cause.claim),
    })),
  };
  return JSON.stringify(document, null, 2);
}

function show(exact: Exact): string {
  return exact.kind === 'finite' ? short(exact.value) : exact.kind;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

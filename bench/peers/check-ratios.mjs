// Do all peers the same work? Each measured variance ratio is held against the exact one.
import { compileIntegrand } from '../../dist/src/integrands/compile.js';
import { exactMoments } from '../../dist/src/truth/line/exact-moments.js';
import { INTEGRANDS } from './cases.mjs';
import { MU, SIGMA } from './protocol.mjs';

/** Standard errors that a ratio may be away: of a thousand normal numbers, one run in 1700 has one beyond 5. */
export const MOST_Z = 5;

/**
 * The z score of each peer, case, component and kind of ratio (of trials, of single draws), over all rounds.
 *
 * @param results {peer, integrand, m, case, draws, trial, draw} of each request
 * @returns {peer, case, what, z} of each, the worst first
 */
export function scoreRatios(results) {
  const groups = new Map();
  for (const result of results) {
    const key = `${result.peer} ${result.case}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const truths = new Map();
  for (const { integrand } of results) if (!truths.has(integrand)) truths.set(integrand, exactOf(integrand));
  return [...groups.values()]
    .flatMap((group) => scoreGroup(group, truths.get(group[0].integrand)))
    .sort(worstFirst);
}

function exactOf(name) {
  const { formula, parameters } = INTEGRANDS[name];
  return exactMoments(compileIntegrand(formula, parameters), MU, SIGMA);
}

function scoreGroup(group, truth) {
  const { peer, case: name, m } = group[0];
  return ['mu', 'sigma'].flatMap((component) =>
    [
      { kind: 'trial', size: m },
      { kind: 'draw', size: 1 },
    ].map(({ kind, size }) => ({
      peer,
      case: name,
      what: `${kind} ratio, ${component}`,
      z: zScore(
        group.map((result) => ({ ratio: result[kind][component], samples: result.draws / size })),
        truth[component],
        size,
      ),
    })),
  );
}

/**
 * (mean log ratio - exact log ratio) / exact standard error. The log ratio of the variances of n means of m draws has
 * variance (kurtosis1 + kurtosis2 - 2 coKurtosis)/n, all of the means.
 */
function zScore(measured, { score, pathwise, correlation, coKurtosis }, m) {
  const samples = measured.reduce((sum, one) => sum + one.samples, 0);
  const log = measured.reduce((sum, one) => sum + one.samples * Math.log(one.ratio), 0) / samples;
  const kurtosis = ({ value }) => 3 + (value - 3) / m;
  const both = (coKurtosis.value + (m - 1) * (1 + 2 * correlation.value * correlation.value)) / m;
  const spread = kurtosis(score.kurtosis) + kurtosis(pathwise.kurtosis) - 2 * both;
  return (log - Math.log(score.variance.value / pathwise.variance.value)) / Math.sqrt(spread / samples);
}

/** What is not a number is worst of all. */
function worstFirst(a, b) {
  const size = ({ z }) => (Number.isFinite(z) ? Math.abs(z) : Infinity);
  return size(a) === size(b) ? 0 : size(b) - size(a);
}

import { log1p } from '../elementary/log.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import { TRIALS_PER_KURTOSIS } from '../statistics/quality.ts';
import type { RowTest } from './compared-row.ts';
import { differenceProbability, isEquivalent } from './minimum-effect.ts';
import { isConstantQuantity, decidesEquivalence, quantitiesOf, type Quantity } from './quantities.ts';
import type { Relation } from './relation.ts';

/** Tier 2: what a row of other draws says. */
export type StatisticalRow =
  | (RowTest & { readonly quantities: readonly Quantity[] })
  | {
      readonly kind: 'settled';
      readonly rowClass: 'changed' | 'heavy_tail' | 'unmeasured' | 'equivalent' | 'inconclusive';
      readonly detail: string;
      readonly trialsNeeded: number | null;
    };

/**
 * Compares a row with itself under other draws.
 *
 * Its p-value is that of its most telling quantity times the number of its quantities (Bonferroni: they come
 * from the same draws, in any dependence). A quantity is tested against ±log(1 + effect), a mean against
 * ±effect standard deviations of one estimate. The row is equivalent if its ratio and both variances are, as
 * far as it has them.
 *
 * @param effect minimum effect, such as 0.05
 */
export function compareStatistically(
  base: SummaryRow,
  next: SummaryRow,
  relation: Relation,
  effect: number,
): StatisticalRow {
  const moved = ([1, 2] as const).find((i) => constantMoved(base, next, i));
  if (moved !== undefined) {
    const [was, is] = [base[`mean_${moved}`], next[`mean_${moved}`]];
    const detail = `mean_${moved} has no variance and was ${was ?? 'empty'}, now ${is ?? 'empty'}`;
    return { kind: 'settled', rowClass: 'changed', detail, trialsNeeded: null };
  }
  if (
    base.variance_1 === null &&
    base.variance_2 === null &&
    next.variance_1 === null &&
    next.variance_2 === null
  )
    return { kind: 'settled', rowClass: 'unmeasured', detail: 'no variance is measured', trialsNeeded: null };
  if (isHeavy(base) || isHeavy(next)) return heavyTail(base, next);
  const quantities = quantitiesOf(base, next, relation);
  const [first] = quantities;
  if (first === undefined) return withoutTests(base, next);
  return testRow(quantities, first, effect);
}

function testRow(quantities: readonly Quantity[], first: Quantity, effect: number): StatisticalRow {
  const logEffect = log1p(effect);
  let leading = first;
  let [least, leastGrown, leastShrunk] = [Infinity, Infinity, Infinity];
  for (const quantity of quantities) {
    const isMean = quantity.name === 'mean_1' || quantity.name === 'mean_2';
    const p = differenceProbability(quantity, isMean ? effect : logEffect);
    if (p < least) [least, leading] = [p, quantity];
    if (isMean || quantity.name === 'variance_ratio') continue;
    if (quantity.difference > 0) leastGrown = Math.min(leastGrown, p);
    else leastShrunk = Math.min(leastShrunk, p);
  }
  const deciding = quantities.filter(decidesEquivalence);
  const corrected = (p: number) => Math.min(1, p * quantities.length);
  return {
    kind: 'tested',
    p: corrected(least),
    pGrown: corrected(leastGrown),
    pShrunk: corrected(leastShrunk),
    leading: leading.name,
    difference: leading.difference,
    standardError: leading.standardError,
    equivalent: deciding.length > 0 && deciding.every((quantity) => isEquivalent(quantity, logEffect)),
    varianceAtOneTrial: Math.max(...deciding.map((quantity) => quantity.varianceAtOneTrial), 0),
    quantities,
  };
}

/** An estimator without variance has no noise: its mean may differ by rounding alone. */
function constantMoved(base: SummaryRow, next: SummaryRow, i: 1 | 2): boolean {
  if (base[`variance_${i}_exact`] !== 0 || next[`variance_${i}_exact`] !== 0) return false;
  const [was, is] = [base[`mean_${i}`], next[`mean_${i}`]];
  if (was === null || is === null) return false;
  return Math.abs(was - is) > 1e-9 * Math.max(Math.abs(was), Math.abs(is));
}

function isHeavy({ ci_quality, status }: SummaryRow): boolean {
  const isUntested = ci_quality === 'heavy_tail' || ci_quality === 'few_trials';
  return isUntested || status.startsWith('infinite_variance') || status === 'non_finite';
}

/**
 * Rows whose tails are too heavy for their trials leave the family: no test of their variance can be trusted.
 */
function heavyTail(base: SummaryRow, next: SummaryRow): StatisticalRow {
  const kurtosis = Math.max(...[base, next].flatMap((row) => [row.kurtosis_1 ?? 0, row.kurtosis_2 ?? 0]));
  const infinite = [base, next].some(({ status }) => status.startsWith('infinite_variance'));
  const unknown = [base, next].some(
    (row) =>
      (row.kurtosis_1 === null && !isConstantQuantity(row, 1)) ||
      (row.kurtosis_2 === null && !isConstantQuantity(row, 2)),
  );
  const detail = infinite ? 'a variance is infinite' : 'too few trials for the kurtosis';
  const trialsNeeded = infinite || unknown ? null : Math.ceil(TRIALS_PER_KURTOSIS * kurtosis);
  return { kind: 'settled', rowClass: 'heavy_tail', detail, trialsNeeded };
}

/** Nothing that varies, nothing that could differ; or too little known to test. */
function withoutTests(base: SummaryRow, next: SummaryRow): StatisticalRow {
  const fixed = ([1, 2] as const).every((i) => isConstantQuantity(base, i) && isConstantQuantity(next, i));
  if (fixed)
    return {
      kind: 'settled',
      rowClass: 'equivalent',
      detail: 'no estimator has a variance',
      trialsNeeded: null,
    };
  const known = base.kurtosis_1 !== null && base.kurtosis_2 !== null;
  if (known || base.ci_quality === 'none') return heavyTail(base, next);
  const detail = 'neither the kurtosis nor an interval is known';
  return { kind: 'settled', rowClass: 'inconclusive', detail, trialsNeeded: null };
}

import { NORMAL_QUANTILE } from '../../elementary/constants.ts';
import { expm1 } from '../../elementary/exp.ts';
import { namedNumbers } from '../../tables/row-axes.ts';
import { rowName } from '../../tables/row-name.ts';
import { shellCommand } from '../../text/shell.ts';
import type { ComparedRow, RowClass } from '../compared-row.ts';
import { classOf, type Comparison } from '../comparison.ts';
import { trialsNeeded } from '../trials-needed.ts';

/** What is told of a row, the same in every format. null where there is none. */
export interface RowFacts {
  readonly class: RowClass;
  readonly cell_id: string;
  readonly integrand: string;
  readonly params: string;
  readonly mu: number | null;
  readonly sigma: number | null;
  readonly m: number | null;
  readonly dimension: number | null;
  readonly component: string;
  readonly estimator_1: string;
  readonly estimator_2: string;
  readonly ratio_base: number | null;
  readonly ratio_new: number | null;
  /** The quantity with the smallest p-value, and its change with a 95 % interval. */
  readonly quantity: string | null;
  /** new/base − 1; of a mean, the difference in standard deviations of one estimate. */
  readonly change: number | null;
  readonly change_low: number | null;
  readonly change_high: number | null;
  readonly p_value: number | null;
  readonly trials_needed: number | null;
  readonly detail: string;
  /** Command that computes the first differing block again. */
  readonly replay: string | null;
  /** Values of phi, as NAME=VALUE;…, and of x: what mu and sigma are functions of. */
  readonly phi: string;
  readonly x: number | null;
}

/** The columns of the formats that have some, in the order of `RowFacts`. */
export const FACTS = [
  'class',
  'cell_id',
  'integrand',
  'params',
  'mu',
  'sigma',
  'm',
  'component',
  'estimator_1',
  'estimator_2',
  'ratio_base',
  'ratio_new',
  'quantity',
  'change',
  'change_low',
  'change_high',
  'p_value',
  'trials_needed',
  'detail',
  'replay',
  'dimension',
  'phi',
  'x',
] as const satisfies readonly (keyof RowFacts)[];

export function rowFacts(comparison: Comparison, row: ComparedRow): RowFacts {
  const found = classOf(comparison, row);
  const undecided = found === 'inconclusive' || found === 'heavy_tail';
  const { cell_id, integrand, params, phi, x, mu, sigma, m, dimension } = row.cell;
  const { component, estimator_1, estimator_2 } = row;
  const { quantity, change, change_low, change_high, p_value } =
    row.kind === 'settled' ? NO_CHANGE : changeOf(row);
  // One literal: this is made for every row of every format.
  return {
    class: found,
    cell_id,
    integrand,
    params,
    mu,
    sigma,
    m,
    component,
    estimator_1,
    estimator_2,
    ratio_base: row.ratioBase,
    ratio_new: row.ratioNew,
    quantity,
    change,
    change_low,
    change_high,
    p_value,
    trials_needed: undecided ? trialsNeeded(row, comparison.precision) : null,
    detail: row.kind === 'settled' ? row.detail : '',
    replay: row.kind === 'settled' && row.sameDraws ? replayCommand(comparison, cell_id) : null,
    dimension,
    phi,
    x,
  };
}

type Change = Pick<RowFacts, 'quantity' | 'change' | 'change_low' | 'change_high' | 'p_value'>;

const NO_CHANGE: Change = { quantity: null, change: null, change_low: null, change_high: null, p_value: null };


function changeOf({ leading, difference, standardError, p }: Extract<ComparedRow, { kind: 'tested' }>): Change {
  const isMean = leading.startsWith('mean');
  const told = (value: number) => (isMean ? value : finiteOrNull(expm1(value)));
  const half = NORMAL_QUANTILE * standardError;
  return {
    quantity: leading,
    change: told(difference),
    change_low: told(difference - half),
    change_high: told(difference + half),
    p_value: p,
  };
}

/** A ratio may grow beyond every double. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function replayCommand({ replayFolder, blocks }: Comparison, cellId: string): string | null {
  if (replayFolder === null) return null;
  const block = blocks.get(cellId);
  return shellCommand(['gradvar', 'replay', replayFolder, block === undefined ? cellId : `${cellId}#${block}`]);
}

/** cosine k=3 at mu 0, sigma 1, m 7: d/d sigma, score/pathwise; phi and x stand before mu. */
export function rowPlaceText(facts: RowFacts): string {
  const { phi, x, mu, sigma, m, component, estimator_1, estimator_2 } = facts;
  const guide = Object.fromEntries(namedNumbers(phi));
  const point = Object.entries({ ...guide, x, mu, sigma, m }).flatMap(([name, value]) =>
    value === null ? [] : [`${name} ${value}`],
  );
  return `${rowName(facts)} at ${point.join(', ')}: d/d ${component}, ${estimator_1}/${estimator_2}`;
}

/** What changed, in a few words. */
export function changeText({ quantity, change, change_low, change_high, p_value, detail }: RowFacts): string {
  if (quantity === null || change === null) return detail;
  const isMean = quantity.startsWith('mean');
  const told = (value: number | null) =>
    value === null ? '∞' : `${(isMean ? value : 100 * value).toPrecision(2)}${isMean ? '' : ' %'}`;
  const unit = isMean ? ' sd' : '';
  return `${quantity} ${told(change)}${unit} (${told(change_low)} to ${told(change_high)}), p = ${(p_value ?? 1).toPrecision(2)}`;
}

/** 1.234 → 1.25, or empty. */
export function ratiosText({ ratio_base, ratio_new }: RowFacts): string {
  if (ratio_base === null && ratio_new === null) return '';
  const told = (ratio: number | null) => (ratio === null ? 'none' : Number(ratio.toPrecision(4)).toString());
  return `${told(ratio_base)} → ${told(ratio_new)}`;
}

/** Half of the inconclusive rows need no more trials than this; null if none tells. */
export function medianTrialsNeeded(comparison: Comparison): number | null {
  const needed: number[] = [];
  for (const row of comparison.rows) {
    if (classOf(comparison, row) !== 'inconclusive') continue;
    const trials = trialsNeeded(row, comparison.precision);
    if (trials !== null) needed.push(trials);
  }
  return needed.sort((a, b) => a - b)[Math.floor(needed.length / 2)] ?? null;
}

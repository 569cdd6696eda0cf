import { columnPlace, type SummaryRow } from '../tables/columns/columns.ts';
import { copied } from '../tables/reading/csv-records.ts';
import { SUMMARY_READER } from '../tables/reading/read-table.ts';
import type { CellPlace, ComparedRow, RowClass, SettledRow, TestedRow } from './compared-row.ts';
import { exactMoved } from './exact-values.ts';
import type { Matched } from './match.ts';
import type { Quantity } from './quantities.ts';
import { relationOf, type Streams } from './relation.ts';
import { compareSameDraws } from './same-plan.ts';
import { compareStatistically } from './statistical.ts';

/** What becomes of a matched pair: of identical rows nothing is kept but the name. */
export type RowPair =
  | { readonly kind: 'identical'; readonly integrand: string }
  | { readonly kind: 'different'; readonly row: ComparedRow; readonly quantities: readonly Quantity[] };

const INTEGRAND = columnPlace('integrand');

/** Trials that the plan of either side asks of every cell; null where there is no plan. */
export interface PlannedTrials {
  readonly base: number | null;
  readonly next: number | null;
}

/** What most rows that no test settles have nothing to say of. */
const UNSAID = { detail: '', sameDraws: false, trialsNeeded: null, ratioBase: null, ratioNew: null };

/**
 * Makes the comparison of one row: exact values, then status, then the tier that its draws ask for. It holds
 * the last cell alone, so that rows of one cell share it.
 */
export function compareRows(
  streams: Streams,
  effect: number,
  planned: PlannedTrials,
): (matched: Matched) => RowPair {
  const lasting = lastingTexts();
  const cellOf = cellPlaces(lasting);

  function settled(row: SummaryRow, rowClass: RowClass, more: Partial<SettledRow>): RowPair {
    const place = {
      cell: cellOf(row),
      component: lasting(row.component),
      estimator_1: lasting(row.estimator_1),
      estimator_2: lasting(row.estimator_2),
    };
    return {
      kind: 'different',
      row: { kind: 'settled', rowClass, ...place, ...UNSAID, ...more },
      quantities: [],
    };
  }

  function both(base: SummaryRow, next: SummaryRow): RowPair {
    const relation = relationOf(streams, base, next);
    const sameDraws = relation === 'same';
    const ratios = { ratioBase: base.variance_ratio, ratioNew: next.variance_ratio };
    const moved = exactMoved(base, next);
    if (moved !== undefined) return settled(next, 'exact_moved', { ...ratios, detail: moved, sameDraws });
    const became = otherStatus(base, next, sameDraws);
    if (became !== undefined)
      return settled(next, 'status_changed', { ...ratios, detail: became, sameDraws });
    const miscounted = wrongTrials(base, planned.base) ?? wrongTrials(next, planned.next);
    if (miscounted !== undefined) return settled(next, 'changed', { ...ratios, detail: miscounted });
    if (sameDraws) {
      const { rowClass, detail } = compareSameDraws(base, next);
      if (rowClass === 'identical') return { kind: 'identical', integrand: next.integrand };
      return settled(next, rowClass, { ...ratios, detail, sameDraws });
    }
    const found = compareStatistically(base, next, relation, effect);
    if (found.kind === 'settled') {
      const { rowClass, detail, trialsNeeded } = found;
      return settled(next, rowClass, { ...ratios, detail, trialsNeeded });
    }
    // One literal without spreads: this is done for every row.
    const row: TestedRow = {
      kind: 'tested',
      cell: cellOf(next),
      component: lasting(next.component),
      estimator_1: lasting(next.estimator_1),
      estimator_2: lasting(next.estimator_2),
      ratioBase: base.variance_ratio,
      ratioNew: next.variance_ratio,
      p: found.p,
      pGrown: found.pGrown,
      pShrunk: found.pShrunk,
      leading: found.leading,
      difference: found.difference,
      standardError: found.standardError,
      equivalent: found.equivalent,
      varianceAtOneTrial: found.varianceAtOneTrial,
    };
    return { kind: 'different', row, quantities: found.quantities };
  }

  return (matched) => {
    switch (matched.kind) {
      case 'removed':
        return settled(SUMMARY_READER.row(matched.base), 'removed', { detail: 'only in the base' });
      case 'added':
        return settled(SUMMARY_READER.row(matched.next), 'added', { detail: 'only in the new result' });
      case 'both': {
        const { base, next } = matched;
        // The same text from other streams would be no good sign, but a constant row may well have it.
        if (base.text === next.text) return { kind: 'identical', integrand: next.fields[INTEGRAND]! };
        const row = SUMMARY_READER.row(base);
        return both(row, SUMMARY_READER.row(next, { record: base, row }));
      }
    }
  };
}

/**
 * Blocks that were lost or counted twice show in the trials: every cell that did not fail has those of its
 * plan.
 */
function wrongTrials({ trials, status }: SummaryRow, planned: number | null): string | undefined {
  if (planned === null || status === 'error' || trials === planned) return undefined;
  return `${trials ?? 'no'} trials, the plan has ${planned}`;
}

function otherStatus(base: SummaryRow, next: SummaryRow, sameDraws: boolean): string | undefined {
  if (base.status === next.status || (!sameDraws && byChance(base, next))) return undefined;
  return `${base.status} became ${next.status}`;
}

/**
 * Whether a status may differ by the draws alone: an estimator that varied in one sample may have been the
 * same in all trials of another, or have overflowed in one. Where the oracle knows a variance of 0 that is no
 * chance.
 */
function byChance(base: SummaryRow, next: SummaryRow): boolean {
  const sampled = /^(ok|non_finite|zero_variance_(1|2|both))$/;
  if (!sampled.test(base.status) || !sampled.test(next.status)) return false;
  return [base, next].every(
    ({ status, variance_1_exact: one, variance_2_exact: two }) => status === 'ok' || one !== 0 || two !== 0,
  );
}

/** The place of a row's cell: the same object as for the row before, if it is the same cell. */
function cellPlaces(lasting: (text: string) => string): (row: SummaryRow) => CellPlace {
  let last: CellPlace | undefined;
  return (row) => {
    if (last?.cell_id === row.cell_id && last.integrand === row.integrand) return last;
    const { x, mu, sigma, m, dimension } = row;
    const [integrand, params, phi] = [lasting(row.integrand), lasting(row.params), lasting(row.phi)];
    last = { cell_id: copied(row.cell_id), integrand, params, phi, x, mu, sigma, m, dimension };
    return last;
  };
}

/** One copy of each of the few texts that rows share. */
function lastingTexts(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    const copy = copied(text);
    texts.set(copy, copy);
    return copy;
  };
}

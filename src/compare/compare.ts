import { EXIT, GradvarError } from '../errors.ts';
import type { SummaryRow } from '../tables/columns/columns.ts';
import { growingNumbers } from '../statistics/growing-numbers.ts';
import { SUMMARY_READER } from '../tables/reading/read-table.ts';
import type { SealState } from '../folder/seal.ts';
import { rowClass, type ComparedRow } from './compared-row.ts';
import { compareRows, type RowPair } from './compare-rows.ts';
import {
  resolveCompareOptions,
  type CompareOptions,
  type ResolvedCompareOptions,
} from './compare-options.ts';
import { noCounts, type Comparison, type Counting, type IncompleteSide } from './comparison.ts';
import { collectShifts } from './global-shift.ts';
import { compareBytes } from './identical.ts';
import { matchRows, type Matched } from './match.ts';
import { rejectionThreshold } from '../statistics/multiple-testing.ts';
import { guessStreams, samePlan, streamsOf, type Streams } from './relation.ts';
import { recordsOf, rowsPlanned, type ResultSource } from './result-source.ts';
import { rowStore, type ComparedRows } from './row-store.ts';
import { precisionFor } from './trials-needed.ts';

/**
 * Compares two results: bytes first, then row by row; see docs/compare.md.
 *
 * Rows of equal text are counted; of every other a few numbers are kept (some 100 bytes).
 *
 * @throws GradvarError RESULT_FOREIGN (41), also when no row is common; RESULT_DAMAGED, INPUT_UNREADABLE
 *   (50); USAGE (2)
 */
export async function compareResults(
  base: ResultSource,
  next: ResultSource,
  options: CompareOptions = {},
): Promise<Comparison> {
  const resolved = resolveCompareOptions(options);
  const bytes = await compareBytes(base.summary, next.summary);
  if (bytes.kind === 'identical') return sameBytes(base, next, resolved, bytes.lines - 1);
  const pairs = matchRows(recordsOf(base), recordsOf(next));
  return differentBytes(base, next, resolved, pairs);
}

async function differentBytes(
  base: ResultSource,
  next: ResultSource,
  options: ResolvedCompareOptions,
  pairs: MatchedRuns,
): Promise<Comparison> {
  const { streams, all } = await knownStreams(streamsOf(base, next), pairs);
  const collected = collect(
    compareRows(streams, options.effect, { base: trialsOf(base), next: trialsOf(next) }),
  );
  for await (const run of all) for (const matched of run) collected.add(matched);
  const { rows, identical, family, shifts, sizes } = collected.result();
  if (sizes.both === 0) throw nothingCommon(base, next);
  const level = options.q / 2;
  const threshold = rejectionThreshold(family, level, options.correction);
  return {
    ...frame(base, next, options, [sizes.both + sizes.removed, sizes.both + sizes.added]),
    sameBytes: false,
    streams,
    rows,
    threshold,
    precision: precisionFor(options.effect, level, family.length),
    shifts: shifts.result(level),
    ...countClasses(rows, identical, threshold),
    blocks: await differingBlocks(rows, options),
  };
}

/** Both sides' common facts; `rows` counts those of either. */
function frame(
  base: ResultSource,
  next: ResultSource,
  options: ResolvedCompareOptions,
  rows: readonly [number, number],
) {
  const sides = [base, next].map((source, i) => ({ source, rows: rows[i] ?? 0 }));
  const incomplete = sides.flatMap(({ source, rows: found }): IncompleteSide[] => {
    const planned = source.kind === 'folder' ? rowsPlanned(source.plan) : found;
    return found < planned ? [{ label: source.label, rows: found, planned }] : [];
  });
  return {
    base: base.label,
    next: next.label,
    options,
    replayFolder: next.kind === 'folder' ? next.label : null,
    samePlan: samePlan(base, next),
    incomplete,
    edited: labelsOf('changed', base, next),
    unsealed: labelsOf('unsealed', base, next),
  };
}

function labelsOf(state: SealState, ...sides: readonly ResultSource[]): readonly string[] {
  return [...new Set(sides.filter(({ seal }) => seal === state).map(({ label }) => label))];
}

function sameBytes(
  base: ResultSource,
  next: ResultSource,
  options: ResolvedCompareOptions,
  rows: number,
): Comparison {
  return {
    ...frame(base, next, options, [rows, rows]),
    sameBytes: true,
    streams: streamsOf(base, next),
    rows: rowStore(),
    threshold: -1,
    precision: precisionFor(options.effect, options.q / 2, 0),
    shifts: [],
    counts: { ...noCounts(), identical: rows },
    integrands: new Map(),
    blocks: new Map(),
  };
}

type MatchedRuns = AsyncGenerator<readonly Matched[], void, void>;

/** Pairs looked at before the streams of two bare summaries are judged. */
const PEEKED = 1000;

async function knownStreams(
  streams: Streams,
  pairs: MatchedRuns,
): Promise<{ readonly streams: Streams; readonly all: AsyncIterable<readonly Matched[]> }> {
  if (streams !== 'unknown') return { streams, all: pairs };
  const peeked: Matched[] = [];
  while (peeked.length < PEEKED) {
    const found = await pairs.next();
    if (found.done === true) break;
    peeked.push(...found.value);
  }
  const typed = peeked
    .slice(0, PEEKED)
    .flatMap((pair): (readonly [SummaryRow, SummaryRow])[] =>
      pair.kind === 'both' ? [[SUMMARY_READER.row(pair.base), SUMMARY_READER.row(pair.next)]] : [],
    );
  return { streams: guessStreams(typed), all: chain(peeked, pairs) };
}

async function* chain(first: readonly Matched[], rest: MatchedRuns): MatchedRuns {
  yield first;
  yield* rest;
}

/** With a precision each cell has its own. */
function trialsOf(source: ResultSource): number | null {
  return source.kind === 'folder' && source.plan.precision === undefined ? source.plan.trials : null;
}

function collect(compare: (matched: Matched) => RowPair) {
  const rows = rowStore();
  const identical = new Map<string, number>();
  const family = growingNumbers();
  const shifts = collectShifts();
  const sizes = { both: 0, removed: 0, added: 0 };
  return {
    add(matched: Matched): void {
      sizes[matched.kind] += 1;
      const pair = compare(matched);
      if (pair.kind === 'identical') {
        identical.set(pair.integrand, (identical.get(pair.integrand) ?? 0) + 1);
        return;
      }
      rows.add(pair.row);
      if (pair.row.kind === 'settled') return;
      family.add(pair.row.p);
      shifts.add(pair.row.cell.cell_id, pair.quantities);
    },
    result: () => ({ rows, identical, family: family.values(), shifts, sizes }),
  };
}

function countClasses(
  rows: ComparedRows,
  identical: ReadonlyMap<string, number>,
  threshold: number,
): Pick<Comparison, 'counts' | 'integrands'> {
  const counts = noCounts();
  const integrands = new Map<string, Counting>();
  const of = (integrand: string): Counting => {
    const known = integrands.get(integrand) ?? noCounts();
    integrands.set(integrand, known);
    return known;
  };
  for (const [integrand, count] of identical) {
    counts.identical += count;
    of(integrand).identical += count;
  }
  for (const row of rows) {
    const found = rowClass(row, threshold);
    counts[found] += 1;
    of(row.cell.integrand)[found] += 1;
  }
  return { counts, integrands };
}

/** Asks for the block of every cell whose bits changed, each cell once. */
async function differingBlocks(
  rows: ComparedRows,
  { findDifferingBlock }: ResolvedCompareOptions,
): Promise<ReadonlyMap<string, number>> {
  const cells = new Set<string>();
  for (const row of rows) if (sawOtherBits(row)) cells.add(row.cell.cell_id);
  const blocks = new Map<string, number>();
  for (const cell of cells) {
    const block = await findDifferingBlock(cell);
    if (block !== undefined) blocks.set(cell, block);
  }
  return blocks;
}

function sawOtherBits(row: ComparedRow): boolean {
  return row.kind === 'settled' && row.sameDraws;
}

function nothingCommon(base: ResultSource, next: ResultSource): GradvarError {
  return new GradvarError(
    'RESULT_FOREIGN',
    EXIT.foreign,
    `${base.label} and ${next.label} have no row in common: they come from different experiments`,
    'compare results of one config, or take the new one as the baseline with --update-baseline',
  );
}

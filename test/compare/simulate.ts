import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from '../../src/config/load.ts';
import { blockCount, blockTrials } from '../../src/plan/blocks.ts';
import { cellContent, type Cell } from '../../src/plan/cell.ts';
import { cells, pointOfCell } from '../../src/plan/cells.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import { exactMoments } from '../../src/truth/line/exact-moments.ts';
import { cellKey } from '../../src/streams/cell-key.ts';
import type { ResultSource } from '../../src/compare/result-source.ts';
import { COLUMNS, type SummaryRow } from '../../src/tables/columns/columns.ts';
import { csvHeader, csvText } from '../../src/tables/csv.ts';
import { rowPlanOf } from '../../src/plan/asked.ts';
import { rowMaker } from '../../src/tables/rows.ts';
import { namesOf } from '../../src/folder/table-file.ts';
import { addBlock, cellMoments, startCell } from '../../src/statistics/cell-moments.ts';
import type { PointResult } from '../../src/plan/batch-result.ts';
import { encodeProgram, type EncodedProgram } from '../../workers/kernel/wasm/encode-program.ts';
import type { BlockSums, BlockTask } from '../../src/streams/task.ts';
import { runBlockOnKernel } from '../../workers/kernel/wasm/wasm-block.ts';
import { loadKernel } from '../../workers/kernel/native/load-kernel.ts';

/*
 * A run of a plan in this thread, without files, pool or coordinator, into which a test can put a fault.
 */

/** What a test may change; each left out does what gradvar does. */
export interface Fault {
  /** The sums of a block. */
  readonly block?: (task: BlockTask, integrand: Integrand, sound: () => BlockSums) => BlockSums;
  /** Which blocks are merged, given their number. */
  readonly blocks?: (count: number) => readonly number[];
  readonly row?: (row: SummaryRow) => SummaryRow;
}

const kernel = loadKernel();

/** The oracle is asked once for each point, whatever the seed. */
const points = new Map<string, PointResult>();

interface Compiled {
  readonly integrand: Integrand;
  readonly encoded: EncodedProgram;
}

export function simulate(plan: Plan, fault: Fault = {}): readonly SummaryRow[] {
  const rows: SummaryRow[] = [];
  let last: { readonly index: number; readonly compiled: Compiled } | undefined;
  for (const cell of cells(plan)) {
    if (last?.index !== cell.integrand) {
      const integrand = compileIntegrand(cell.formula, cell.parameters);
      last = {
        index: cell.integrand,
        compiled: { integrand, encoded: encodeProgram(kernel, integrand.program) },
      };
    }
    rows.push(...cellOf(plan, cell, last.compiled, fault));
  }
  return fault.row === undefined ? rows : rows.map(fault.row);
}

function cellOf(
  plan: Plan,
  cell: Cell,
  { integrand, encoded }: Compiled,
  fault: Fault,
): readonly SummaryRow[] {
  const { mu, sigma, m } = cell;
  const key = cellKey(plan.seed, cellContent(cell));
  const count = blockCount(plan.trials, m);
  const blocks = fault.blocks?.(count) ?? Array.from({ length: count }, (_, block) => block);
  const merged = blocks.reduce((sum, block) => sum + blockTrials(plan.trials, m, block), 0);
  const state = startCell({ trials: merged, m });
  for (const block of blocks) {
    const trials = blockTrials(plan.trials, m, block);
    const task = { key, block, trials, m, mu, sigma };
    const sound = () => runBlockOnKernel(kernel, encoded, task);
    addBlock(state, fault.block?.(task, integrand, sound) ?? sound(), trials);
  }
  const measured = { kind: 'moments', moments: cellMoments(state) } as const;
  return rowMaker(rowPlanOf(plan))({ cell, exact: exactOf(plan, cell, integrand), measured });
}

function exactOf(plan: Plan, cell: Cell, integrand: Integrand): PointResult {
  const address = JSON.stringify([cell.formula, cell.parameters, cell.mu, cell.sigma]);
  const known = points.get(address);
  if (known !== undefined) return known;
  const exact = exactMoments(integrand, cell.mu, cell.sigma);
  const found = { kind: 'exact', point: pointOfCell(plan, cell.index), exact, laws: null } as const;
  points.set(address, found);
  return found;
}

const scratch = mkdtempSync(join(tmpdir(), 'gradvar-compare-'));
let files = 0;

/** Writes the rows as summary.csv and returns them as one side of a comparison. */
export function resultOf(plan: Plan, rows: readonly SummaryRow[]): Promise<ResultSource> {
  files += 1;
  const summary = join(scratch, `${files}.csv`);
  writeRows(summary, rows);
  return Promise.resolve({ kind: 'folder', label: `result-${files}`, summary, plan, seal: 'sealed' });
}

export function writeRows(path: string, rows: readonly SummaryRow[]): void {
  const names = namesOf(COLUMNS);
  writeFileSync(path, Buffer.concat([csvHeader(names), csvText(names, rows)]));
}

export const simulated = (plan: Plan, fault: Fault = {}): Promise<ResultSource> =>
  resultOf(plan, simulate(plan, fault));

/** A plan from the options of a config. */
export function planWith(experiment: Record<string, unknown>): Plan {
  const defaults = {
    version: 1,
    name: 'test',
    trials: 1000,
    mu: 0,
    sigma: 1,
    m: 1,
    components: ['mu', 'sigma'],
  };
  return planOf({ ...defaults, estimators: ['score', 'pathwise'], ...experiment } as never);
}

export const withSeed = (plan: Plan, seed: string): Plan => ({ ...plan, seed });

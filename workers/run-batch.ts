import type { Batch, BatchIntegrand, BlockRun, OracleTask } from '../src/grid/batch.ts';
import { blockTrials } from '../src/grid/blocks.ts';
import { cellContent } from '../src/grid/cell.ts';
import { compileIntegrand } from '../src/integrands/compile.ts';
import type { Integrand } from '../src/integrands/integrand.ts';
import type { ExactPoint } from '../src/oracle/exact.ts';
import { exactOracle } from '../src/oracle/exact-moments.ts';
import { cellKey } from '../src/random/cell-key.ts';
import type { BatchResult, PointResult, RunResult } from './batch-result.ts';
import { encodeProgram } from './kernel/encode-program.ts';
import { BLOCK_SUMS } from './kernel/task.ts';
import { runBlockOnKernel } from './kernel/wasm-block.ts';
import type { Kernel } from './kernel/wasm-kernel.ts';

/** Does the work of a batch in this thread. Never throws: what fails comes back as data, and the rest goes on. */
export function runBatch(kernel: Kernel, batch: Batch): BatchResult {
  const started = performance.now();
  const prepared = prepareOnce(batch.integrands);
  const points = batch.points.map((task) => exactPoint(prepared, task));
  const runs = batch.runs.map((run) => blockRun(kernel, prepared, batch, run));
  return { points, runs, milliseconds: performance.now() - started };
}

interface Prepared {
  readonly integrand: Integrand;
  readonly oracle: (mu: number, sigma: number) => ExactPoint;
}

/** The compiled integrand of a slot and its oracle, made when first asked for. */
function prepareOnce(integrands: readonly BatchIntegrand[]): (slot: number) => Prepared {
  const prepared = new Map<number, Prepared>();
  return (slot) => {
    const known = prepared.get(slot);
    if (known !== undefined) return known;
    const { formula, parameters } = integrands[slot]!;
    const integrand = compileIntegrand(formula, parameters);
    let oracle: Prepared['oracle'] | undefined;
    const made: Prepared = {
      integrand,
      oracle: (mu, sigma) => (oracle ??= exactOracle(integrand))(mu, sigma),
    };
    prepared.set(slot, made);
    return made;
  };
}

function exactPoint(prepared: (slot: number) => Prepared, task: OracleTask): PointResult {
  const { point, slot, mu, sigma } = task;
  try {
    return { kind: 'exact', point, exact: prepared(slot).oracle(mu, sigma) };
  } catch (error) {
    return { kind: 'failed', point, reason: String(error) };
  }
}

function blockRun(
  kernel: Kernel,
  prepared: (slot: number) => Prepared,
  batch: Batch,
  run: BlockRun,
): RunResult {
  const { cell, slot, mu, sigma, m, trials, first, count } = run;
  try {
    const { formula, parameters } = batch.integrands[slot]!;
    const key = cellKey(batch.seed, cellContent({ formula, parameters, mu, sigma, m }));
    const { program } = prepared(slot).integrand;
    const encoded = encodeProgram(kernel, program);
    const sums = new Float64Array(count * BLOCK_SUMS);
    for (let i = 0; i < count; i += 1) {
      const block = first + i;
      const task = { key, block, trials: blockTrials(trials, m, block), m, mu, sigma };
      sums.set(runBlockOnKernel(kernel, encoded, task), i * BLOCK_SUMS);
    }
    return { kind: 'sums', cell, first, sums };
  } catch (error) {
    return { kind: 'failed', cell, first, reason: String(error) };
  }
}

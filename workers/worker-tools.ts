import type { RowPlan } from '../src/plan/asked.ts';
import { cellsFinisher, type CellsFinisher } from '../src/tables/finish-cells.ts';
import { loadKernel } from './kernel/native/load-kernel.ts';
import type { Kernel } from './kernel/wasm/wasm-kernel.ts';
import { createPreparer, type Preparer } from './prepared.ts';

/** What a thread keeps from batch to batch. */
export interface WorkerTools {
  readonly kernel: Kernel;
  readonly preparer: Preparer;
  readonly finisherOf: (plan: RowPlan) => CellsFinisher;
}

export function createWorkerTools(kernel: Kernel = loadKernel()): WorkerTools {
  return { kernel, preparer: createPreparer(), finisherOf: rememberingFinisher() };
}

/** Keeps the last one: the batches of a run ask the same. */
function rememberingFinisher(): WorkerTools['finisherOf'] {
  let last: { readonly key: string; readonly finish: CellsFinisher } | undefined;
  return ({ asked, trials, precision }) => {
    const plan = { asked, trials, precision };
    const key = JSON.stringify(plan);
    if (last?.key !== key) last = { key, finish: cellsFinisher(plan) };
    return last.finish;
  };
}

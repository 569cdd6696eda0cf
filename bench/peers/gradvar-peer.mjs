// gradvar itself: what a worker thread does with a batch, and the merge of its blocks, in one thread.
// usage: gradvar-peer.mjs KERNEL [without-merge]
//   KERNEL: auto (the one that runs take here), 256 (native with vectors of 256 bits), portable (WebAssembly), or reference
//   (plain TypeScript)
//   without-merge: the clock stops before the merge
import { fileURLToPath } from 'node:url';
import { blockCount, blockTrials } from '../../dist/src/plan/blocks.js';
import { compileIntegrand } from '../../dist/src/integrands/compile.js';
import { cellKey } from '../../dist/src/streams/cell-key.js';
import { addBlock, cellMoments, startCell } from '../../dist/src/statistics/cell-moments.js';
import { runBlock } from '../../dist/workers/kernel/reference/run-block.js';
import { BLOCK_SUMS } from '../../dist/src/streams/task.js';
import { createWorkspace } from '../../dist/workers/kernel/reference/workspace.js';
import { chooseKernel } from '../../dist/workers/kernel/native/load-kernel.js';
import { openNative } from '../../dist/workers/kernel/native/native-file.js';
import { nativeKernel } from '../../dist/workers/kernel/native/native-kernel.js';
import { loadPortableKernel } from '../../dist/workers/kernel/wasm/wasm-kernel.js';
import { createWorkerTools } from '../../dist/workers/worker-tools.js';
import { runBatch } from '../../dist/workers/run-batch.js';
import { INTEGRANDS } from './cases.mjs';
import { cpuSeconds, MU, ratios, serve, SIGMA } from './protocol.mjs';

const GUIDE_POINT = { mu: MU, sigma: SIGMA, guided: null };

function kernelOf(choice) {
  if (choice !== '256') return chooseKernel(choice).kernel;
  const here = `${process.platform}-${process.arch}`;
  const { addon } = openNative(fileURLToPath(new URL('../../dist/native', import.meta.url)), here);
  return nativeKernel(addon, loadPortableKernel(), 256);
}

function batchSums(integrand, m, trials, seed) {
  const run = {
    cell: 0,
    slot: 0,
    guidePoint: GUIDE_POINT,
    m,
    trials,
    first: 0,
    count: blockCount(trials, m),
  };
  const asked = {
    ...{ estimators: ['score', 'pathwise'], components: ['mu', 'sigma'], m: [m] },
    ...{ moves: {}, knowsPhi: false },
  };
  const of = { known: {}, dimension: 1, ...integrand };
  const rows = { asked, trials, precision: null, gridTag: null };
  const batch = {
    index: 0,
    seed,
    ...rows,
    integrands: [of],
    wholes: [],
    points: [],
    runs: [run],
    nanoseconds: 0,
  };
  const [found] = runBatch(tools, batch).runs;
  if (found.kind === 'failed') throw new Error(found.reason);
  return found.sums;
}

function referenceSums({ formula, parameters }, m, trials, seed) {
  const { program } = compileIntegrand(formula, parameters);
  const workspace = createWorkspace(program);
  const key = cellKey(seed, formula);
  const blocks = blockCount(trials, m);
  const sums = new Float64Array(blocks * BLOCK_SUMS);
  for (let block = 0; block < blocks; block += 1) {
    const task = { key, block, trials: blockTrials(trials, m, block), m, mu: MU, sigma: SIGMA };
    sums.set(runBlock(program, task, workspace), block * BLOCK_SUMS);
  }
  return sums;
}

const [, , name, mode] = process.argv;
const kernel = name === 'reference' ? undefined : kernelOf(name);
const tools = kernel === undefined ? undefined : createWorkerTools(kernel);
const blockSums = name === 'reference' ? referenceSums : batchSums;
let requests = 0;

function measure(integrand, m, draws) {
  requests += 1;
  const trials = Math.max(2, Math.floor(draws / m));
  const start = cpuSeconds();
  const sums = blockSums(INTEGRANDS[integrand], m, trials, `peer ${requests}`);
  const seconds = cpuSeconds() - start;
  const blocks = blockCount(trials, m);
  const state = startCell({ trials, m });
  for (let block = 0; block < blocks; block += 1) {
    const found = sums.subarray(block * BLOCK_SUMS, (block + 1) * BLOCK_SUMS);
    addBlock(state, found, blockTrials(trials, m, block));
  }
  const moments = cellMoments(state);
  const variances = (grouped) => grouped.map(({ pooled }) => pooled.squares / pooled.count);
  return {
    ...(mode === 'without-merge' ? { seconds } : {}),
    draws: trials * m,
    trialRatios: ratios(variances(moments.means)),
    drawRatios: ratios(variances(moments.draws)),
  };
}

await serve(`node ${process.versions.node}, ${kernel?.name ?? name}`, measure);

// gradvar itself: what a worker thread does with a batch, and the merge of its blocks, in one thread.
// usage: gradvar-peer.mjs [kernel|reference]
//   kernel: the clock stops before the merge     reference: the plain TypeScript kernel, block by block
import { blockCount, blockTrials } from '../../dist/src/plan/blocks.js';
import { compileIntegrand } from '../../dist/src/integrands/compile.js';
import { cellKey } from '../../dist/src/streams/cell-key.js';
import { addBlock, cellMoments, startCell } from '../../dist/src/statistics/cell-moments.js';
import { runBlock } from '../../dist/workers/kernel/reference/run-block.js';
import { BLOCK_SUMS } from '../../dist/src/streams/task.js';
import { createWorkspace } from '../../dist/workers/kernel/reference/workspace.js';
import runBatch from '../../dist/workers/batch.worker.js';
import { INTEGRANDS } from './cases.mjs';
import { MU, ratios, serve, SIGMA } from './protocol.mjs';

const GUIDE_POINT = { mu: MU, sigma: SIGMA, guided: null };

async function batchSums(integrand, m, trials, seed) {
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
  const batch = { index: 0, seed, asked, integrands: [of], points: [], runs: [run], nanoseconds: 0 };
  const [found] = (await runBatch(batch)).runs;
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

const mode = process.argv[2];
const blockSums = mode === 'reference' ? referenceSums : batchSums;
let requests = 0;

async function measure(name, m, draws) {
  requests += 1;
  const trials = Math.max(2, Math.floor(draws / m));
  const start = performance.now();
  const sums = await blockSums(INTEGRANDS[name], m, trials, `peer ${requests}`);
  const seconds = (performance.now() - start) / 1000;
  const blocks = blockCount(trials, m);
  const state = startCell({ trials, m });
  for (let block = 0; block < blocks; block += 1) {
    const found = sums.subarray(block * BLOCK_SUMS, (block + 1) * BLOCK_SUMS);
    addBlock(state, found, blockTrials(trials, m, block));
  }
  const moments = cellMoments(state);
  const variances = (grouped) => grouped.map(({ pooled }) => pooled.squares / pooled.count);
  return {
    ...(mode === 'kernel' ? { seconds } : {}),
    draws: trials * m,
    trialRatios: ratios(variances(moments.means)),
    drawRatios: ratios(variances(moments.draws)),
  };
}

await serve(`node ${process.versions.node}`, measure);

/**
 * Sums of a few blocks, bit by bit: the guard of the stream scheme (test/kernel/block-sums.test.ts). To be run only
 * when the scheme's version is raised, because a change here is a change of every result.
 *
 * usage: node scripts/make-block-sums-golden.ts > test/golden/block-sums.json      needs Node >= 22.18
 */
import { cellKey } from '../src/streams/cell-key.ts';
import { constant, cosine, gauss, hyperbolic, identity, quad } from '../test/kernel/formulas.ts';
import { runBlock } from '../workers/kernel/reference/run-block.ts';
import { hexadecimal } from '../test/kernel/hexadecimal.ts';

const sizes = [
  { formula: quad, m: 1, trials: 1024, block: 0, mu: 0.3, sigma: 0.8 },
  { formula: cosine, m: 10, trials: 101, block: 1, mu: -1, sigma: 2 },
  { formula: gauss, m: 7, trials: 77, block: 2, mu: 0, sigma: 0.1 },
  { formula: hyperbolic, m: 1000, trials: 11, block: 3, mu: 3, sigma: 4 },
  { formula: identity, m: 3, trials: 2, block: 536870912, mu: 1e8, sigma: 1e-3 },
  { formula: constant, m: 64, trials: 8, block: 4, mu: 0, sigma: 1 },
];

const golden = sizes.map(({ formula: { name, program }, ...rest }) => {
  const task = { key: cellKey('golden', name), ...rest };
  return { name, program, task, sums: hexadecimal(runBlock(program, task)) };
});
console.log(JSON.stringify(golden, null, 1));

import { trialsPerBlock } from '../src/plan/blocks.ts';
import { catalogue } from '../src/integrands/catalogue.ts';
import { compileIntegrand } from '../src/integrands/compile.ts';
import type { Parameters } from '../src/formula/tree/tree.ts';
import { blocks, KEY } from './kernel-under-test.ts';
import type { BenchCase, Suite } from './suite.ts';

/** Number of a block that has grown to its full size, of half a million draws: a call takes milliseconds. */
const GROWN = 1000;

/** The integrands of the comparison with other languages (bench/peers), at each of these m. */
const PEER_INTEGRANDS: readonly { name: string; formula: string; parameters: Parameters }[] = [
  { name: 'quad', formula: '(z - k)^2', parameters: { k: 0.7 } },
  { name: 'cos', formula: 'cos(k*z)', parameters: { k: 0.7 } },
  { name: 'gauss', formula: 'exp(-k*z^2)', parameters: { k: 0.7 } },
  { name: 'tanh', formula: 'tanh(z)', parameters: {} },
];
const SAMPLE_SIZES = [1, 10, 1000];

/** Whole blocks: draws, r and r', contributions and sums. The integrands of bench/peers by m, the catalogue at m = 10. */
export function kernelSuite(): Suite {
  return {
    name: 'kernel',
    pace: 'fast',
    cases: [
      ...PEER_INTEGRANDS.flatMap(({ name, formula, parameters }) =>
        SAMPLE_SIZES.map((m) => blockCase(`${name} m=${m}`, formula, parameters, m)),
      ),
      ...catalogue.map(({ name, formula, parameters }) =>
        blockCase(`catalogue ${name} m=10`, formula, parameters, 10),
      ),
    ],
  };
}

function blockCase(name: string, formula: string, parameters: Parameters, m: number): BenchCase {
  const { program } = compileIntegrand(formula, parameters);
  const trials = trialsPerBlock(m, GROWN);
  const task = { key: KEY, block: GROWN, trials, m, mu: 0.3, sigma: 0.8 };
  return { name, draws: trials * m, run: blocks(program, [task]) };
}

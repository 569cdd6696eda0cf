import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFolder, gradvar } from '../integration/gradvar.ts';

const CONFIG = `version: 1
name: small
seed: "3"
integrands:
  - const
  - square
  - { name: cosine, params: { k: [0.5, 1, 3] } }
  - heaviside
  - { name: expsq_c, params: { c: 0.3 } }
mu: [0, 1]
sigma: [0.5, 1, 2]
m: [1, 10]
trials: 2000
components: [mu, sigma]
estimators: [score, pathwise]
`;

/** The results folder of a small run in which every kind of row occurs. */
export async function smallRun(): Promise<string> {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'small.yaml'), CONFIG);
  const { stdout } = await gradvar(['run', 'small.yaml', '--out', 'results', '--quiet'], folder);
  return join(folder, dirname(stdout.trim()));
}

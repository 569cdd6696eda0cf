// The peers: what each is called, how it is built and how it is started.
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const OPTIMIZED = ['-O3', '-std=gnu11', '-Wno-psabi'];
const vectors = (lanes, ...flags) => ({
  source: here('vector.c'),
  flags: [...OPTIMIZED, '-fno-math-errno', '-fno-trapping-math', `-DLANES=${lanes}`, ...flags],
});

/**
 * @param python command of the Python peers
 * @param nodes further Node binaries that run gradvar
 */
export function listPeers(python, nodes) {
  const js = (file, ...args) => ({ command: process.execPath, args: [here(file), ...args] });
  const py = (file, ...args) => ({ command: python, args: [here(file), ...args] });
  return [
    { name: 'gradvar', ...js('gradvar-peer.mjs', 'auto') },
    { name: 'gradvar-256', ...js('gradvar-peer.mjs', '256') },
    { name: 'gradvar-portable', ...js('gradvar-peer.mjs', 'portable') },
    ...nodes.map((node, i) => ({
      name: `gradvar-node-${i + 1}`,
      command: node,
      args: [here('gradvar-peer.mjs'), 'auto'],
    })),
    { name: 'gradvar-kernel', ...js('gradvar-peer.mjs', 'auto', 'without-merge') },
    { name: 'gradvar-reference', ...js('gradvar-peer.mjs', 'reference') },
    { name: 'numpy-plain', ...py('numpy-peer.py', '1000000') },
    { name: 'numpy-blocked', ...py('numpy-peer.py', '20000') },
    { name: 'numpy-tuned', ...py('numpy-tuned-peer.py') },
    { name: 'c-scalar', build: { source: here('scalar.c'), flags: [...OPTIMIZED, '-march=native'] } },
    { name: 'c-128', build: vectors(2, '-mavx', '-ffp-contract=off') },
    { name: 'c-avx2-fma', build: vectors(4, '-march=haswell', '-ffp-contract=fast') },
    {
      name: 'c-avx512',
      build: vectors(8, '-march=skylake-avx512', '-mprefer-vector-width=512', '-ffp-contract=fast'),
    },
    {
      name: 'c-512',
      build: vectors(8, '-march=skylake-avx512', '-mprefer-vector-width=512', '-ffp-contract=off'),
    },
    { name: 'jax-threefry', ...py('jax-peer.py', 'threefry2x32') },
    { name: 'jax-rbg', ...py('jax-peer.py', 'rbg') },
    { name: 'torch', ...py('torch-peer.py') },
    { name: 'r', command: 'Rscript', args: ['--vanilla', here('r-peer.R')] },
    { name: 'naive-js-arc4', ...js('naive-peer.mjs', 'arc4') },
    { name: 'naive-js-alea', ...js('naive-peer.mjs', 'alea') },
  ];
}

// Compiles workers/kernel/assembly to dist/workers/kernel/kernel.wasm, unless that is newer than all it is made from.
//
// In four steps, because AssemblyScript's own optimizer cannot be told to inline everything: compile; wasm-opt (of the
// binaryen that AssemblyScript brings) makes all functions but the exported ones vanish into their callers, so that each
// pass is one loop; the constants go from global variables to locals in front of the loop; wasm-opt cleans up.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hoistConstants } from './hoist-constants.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const folder = 'workers/kernel/assembly';
const target = 'dist/workers/kernel';
const kernel = `${target}/kernel.wasm`;

const sources = [
  ...readdirSync(folder).map((name) => `${folder}/${name}`),
  'scripts/build-kernel.mjs',
  'scripts/hoist-constants.mjs',
];
const time = (file) => statSync(file).mtimeMs;
const run = (tool, ...args) =>
  execFileSync(process.execPath, [`node_modules/${tool}`, ...args], { stdio: 'inherit' });
const optimize = (...args) =>
  run(
    'binaryen/bin/wasm-opt',
    ...args,
    ...['simd', 'mutable-globals', 'bulk-memory', 'sign-ext', 'nontrapping-float-to-int'].map(
      (feature) => `--enable-${feature}`,
    ),
    ...['always', 'flexible', 'one-caller'].map((which) => `--${which}-inline-max-function-size=100000`),
    '-O3',
  );

if (!existsSync(kernel) || sources.some((file) => time(file) > time(kernel))) {
  mkdirSync(target, { recursive: true });
  const [compiled, text] = [`${target}/compiled.wasm`, `${target}/inlined.wat`];
  const memory = ['--initialMemory', '48', '--maximumMemory', '48'];
  const bare = ['--runtime', 'stub', '--use', 'abort=', '--optimizeLevel', '0', '--enable', 'simd'];
  // 112: exported functions that take vectors. Only this module sees them.
  run(
    'assemblyscript/bin/asc.js',
    `${folder}/index.ts`,
    '--outFile',
    compiled,
    ...memory,
    ...bare,
    '--disableWarning',
    '112',
  );
  optimize(compiled, '-S', '-o', text);
  writeFileSync(text, hoistConstants(readFileSync(text, 'utf8')));
  optimize(text, '-o', kernel);
  [compiled, text].forEach((file) => rmSync(file));
}

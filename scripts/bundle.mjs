// Bundles what starts: the command line, in chunks that are loaded when a command needs them, and the worker. Hundreds of
// small files take most of the start-up; the library (dist/src/index.js) stays as it is compiled.
import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = (path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

/** piscina finds its own worker beside its files, resvg its WebAssembly; the latter need not be installed. */
const EXTERNAL = ['piscina', 'tinybench', '@resvg/resvg-wasm'];

/** What every command takes is one file, and so is what every exact answer takes: each file costs a millisecond. */
const START =
  /dist\/src\/(errors|version|package-file|environment|text\/visible|commands\/(arguments\/words|terminal\/(output|help-text)))|kernel-choice|rolldown.runtime/;
const ORACLE =
  /dist\/src\/(elementary|formula|integrands|certificate|answers\/(exact|needs)-text|text|truth\/(exact|line)|commands\/(exact\.js|arguments\/(formula-arguments|once|text-option)))/;
/** So is what every folder of results takes; what runs and measures needs packages that they do not. */
const RESULTS =
  /dist\/src\/(config|plan|streams|statistics|estimators|folder|files|tables)\/|node_modules\/(zod|yaml|csv-stringify|seedrandom)\//;
/** Names of what a stack trace shows stay. */
const SMALL = { compress: true, mangle: { toplevel: false }, codegen: { removeWhitespace: true } };

/** What one command loads late may be in the file that another loads at once. */
const CHECKS = { ineffectiveDynamicImport: false };

async function bundle(input, folder, options) {
  const built = await rolldown({
    input,
    platform: 'node',
    external: EXTERNAL,
    logLevel: 'warn',
    checks: CHECKS,
  });
  await built.write({ dir: folder, format: 'esm', minify: SMALL, ...options });
  await built.close();
}

const scratch = dist('bundle');
await rm(scratch, { recursive: true, force: true });
await rm(dist('src/chunks'), { recursive: true, force: true });
await bundle(dist('src/cli.js'), scratch, {
  entryFileNames: 'cli.js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    groups: [
      { name: 'start', test: START, priority: 3 },
      { name: 'oracle', test: ORACLE, priority: 2 },
      { name: 'results', test: RESULTS, priority: 1 },
    ],
  },
});
await rename(`${scratch}/cli.js`, dist('src/cli.js'));
await rename(`${scratch}/chunks`, dist('src/chunks'));
await bundle(dist('workers/batch.worker.js'), scratch, { entryFileNames: 'batch.worker.js' });
await rename(`${scratch}/batch.worker.js`, dist('workers/batch.worker.js'));
await rm(scratch, { recursive: true });

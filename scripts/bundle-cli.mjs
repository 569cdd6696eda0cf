// Puts yargs and its dozen dependencies into dist/src/cli.js: one file instead of thirty halves what they add to the start-up.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const bundled = `${cli}.bundled`;
// gradvar's own files stay apart: the commands are loaded when they are called, and errors must be one class.
const external = (id, importer) => id.startsWith('./') && importer === cli;
const bundle = await rolldown({ input: cli, platform: 'node', external, logLevel: 'warn' });
await bundle.write({ file: bundled, format: 'esm' });
await bundle.close();
writeFileSync(cli, readFileSync(bundled));
rmSync(bundled);

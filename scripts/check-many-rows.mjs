#!/usr/bin/env node
// What every command that reads results needs for very many rows: a run of 10^6 cells x 2 components with few trials, then
// status, verify, report in its formats and of a part, compare with itself and with a copy that an editor has saved with
// CR LF. Prints a table of time, memory and bytes written. `npm run check:many-rows [-- CELLS]`; 10^6 take some minutes and
// 5 GB of disk. Fails if a command fails, or a report takes 1 GB of memory or 40 MB of HTML.
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const cells = Number(process.argv[2] ?? 1e6);
const MOST_MEGABYTES = 1024;
const MOST_HTML = 40;
const scratch = mkdtempSync(join(tmpdir(), 'gradvar-many-rows-'));
const at = (name) => join(scratch, name);
const results = at('results');
const functions = Math.max(1, Math.round(cells / 2000));

// 2 formulas x functions x 10 sigma x 100 m.
writeFileSync(
  at('many-rows.yaml'),
  `version: 1
name: many-rows
seed: "many-rows"
integrands:
  - { name: cosine, params: { k: { linear: { from: 0.5, to: 5, count: ${functions} } } } }
  - { name: wobble, formula: "a*z^2 + 0.1*sin(z)", params: { a: { linear: { from: 0.5, to: 5, count: ${functions} } } } }
mu: [0]
sigma: { geometric: { from: 0.1, to: 4, count: 10 } }
m: { linear: { from: 1, to: 100, count: 100 } }
components: [mu, sigma]
trials: 50
`,
);

const PEAK =
  'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
let failed = false;

function gradvar(name, args, { output, mostMegabytes = Infinity, mostOutput = Infinity } = {}) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', PEAK, cli, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const megabytes = Number(/peak (\d+)\s*$/.exec(stderr)?.[1]) / 1024;
  const written = output === undefined ? 0 : sizeOf(output) / 1e6;
  const isBad = status !== 0 || !(megabytes <= mostMegabytes) || written > mostOutput;
  failed ||= isBad;
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(8)} ${megabytes.toFixed(0).padStart(6)} ${(written === 0 ? '' : written.toFixed(1)).padStart(9)}${isBad ? `  BAD: exit ${status}` : ''}`,
  );
  if (status !== 0) console.log(stderr.split('\n').slice(0, 5).join('\n'));
  return { stdout, stderr };
}

function sizeOf(path) {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}

const report = (name, options, file, mostOutput) =>
  gradvar(name, ['report', results, ...options, '--out', at(file)], {
    output: at(file),
    mostMegabytes: MOST_MEGABYTES,
    mostOutput,
  });

try {
  const { stdout } = gradvar('plan', ['plan', at('many-rows.yaml')]);
  console.log(stdout.replace(/^/gm, '    '));
  console.log(`${'command'.padEnd(34)}  seconds     MB  MB written`);
  gradvar('run', ['run', at('many-rows.yaml'), '--out', results, '--quiet'], { output: results });
  gradvar('status', ['status', results]);
  gradvar('verify', ['verify', results]);
  const { stderr } = report('report', ['--format', 'html'], 'report.html', MOST_HTML);
  report('report --format markdown', ['--format', 'markdown'], 'report.md', 1);
  report('report --format svg', ['--format', 'svg'], 'figures', MOST_HTML);
  report('report --where integrand=cosine', ['--where', 'integrand=cosine'], 'part.html', MOST_HTML);
  report('report --where m=10', ['--where', 'm=10'], 'size.html', MOST_HTML);
  gradvar('compare with itself', ['compare', results, results]);
  const carriageReturns = new Transform({
    transform: (piece, _, done) => done(null, piece.toString('latin1').replaceAll('\n', '\r\n')),
    encoding: 'latin1',
    decodeStrings: true,
  });
  await pipeline(
    createReadStream(join(results, 'summary.csv')),
    carriageReturns,
    createWriteStream(at('crlf.csv'), { encoding: 'latin1', defaultEncoding: 'latin1' }),
  );
  gradvar('compare with a copy in CR LF', ['compare', results, at('crlf.csv')]);
  console.log(`\nThe report says: ${stderr.replace(/^peak.*\n?/m, '').trim()}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

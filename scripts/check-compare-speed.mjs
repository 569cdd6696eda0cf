// Time and memory of `gradvar compare` on 100,000 and 1,000,000 rows, every number of which differs and nearly every row of
// which is tested, with all formats written. Fails above 5 s, and 60 s or 1 GB.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'gradvar-compare-speed-'));
const config = join(scratch, 'config.yaml');
writeFileSync(
  config,
  `version: 1
name: speed
seed: a
integrands: [{ name: cosine, params: { k: [1, 2, 3] } }, tanh10, relu]
mu: [0.25, 0.5, 0.75]
sigma: [0.5, 1]
m: [8, 32]
trials: 4000
components: [mu, sigma]
estimators: [score, pathwise]
`,
);

function gradvar(...args) {
  const peak =
    'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
  const started = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', peak, cli, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const kilobytes = Number(/peak (\d+)/.exec(stderr)?.[1]);
  return {
    status,
    stdout,
    stderr,
    seconds: (performance.now() - started) / 1000,
    megabytes: kilobytes / 1024,
  };
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const cellId = (n) => `c${[...Array(12).keys()].map((i) => ALPHABET[Math.floor(n / 32 ** i) % 32]).join('')}`;

/** Repeats the rows of a summary under new cell ids until there are `count`. */
function repeated(summary, count, path) {
  const [header, ...lines] = readFileSync(summary, 'utf8').trimEnd().split('\n');
  const file = openSync(path, 'w');
  writeSync(file, `${header}\n`);
  let [text, last, cell] = ['', '', 0];
  for (let i = 0; i < count; i += 1) {
    const line = lines[i % lines.length];
    const comma = line.indexOf(',');
    if (line.slice(0, comma) !== last) cell += 1;
    last = line.slice(0, comma);
    text += `${cellId(cell)}${line.slice(comma)}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

let failed = false;
try {
  for (const seed of ['a', 'b'])
    gradvar('run', config, '--quiet', '--seed', seed, '--out', join(scratch, seed));
  for (const [rows, mostSeconds] of [
    [100_000, 5],
    [1_000_000, 60],
  ]) {
    const [base, next] = ['a', 'b'].map((seed) => join(scratch, `${seed}-${rows}.csv`));
    repeated(join(scratch, 'a/summary.csv'), rows, base);
    repeated(join(scratch, 'b/summary.csv'), rows, next);
    const outputs = ['json', 'csv', 'md', 'xml'].flatMap((ending) => [
      '--output',
      join(scratch, `out.${ending}`),
    ]);
    for (const [what, args] of [
      ['table', []],
      ['table, JSON, CSV, Markdown, JUnit', outputs],
      ['the same bytes', [base]],
    ]) {
      const sides = args[0] === base ? [base, base] : [base, next, ...args];
      const { status, seconds, megabytes, stdout } = gradvar('compare', ...sides);
      // A million rows are promised with all files in a minute, 100,000 with the table alone in 5 s.
      const tooMuch = seconds > mostSeconds * (args === outputs && rows < 1e6 ? 2 : 1) || megabytes > 1024;
      failed ||= tooMuch || (status !== 0 && status !== 20);
      console.log(
        `${rows} rows, ${what}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB${tooMuch ? '  TOO MUCH' : ''}`,
      );
      if (what === 'table') console.log(`  ${stdout.split('\n')[0]}`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

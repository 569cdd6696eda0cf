// Runs every command of the README and of docs/ in order, each page in an empty folder of its own, and compares what is printed where the
// page prints it. A line with a word in capitals (DIR, CONFIG) stands for others and is passed over, as is one that needs what is not here.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'gradvar-docs-'));
const bin = join(scratch, 'bin');
mkdirSync(bin);
writeFileSync(
  join(bin, 'gradvar'),
  `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/src/cli.js')}' "$@"\n`,
);
chmodSync(join(bin, 'gradvar'), 0o755);
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, BROWSER: 'true', NO_COLOR: '1' };

const PLACEHOLDER = /(^|[\s=/"])[A-Z]{3,}[A-Z0-9_]*\b|…|<\w+>|\$\(/;
const GOES_ON = /--serve\b|^gradvar serve\b|^gradvar bench\b|^gradvar work\b/;

/** Files that a line reads and that no line before made. */
const missing = (line, folder) =>
  (line.match(/[\w./-]+\.(?:csv|npy|npz|ya?ml|json)\b/g) ?? []).filter(
    (name) => !existsSync(join(folder, name)) && !new RegExp(`(--out|--save-config|>) *${name}`).test(line),
  );

/** Commands with what is printed below them, and configs. */
function* blocksOf(text) {
  for (const [, kind, body] of text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)) {
    if (kind === 'yaml') yield { kind: 'config', body };
    else if (kind === '' && body.startsWith('$ gradvar ')) {
      const [line, ...printed] = body.split('\n');
      yield { kind: 'command', line: line.slice(2), printed: printed.join('\n') };
    } else if (kind === '' || kind === 'sh')
      for (const line of body.split('\n'))
        if (line.startsWith('gradvar ')) yield { kind: 'command', line: line.replace(/\s+#.*$/, '') };
  }
}

const counts = { run: 0, compared: 0, passed: [], failed: [] };
for (const page of [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]) {
  const folder = join(scratch, page.replace(/\W/g, '-'));
  mkdirSync(folder);
  symlinkSync(join(root, 'configs'), join(folder, 'configs'));
  // Pages speak of a config of the reader's.
  for (const name of ['experiment.yaml', 'my.yaml'])
    spawnSync('gradvar', ['init', 'sin(3*z)', '--set', 'trials=64', '--out', name], { cwd: folder, env });
  for (const block of blocksOf(readFileSync(join(root, page), 'utf8'))) {
    if (block.kind === 'config') {
      writeFileSync(join(folder, 'experiment.yaml'), block.body);
      continue;
    }
    const { line, printed } = block;
    const lacks = PLACEHOLDER.test(line) || GOES_ON.test(line) ? [line] : missing(line, folder);
    if (lacks.length > 0) {
      counts.passed.push(`${page}: ${line}`);
      continue;
    }
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 600_000,
    });
    counts.run += 1;
    const isSame =
      printed === undefined || `${stdout}${stderr}`.startsWith(printed.replace(/\n?\.\.\.\n$/, ''));
    if (printed !== undefined) counts.compared += 1;
    // A page may show a mistake and what is said of it.
    if (!isSame || (status !== 0 && printed === undefined))
      counts.failed.push(
        `${page}: ${line}\n  exit ${status}\n${isSame ? stderr.slice(0, 400) : `  found\n${stdout.slice(0, 800)}`}`,
      );
  }
}
rmSync(scratch, { recursive: true });
console.log(
  `${counts.run} commands run, the output of ${counts.compared} compared; passed over, for they stand for others or need what is not here:`,
);
console.log(counts.passed.map((line) => `  ${line}`).join('\n'));
if (counts.failed.length > 0) {
  console.log(`\nFAILED: ${counts.failed.length}\n${counts.failed.join('\n')}`);
  process.exitCode = 1;
}

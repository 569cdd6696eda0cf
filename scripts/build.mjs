// Makes dist: compiled TypeScript, bundles of the command line, of the worker and of the pages, and the kernels. What was made from
// the same sources by the same packages is not made again. `npm run build`
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const STAMP = 'dist/sources.sha256';
const SOURCES = [
  'src',
  'workers',
  'bench',
  'scripts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
const MADE = [
  'src/cli.js',
  'src/index.js',
  'src/report/page.js',
  'src/report/figures.js',
  'workers/batch.worker.js',
];

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => `${path}/${name}`)
    .filter((name) => statSync(name).isFile() && !name.includes('__pycache__'))
    .sort();
}

const hash = createHash('sha256');
for (const file of SOURCES.flatMap(filesIn)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
const sources = hash.digest('hex');

function run(command, ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const isMade = MADE.every((name) => existsSync(`dist/${name}`));
if (!(isMade && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources)) {
  rmSync(STAMP, { force: true });
  run('npx', '--no-install', 'tsc', '-p', 'tsconfig.build.json');
  run(process.execPath, 'scripts/bundle.mjs');
  run(process.execPath, 'scripts/bundle-report.mjs');
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, sources);
}
run(process.execPath, 'scripts/build-kernel.mjs');
run(process.execPath, 'scripts/build-native.mjs');

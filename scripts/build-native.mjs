// Makes dist/native: the native kernel for Linux on x64, and a manifest with its SHA-256, unless they are newer than all that
// they are made from. Where no C compiler is there is no native kernel, and the portable one does the same work.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelToC } from './kernel-to-c.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const native = 'workers/kernel/native';
const assembly = 'workers/kernel/assembly';
const target = 'dist/native';
const file = `${target}/linux-x64.node`;
const manifest = `${target}/manifest.json`;

const words = (text) => text.split(' ');
// Every operation rounds once and none is fused; no C library; the same bytes wherever it is built.
const FLAGS = [
  ...words('-std=gnu11 -O3 -fPIC -fvisibility=hidden -ffreestanding -fno-stack-protector -Wall -Wno-psabi'),
  ...words('-ffp-contract=off -fno-math-errno -fno-trapping-math -fno-builtin'),
  '-fno-asynchronous-unwind-tables',
];
// Without it gcc makes calls of memset out of loops, and there is no C library; clang has -fno-builtin for that.
const OF_GCC = '-fno-tree-loop-distribute-patterns';
const AVX512 = '-mavx512f -mavx512dq -mavx512bw -mavx512vl -mprefer-vector-width=512 -mtune=skylake-avx512';
const WIDTHS = { 256: words('-mavx2 -mtune=haswell'), 512: words(AVX512) };
const LINK = words('-shared -nostdlib -Wl,--build-id=none -Wl,-z,noexecstack -Wl,-z,relro -Wl,-z,now -s');

const sources = [
  ...[native, assembly].flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`)),
  'scripts/build-native.mjs',
  'scripts/kernel-to-c.mjs',
].filter((name) => !name.endsWith('.md') && !(name.startsWith(native) && name.endsWith('.ts')));
const time = (file) => (existsSync(file) ? statSync(file).mtimeMs : -Infinity);
const say = (text) => process.stdout.write(`${text}\n`);
/** What older sources have left would not be the same kernel. */
const without = (reason) => {
  rmSync(target, { recursive: true, force: true });
  say(`no native kernel: ${reason}; the portable kernel does the same work`);
};

if (process.platform !== 'linux' || process.arch !== 'x64') without('it is for Linux on x64');
else if (sources.some((source) => [file, manifest].some((made) => time(source) > time(made)))) {
  const compiler = [process.env.CC ?? '', 'cc', 'gcc', 'clang'].find(
    (name) => name !== '' && spawnSync(name, ['--version']).status === 0,
  );
  if (compiler === undefined) without('found no C compiler (cc, gcc, clang)');
  else build(compiler);
}

function build(compiler) {
  const started = performance.now();
  const scratch = mkdtempSync(join(tmpdir(), 'gradvar-native-'));
  try {
    keep(linked(compiler, scratch));
    say(`built the native kernel with ${compiler} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    if (error.status === undefined) throw error;
    without(`${compiler} could not compile it, as told above`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The bytes of the native file, made in a folder. */
function linked(compiler, scratch) {
  const at = (name) => join(scratch, name);
  const run = (...flags) => execFileSync(compiler, flags, { stdio: 'inherit' });
  const isKnown = (flag) =>
    spawnSync(compiler, [flag, '-x', 'c', '-c', '/dev/null', '-o', at('empty.o')]).status === 0;
  const all = [...FLAGS, ...[OF_GCC].filter(isKnown)];
  const { functions, list } = kernelToC(assembly);
  writeFileSync(at('passes.h'), functions);
  writeFileSync(at('pass-list.h'), list);
  const assembled = (source, name, ...flags) => {
    run('-S', `-I${scratch}`, ...all, ...flags, `${native}/${source}`, '-o', at(`${name}.s`));
    const fused = /\bvfn?m(add|sub)\w*/.exec(readFileSync(at(`${name}.s`), 'utf8'));
    if (fused !== null)
      throw new Error(`${source}: ${compiler} has fused operations (${fused[0]}), which changes bits`);
    run('-c', at(`${name}.s`), '-o', at(`${name}.o`));
    return at(`${name}.o`);
  };
  const objects = [
    assembled('addon.c', 'addon'),
    assembled('check-steps.c', 'check-steps'),
    ...Object.entries(WIDTHS).map(([width, flags]) =>
      assembled('kernel.c', `kernel-${width}`, `-DWIDTH=${width}`, ...flags),
    ),
  ];
  run(...LINK, ...objects, '-o', at('kernel.node'));
  return readFileSync(at('kernel.node'));
}

/** A new file, not new bytes in one that a process may have mapped. */
function keep(bytes) {
  mkdirSync(target, { recursive: true });
  writeFileSync(`${file}.new`, bytes);
  renameSync(`${file}.new`, file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(manifest, `${JSON.stringify({ 'linux-x64': { file: basename(file), sha256 } }, null, 2)}\n`);
}

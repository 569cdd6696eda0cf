import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { GradvarError } from '../../src/errors.ts';
import { packageFile } from '../../src/package-file.ts';
import { kernelChoice } from '../../workers/kernel/native/kernel-choice.ts';
import { chooseKernel } from '../../workers/kernel/native/load-kernel.ts';
import { ADDON } from './kernels.ts';

const built = packageFile('dist/native');
const here = `${process.platform}-${process.arch}`;

/** A copy of what was built. */
function copy(): { readonly folder: string; readonly file: string; readonly manifest: string } {
  const folder = mkdtempSync(join(tmpdir(), 'native-'));
  cpSync(built, folder, { recursive: true });
  return { folder, file: join(folder, `${here}.node`), manifest: join(folder, 'manifest.json') };
}

/** Makes the manifest say what a changed file is: as if it had been built so. */
function admit({ file, manifest }: { readonly file: string; readonly manifest: string }): void {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  writeFileSync(manifest, JSON.stringify({ [here]: { file: `${here}.node`, sha256 } }));
}

function expectPortable(folder: string, reason: RegExp, platform = here): void {
  const chosen = chooseKernel('auto', folder, platform);
  expect(chosen.kernel.name).toBe('portable');
  expect(chosen.reason).toMatch(reason);
  try {
    chooseKernel('native', folder, platform);
    expect.fail('there should be no native kernel');
  } catch (error) {
    expect(error).toBeInstanceOf(GradvarError);
    const { exitCode, message } = error as GradvarError;
    expect(exitCode).toBe(2);
    expect(message).toContain('GRADVAR_KERNEL=native: found no native kernel: ');
    expect(message).toMatch(reason);
  }
}

describe('GRADVAR_KERNEL', () => {
  test('is one of three words, or not set', () => {
    expect(kernelChoice({})).toBe('auto');
    expect(kernelChoice({ GRADVAR_KERNEL: '' })).toBe('auto');
    for (const word of ['auto', 'portable', 'native'])
      expect(kernelChoice({ GRADVAR_KERNEL: word })).toBe(word);
    for (const word of ['wasm', 'Native', ' native', 'native,portable', '1', 'x'.repeat(500)])
      expect(() => kernelChoice({ GRADVAR_KERNEL: word })).toThrow(/expected auto, portable or native/);
  });

  test('=portable asks for nothing native', () => {
    const { kernel, reason } = chooseKernel('portable', '/nowhere');
    expect(kernel.name).toBe('portable');
    expect(reason).toContain('GRADVAR_KERNEL=portable');
  });
});

describe('the loader falls back where there is', () => {
  test('nothing', () => {
    expectPortable(join(tmpdir(), 'no-such-folder'), /holds no native file/);
    expectPortable(mkdtempSync(join(tmpdir(), 'native-')), /holds no native file/);
  });

  test('a manifest that is none', () => {
    for (const text of [
      '',
      '{',
      'null',
      '7',
      '[]',
      '{"linux-x64":7}',
      '{"linux-x64":{"file":"../x.node"}}',
    ]) {
      const folder = mkdtempSync(join(tmpdir(), 'native-'));
      writeFileSync(join(folder, 'manifest.json'), text);
      expectPortable(folder, /there is no native file|cannot be opened/);
    }
  });

  test.skipIf(ADDON === null)('nothing for this system or processor', () => {
    for (const platform of ['darwin-x64', 'linux-arm64', 'win32-x64', 'toString'])
      expectPortable(built, /there is no native file for/, platform);
  });

  test.skipIf(ADDON === null)('a file that is missing, cut off, longer or changed: it is not opened', () => {
    const cut = copy();
    truncateSync(cut.file, 5000);
    expectPortable(cut.folder, /has SHA-256/);
    const longer = copy();
    appendFileSync(longer.file, 'x');
    expectPortable(longer.folder, /has SHA-256/);
    const changed = copy();
    writeFileSync(
      changed.manifest,
      readFileSync(changed.manifest, 'utf8').replace('linux-x64.node', 'other.node'),
    );
    expectPortable(changed.folder, /holds no native file/);
  });

  test.skipIf(ADDON === null)('a file that is no library, or one of something else', () => {
    const text = copy();
    writeFileSync(text.file, 'no library');
    admit(text);
    expectPortable(text.folder, /cannot be opened/);
  });

  test.skipIf(ADDON === null)('a Node that may load none', () => {
    for (const flags of [
      ['--no-addons'],
      ['--experimental-permission', '--allow-fs-read=*', '--allow-worker'],
    ]) {
      const program = join(packageFile('dist'), 'workers/kernel/native/load-kernel.js');
      const script = `import(${JSON.stringify(program)}).then((m) => console.log(m.kernelText(m.kernelHere())))`;
      const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', script], { encoding: 'utf8' });
      expect(stdout, stderr).toMatch(/^portable: this Node may load no native files/);
    }
  });
});

/** As the build looks for one. */
const hasCompiler = ['cc', 'gcc', 'clang'].some((name) => spawnSync(name, ['--version']).status === 0);

test.runIf(hasCompiler && here === 'linux-x64')(
  'where a C compiler is, the build makes a native file',
  () => {
    expect(ADDON).not.toBeNull();
  },
);

test.skipIf(ADDON === null)('threads that come and go may all have it', async () => {
  const program = join(packageFile('dist'), 'workers/kernel/native/load-kernel.js');
  const script = `import(${JSON.stringify(program)}).then((m) =>
    require('node:worker_threads').parentPort.postMessage(m.kernelHere().kernel.name))`;
  for (let round = 0; round < 2; round++) {
    const names = Array.from({ length: 6 }, async () => {
      const worker = new Worker(script, { eval: true });
      const [name] = (await once(worker, 'message')) as [string];
      await worker.terminate();
      return name;
    });
    expect(new Set(await Promise.all(names))).toEqual(new Set([chooseKernel('native').kernel.name]));
  }
});

test.skipIf(ADDON === null)('what was built is taken, and is what the manifest says', () => {
  const { kernel, reason } = chooseKernel('native');
  expect(kernel.name).toMatch(/^native, (256|512) bits$/);
  expect(reason).toBe('');
});

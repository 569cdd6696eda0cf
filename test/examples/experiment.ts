import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, gradvar, ROOT, sha256 } from '../integration/gradvar.ts';

/** A folder with `gradvar` on its own PATH, a small experiment and the SHA-256 of its summary.csv from a single run. */
export interface Workplace {
  readonly folder: string;
  readonly config: string;
  readonly path: string;
  readonly expected: string;
}

export async function workplace(name: string): Promise<Workplace> {
  const folder = emptyFolder();
  const config = join(folder, 'config.yaml');
  const text = readFileSync(join(ROOT, 'configs/ci.yaml'), 'utf8');
  writeFileSync(config, text.replace(/^name: .*/m, `name: ${name}`).replace(/^trials: .*/m, 'trials: 50'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  program(join(bin, 'gradvar'), `exec "${process.execPath}" "${join(ROOT, 'dist/src/cli.js')}" "$@"`);
  const single = await gradvar(['run', config, '--quiet', '--out', join(folder, 'single')]);
  if (single.code !== 0) throw new Error(single.stderr);
  const expected = sha256(join(folder, 'single/summary.csv'));
  return { folder, config, path: `${bin}:${process.env['PATH'] ?? ''}`, expected };
}

/** Writes a shell script that can be run. */
export function program(path: string, body: string): void {
  writeFileSync(path, `#!/usr/bin/env bash\n${body}\n`, { mode: 0o755 });
}

/** Runs a command as a container or a CI step does; its stdout. */
export function runCommand(
  command: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): string {
  const [file = '', ...args] = command;
  const env = { ...process.env, ...environment };
  return execFileSync(file, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

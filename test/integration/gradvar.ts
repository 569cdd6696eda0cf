import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/src/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled command line as a process of its own. */
export async function gradvar(
  args: readonly string[],
  cwd: string = ROOT,
  input?: (child: number) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  if (child.pid !== undefined) input?.(child.pid);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'gradvar-test-'));

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

export type CsvRow = Readonly<Record<string, string>>;

export function readCsv(path: string): readonly CsvRow[] {
  return parse<CsvRow>(readFileSync(path, 'utf8'), { columns: true });
}

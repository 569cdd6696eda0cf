import { fork, spawn, type ChildProcess } from 'node:child_process';
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

/**
 * Runs the compiled command line, in a process that runs one after the other: starting Node for each takes longer than
 * most of them. command-line.test.ts holds that it makes no difference.
 */
export function gradvar(args: readonly string[], cwd: string = ROOT): Promise<Ended> {
  const ended = served.then(() => serve(args, cwd));
  served = ended.catch(() => undefined);
  return ended;
}

let served: Promise<unknown> = Promise.resolve();
let server: ChildProcess | null = null;

function serve(args: readonly string[], cwd: string): Promise<Ended> {
  const child = (server ??= startServer());
  return new Promise((resolve, reject) => {
    const lost = (): void => {
      server = null;
      reject(new Error(`the process of gradvar ${args.join(' ')} ended before the command did`));
    };
    child.once('exit', lost);
    child.once('message', (ended: Ended) => {
      child.off('exit', lost);
      resolve(ended);
    });
    child.send({ args, cwd });
  });
}

/** It ends with the process of the tests. */
function startServer(): ChildProcess {
  const file = fileURLToPath(new URL('../fixtures/command-server.mjs', import.meta.url));
  const child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: ENVIRONMENT, execArgv: [] });
  child.unref();
  child.channel?.unref();
  return child;
}

const ENVIRONMENT = { ...process.env, NO_COLOR: '1' };

/** Runs it as a process of its own; `started` is told its number. */
export async function gradvarProcess(
  args: readonly string[],
  cwd: string = ROOT,
  started: (pid: number) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: ENVIRONMENT });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  if (child.pid !== undefined) started(child.pid);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

/** What is said without the lines that a slow machine is still at it. */
export const withoutWaiting = (stderr: string): string =>
  stderr.replace(/^cross: \d+ exact values so far\n/gm, '');

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'gradvar-test-'));

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

export type CsvRow = Readonly<Record<string, string>>;

export function readCsv(path: string): readonly CsvRow[] {
  return parse<CsvRow>(readFileSync(path, 'utf8'), { columns: true });
}

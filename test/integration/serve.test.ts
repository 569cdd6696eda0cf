import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exchange, head, open, targetOf } from '../report/live/raw.ts';
import { readEvents, rowsOf } from '../report/live/events.ts';
import { csvRows } from '../../src/report/csv-rows.ts';
import { emptyFolder, gradvar, ROOT, sha256, type Ended } from './gradvar.ts';

const CLI = join(ROOT, 'dist/src/cli.js');

interface Watched {
  readonly address: string;
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts a run that serves its page; resolves once it has printed the address. */
function serve(args: readonly string[]): Promise<Watched> {
  const child = spawn(process.execPath, [CLI, 'run', ...args], { cwd: ROOT });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(stderr)?.[0];
      if (address !== undefined) resolve({ address, child, ended });
    });
    void ended.then(({ stderr: text }) => reject(new Error(`it ended before it served: ${text}`)));
  });
}

const eventsOf = (address: string) => {
  const target = targetOf(address);
  return exchange(target, head(`GET /${target.token}/events HTTP/1.1`, [`Host: 127.0.0.1:${target.port}`]));
};

const LONGER = ['configs/ci.yaml', '--set', 'trials=20000', '--workers', '1'];

test('a run that is watched, by readers who read and who do not, writes the same bytes, sends its rows, and ends at once', async () => {
  const [plain, watched] = [join(emptyFolder(), 'plain'), join(emptyFolder(), 'watched')];
  expect((await gradvar(['run', ...LONGER, '--quiet', '--out', plain])).code).toBe(0);
  const { address, ended } = await serve([...LONGER, '--serve', '--quiet', '--out', watched]);
  const target = targetOf(address);
  const stuck = await open(target);
  stuck.write(head(`GET /${target.token}/events HTTP/1.1`, [`Host: 127.0.0.1:${target.port}`]));
  stuck.pause();
  const silent = await open(target);
  const text = await eventsOf(address);
  // One of the readers never reads: who waited for it would not end.
  const { code, stdout, stderr } = await ended;
  expect([code, stdout]).toEqual([0, `${join(watched, 'summary.csv')}\n`]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  for (const name of ['plan.json', 'summary.csv', 'datapackage.json', 'seal.json'])
    expect([name, sha256(join(watched, name))]).toEqual([name, sha256(join(plain, name))]);
  expect(readdirSync(watched).sort()).toEqual(readdirSync(plain).sort());
  const events = readEvents(text.replace(/\r\n[\da-f]+\r\n/g, ''));
  expect(csvRows(rowsOf(events))).toBe(readFileSync(join(watched, 'summary.csv'), 'utf8'));
  expect(events.at(-1)).toMatchObject({ name: 'end', data: '{"kind":"done"}' });
  const progress = events.filter(({ name }) => name === 'progress').at(-1);
  expect(JSON.parse(progress?.data ?? '')).toMatchObject({ cells: 144, fraction: 1, rowsLeftOut: 0 });
  for (const socket of [stuck, silent]) socket.destroy();
  const again = await serve([...LONGER, '--serve', '--out', watched]);
  expect((await again.ended).stderr).toContain('already complete');
}, 240_000);

test('a run that is stopped says so to its readers', async () => {
  const { address, child, ended } = await serve([
    ...LONGER,
    '--serve',
    '0',
    '--out',
    join(emptyFolder(), 'x'),
  ]);
  const text = eventsOf(address);
  setTimeout(() => child.kill('SIGTERM'), 500);
  expect((await ended).code).toBe(143);
  expect(readEvents((await text).replace(/\r\n[\da-f]+\r\n/g, '')).at(-1)?.data).toBe('{"kind":"stopped"}');
}, 120_000);

test.each([
  [['--serve', '--shard', '1/2'], /found both --serve and a shard[^]*gradvar merge/],
  [['--serve=x'], /--serve: found 'x', expected a port from 0 to 65535, or nothing/],
  [['--serve', '65536'], /--serve: found '65536'/],
  [['--serve', '1', '--serve', '2'], /--serve: found 2 values/],
])('%j is refused before anything is written', async (options, message) => {
  const folder = join(emptyFolder(), 'out');
  const { code, stdout, stderr } = await gradvar(['run', 'configs/ci.yaml', '--out', folder, ...options]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(existsSync(folder)).toBe(false);
});

test('a port that another program has is one sentence, and nothing is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const folder = join(emptyFolder(), 'out');
  const { code, stdout, stderr } = await gradvar([
    'run',
    '--serve',
    `${port}`,
    'configs/ci.yaml',
    '--out',
    folder,
  ]);
  other.close();
  expect({ code, stdout }).toEqual({ code: 50, stdout: '' });
  expect(stderr).toBe(
    `gradvar: --serve: port ${port} of 127.0.0.1 cannot be had: another program has it; nothing was started\n` +
      '  name another port, or none for a free one\n',
  );
  expect(existsSync(folder)).toBe(false);
});

test('the config may stand after --serve', async () => {
  const { code, stderr } = await gradvar(['run', '--serve', 'configs/none.yaml']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('configs/none.yaml')]);
});

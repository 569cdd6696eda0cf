import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventStream, type EventStream } from '../../../src/report/live/event-stream.ts';
import { startLiveServer, type LiveServer } from '../../../src/report/live/live-server.ts';
import { rowsSoFar, type RowsSoFar } from '../../../src/report/live/rows-so-far.ts';
import { summaryRow } from '../rows.ts';
import { exchange, head, open, statusOf, targetOf, type Target } from './raw.ts';

/*
 * Everything here goes over real connections on this machine, as bytes that no well-behaved client sends.
 */

let rows: RowsSoFar;
let events: EventStream;
let server: LiveServer;
let target: Target;
let host: string;
const opened: Socket[] = [];

beforeEach(async () => {
  rows = rowsSoFar();
  events = eventStream(rows);
  server = await startLiveServer(0, { page: '<p>the page', policy: "default-src 'none'", events });
  target = targetOf(server.address);
  host = `Host: 127.0.0.1:${target.port}`;
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
  server.close();
});

const get = (path: string, ...headers: readonly string[]) => head(`GET ${path} HTTP/1.1`, headers);
const page = () => exchange(target, get(`/${target.token}/`, host));
async function reader(): Promise<Socket> {
  const socket = await open(target);
  opened.push(socket);
  socket.write(get(`/${target.token}/events`, host));
  return socket;
}

test('the page comes with headers that keep its address to itself', async () => {
  const answer = await page();
  expect(statusOf(answer)).toBe(200);
  for (const line of [
    'Cache-Control: no-store',
    'Connection: close',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    'Content-Type: text/html; charset=utf-8',
    'Referrer-Policy: no-referrer',
    'X-Content-Type-Options: nosniff',
    'X-Frame-Options: DENY',
  ])
    expect(answer).toContain(`\r\n${line}\r\n`);
  expect(answer).not.toMatch(/Access-Control|Server:|X-Powered/i);
  expect(answer).toContain('<p>the page');
});

test.each([
  ['another host', 421, () => get(`/${target.token}/`, 'Host: evil.example')],
  ['another port', 421, () => get(`/${target.token}/`, 'Host: 127.0.0.1:1')],
  ['two hosts', 421, () => get(`/${target.token}/`, host, 'Host: evil.example')],
  ['no host', 400, () => get(`/${target.token}/`)],
  ['HTTP/1.0 without a host', 421, () => head(`GET /${target.token}/ HTTP/1.0`, [])],
  ['no token', 403, () => get('/', host)],
  ['a wrong token', 403, () => get(`/${'A'.repeat(32)}/events`, host)],
  ['a token cut short', 403, () => get(`/${target.token.slice(0, -1)}/`, host)],
  ['the absolute form', 403, () => get(`http://127.0.0.1:${target.port}/${target.token}/`, host)],
  ['a way up', 404, () => get(`/${target.token}/../../../etc/passwd`, host)],
  ['an encoded way up', 404, () => get(`/${target.token}/%2e%2e/%2e%2e/etc/passwd`, host)],
  ['double slashes', 403, () => get(`//${target.token}//`, host)],
  ['POST', 405, () => head(`POST /${target.token}/ HTTP/1.1`, [host, 'Content-Length: 0'])],
  ['HEAD', 405, () => head(`HEAD /${target.token}/ HTTP/1.1`, [host])],
  ['DELETE', 405, () => head(`DELETE /${target.token}/events HTTP/1.1`, [host])],
  [
    'OPTIONS of CORS',
    405,
    () => head(`OPTIONS /${target.token}/ HTTP/1.1`, [host, 'Origin: http://evil.example']),
  ],
  ['a method that is none', 400, () => head(`BREW /${target.token}/ HTTP/1.1`, [host])],
  ['a line end in the target', 400, () => head(`GET /${target.token}/\n HTTP/1.1`, [host])],
  ['a head of a megabyte', 431, () => get(`/${target.token}/`, host, `X: ${'x'.repeat(1e6)}`)],
  ['no HTTP at all', 400, () => '\u0016\u0003\u0001 hello\r\n\r\n'],
])('%s is answered with %i', async (_, status, request) => {
  const answer = await exchange(target, request());
  expect(statusOf(answer)).toBe(status);
  expect(answer).not.toContain('<p>the page');
  if (status === 405) expect(answer).toContain('\r\nAllow: GET\r\n');
  expect(statusOf(await page())).toBe(200);
});

test('CONNECT and a change of protocol lead nowhere', async () => {
  expect(await exchange(target, head('CONNECT example.com:80 HTTP/1.1', [host]))).toBe('');
  const upgrade = [host, 'Connection: Upgrade', 'Upgrade: websocket'];
  expect(statusOf(await exchange(target, head(`GET / HTTP/1.1`, upgrade)))).toBe(403);
});

test('of many requests on one connection the first alone is answered with the page', async () => {
  const answer = await exchange(target, get(`/${target.token}/`, host).repeat(1000));
  expect(answer.split('<p>the page')).toHaveLength(2);
});

test('a body is not read for long', async () => {
  const sent = head(`POST /${target.token}/ HTTP/1.1`, [host, 'Content-Length: 1000000000']);
  expect(statusOf(await exchange(target, sent))).toBe(405);
});

test('who sends a head byte by byte, or nothing, is dropped within seconds', async () => {
  const [slow, silent] = [await open(target), await open(target)];
  opened.push(slow, silent);
  const ends = [slow, silent].map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.resume();
        socket.on('close', () => resolve());
      }),
  );
  slow.write(`GET /${target.token}/ HTTP/1.1\r\n`);
  const drip = setInterval(() => slow.write('X: y\r\n'), 200);
  // Who is not dropped never closes.
  await Promise.all(ends);
  clearInterval(drip);
}, 60_000);

test('1,000 connections that say nothing neither fill the server nor keep a reader out', async () => {
  const first = await reader();
  let heard = '';
  first.on('data', (chunk) => (heard += chunk.toString()));
  const flood = await Promise.allSettled(Array.from({ length: 1000 }, () => open(target)));
  for (const one of flood) if (one.status === 'fulfilled') opened.push(one.value);
  expect(flood.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(500);
  for (let i = 0; i < 5; i += 1) expect(statusOf(await page())).toBe(200);
  const late = await exchange(target, get(`/${target.token}/events`, host), 'retry: 2000');
  expect(statusOf(late)).toBe(200);
  await pause(200);
  const alive = opened.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open');
  expect(alive.length).toBeLessThan(100);
  rows.add([summaryRow()], null);
  events.tick();
  await expect.poll(() => heard).toContain('event: rows');
}, 60_000);

test('1,000 connections with the token: 32 follow the run, the others are told that it is full', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async () => {
      const socket = await open(target).catch(() => undefined);
      if (socket === undefined) return 'refused';
      opened.push(socket);
      socket.write(get(`/${target.token}/events`, host));
      return new Promise<string>((resolve) => {
        socket.once('data', (chunk) => resolve(chunk.toString().slice(0, 12)));
        socket.once('close', () => resolve('closed'));
      });
    }),
  );
  const count = (text: string) => answers.filter((answer) => answer === text).length;
  expect(count('HTTP/1.1 200')).toBe(32);
  expect(count('HTTP/1.1 503')).toBeGreaterThan(0);
  expect(statusOf(await page())).toBe(200);
}, 60_000);

test('of a reader that never reads at most one piece waits, and it is dropped in the end', async () => {
  await stuckReader();
  const eager = await reader();
  let heard = 0;
  eager.on('data', (chunk) => (heard += chunk.length));
  // 20 MB: more than the system's own buffers take.
  for (let i = 0; i < 80; i += 1) {
    rows.add(
      Array.from({ length: 500 }, (_, k) => summaryRow({ formula: `${'x'.repeat(400)}${k}` })),
      null,
    );
    events.tick();
    await pause(5);
  }
  const total = rows.pieces.reduce((sum, piece) => sum + piece.length, 0);
  const largest = Math.max(...rows.pieces.map(({ length }) => length));
  expect(total).toBeGreaterThan(1.5e7);
  await expect.poll(() => heard, { timeout: 20_000 }).toBeGreaterThan(total);
  expect(events.waitingBytes()).toBeGreaterThan(0);
  expect(events.waitingBytes()).toBeLessThan(largest + 1000);
  events.tick(performance.now() + 20_000);
  expect(events.waitingBytes()).toBeGreaterThan(0);
  events.tick(performance.now() + 31_000);
  expect(events.waitingBytes()).toBe(0);
}, 60_000);

/** A reader that has taken the head of the answer and nothing after it. */
async function stuckReader(): Promise<Socket> {
  const socket = await reader();
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  return socket;
}

test('the end does not wait where nobody reads', async () => {
  const aDay = 86_400_000;
  await events.end(Buffer.from('event: end\n\n'), aDay);
});

test('the end waits a second for who is slow, no longer', async () => {
  await stuckReader();
  for (let i = 0; i < 40; i += 1)
    rows.add(
      Array.from({ length: 500 }, (_, k) => summaryRow({ formula: `${'x'.repeat(400)}${k}` })),
      null,
    );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let hasEnded = false;
    void events.end(Buffer.from('event: end\n\n'), 1000).then(() => (hasEnded = true));
    await vi.advanceTimersByTimeAsync(999);
    expect(hasEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(hasEnded).toBe(true);
  } finally {
    vi.useRealTimers();
  }
}, 60_000);

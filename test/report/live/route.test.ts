import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeOf, type PageRequest } from '../../../src/report/live/route.ts';
import { isSameToken, newToken } from '../../../src/report/live/token.ts';

const TOKEN = newToken();
const PORT = 4711;
const asked = (changes: Partial<PageRequest> = {}): PageRequest => ({
  method: 'GET',
  target: `/${TOKEN}/`,
  hosts: [`127.0.0.1:${PORT}`],
  ...changes,
});
const statusOf = (changes: Partial<PageRequest>, port = PORT) => {
  const route = routeOf(asked(changes), port, TOKEN);
  return route.kind === 'refused' ? route.status : route.kind;
};

test('the page and its events, under both names of this machine', () => {
  expect(statusOf({})).toBe('page');
  expect(statusOf({ target: `/${TOKEN}/events` })).toBe('events');
  expect(statusOf({ hosts: [`LOCALHOST:${PORT}`] })).toBe('page');
  expect(statusOf({ hosts: ['localhost'] }, 80)).toBe('page');
});

test.each([
  'evil.example',
  `evil.example:${PORT}`,
  `127.0.0.1.evil.example:${PORT}`,
  `127.0.0.1:${PORT}.evil.example`,
  `evil.example@127.0.0.1:${PORT}`,
  `127.0.0.1:${PORT + 1}`,
  '127.0.0.1',
  `127.1:${PORT}`,
  `0.0.0.0:${PORT}`,
  `[::1]:${PORT}`,
  `127.0.0.1:${PORT} `,
  '',
])('Host %j is refused', (host) => {
  expect(statusOf({ hosts: [host] })).toBe(421);
});

test('no Host and two Hosts are refused', () => {
  expect(statusOf({ hosts: [] })).toBe(421);
  expect(statusOf({ hosts: [`127.0.0.1:${PORT}`, `127.0.0.1:${PORT}`] })).toBe(421);
});

test.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'get', undefined])(
  'method %s is refused',
  (method) => {
    expect(statusOf({ method })).toBe(405);
  },
);

test.each([
  [`/${TOKEN}`, 403],
  [`/${TOKEN}x/`, 403],
  [`/${TOKEN.slice(1)}/`, 403],
  [`/${TOKEN.toLowerCase()}/`, 403],
  [`//${TOKEN}/`, 403],
  [`/./${TOKEN}/`, 403],
  [`/x/../${TOKEN}/`, 403],
  [`/%2e%2e/${TOKEN}/`, 403],
  [`/%${TOKEN.charCodeAt(0).toString(16)}${TOKEN.slice(1)}/`, 403],
  [`http://127.0.0.1:${PORT}/${TOKEN}/`, 403],
  [`\\${TOKEN}\\`, 403],
  ['*', 403],
  ['', 403],
  [`/${TOKEN}//`, 404],
  [`/${TOKEN}/../../etc/passwd`, 404],
  [`/${TOKEN}/..%2f..%2fetc%2fpasswd`, 404],
  [`/${TOKEN}/events/`, 404],
  [`/${TOKEN}/Events`, 404],
  [`/${TOKEN}/events?from=0`, 404],
  [`/${TOKEN}/?x`, 404],
  [`/${TOKEN}/events\0`, 404],
  [`/${TOKEN}/events\n`, 404],
])('target %j is refused with %i', (target, status) => {
  expect(statusOf({ target })).toBe(status);
});

test('of all targets two alone lead anywhere', () => {
  const piece = fc.constantFrom(
    TOKEN,
    '/',
    '//',
    '.',
    '..',
    '%2e',
    '%2f',
    'events',
    '?',
    '#',
    '\\',
    '\0',
    ' ',
  );
  const target = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(target, (text) => {
      const found = statusOf({ target: text });
      const isOne = text === `/${TOKEN}/` || text === `/${TOKEN}/events`;
      expect(typeof found === 'string').toBe(isOne);
    }),
    { numRuns: 2000 },
  );
});

test('tokens are long, never the same, safe in an address, and compared as a whole', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
  expect([isSameToken(TOKEN, TOKEN), isSameToken('', TOKEN), isSameToken(`${TOKEN}a`, TOKEN)]).toEqual([
    true,
    false,
    false,
  ]);
});

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventStream } from './event-stream.ts';
import { routeOf } from './route.ts';

/** What is served, and under which address. */
export interface Answering {
  readonly page: string;
  /** Content-Security-Policy of the page. */
  readonly policy: string;
  readonly events: EventStream;
  readonly port: number;
  readonly token: string;
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** Of the address that holds the token nothing may be kept, passed on or embedded. */
const HEADERS = {
  'Cache-Control': 'no-store',
  Connection: 'close',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** Answers a request. Returns whether it came with the token, and stays open. */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  served: Answering,
): 'stranger' | 'visitor' | 'reader' {
  const { rawHeaders, headers, method, url: target } = request;
  const hosts = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host');
  const route = routeOf({ method, target, hosts }, served.port, served.token);
  response.on('error', () => response.destroy());
  const reply = (status: number, type: string, policy: string, extra: Record<string, string> = {}) =>
    response.writeHead(status, {
      ...HEADERS,
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Security-Policy': policy,
      ...extra,
    });
  const refuse = (status: number, text: string, extra?: Record<string, string>) =>
    reply(status, 'text/plain', NOTHING, extra).end(`${text}\n`);
  switch (route.kind) {
    case 'page':
      reply(200, 'text/html', `${served.policy}; frame-ancestors 'none'`).end(served.page);
      return 'visitor';
    case 'events':
      if (served.events.isFull()) {
        refuse(503, 'too many pages follow this run: close one');
        return 'visitor';
      }
      served.events.add(reply(200, 'text/event-stream', NOTHING), Number(headers['last-event-id'] ?? 0));
      return 'reader';
    case 'refused':
      refuse(route.status, route.text, route.status === 405 ? { Allow: 'GET' } : undefined);
      return 'stranger';
  }
}

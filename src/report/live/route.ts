import { isSameToken } from './token.ts';

/** What a request asks for, or why it gets nothing. */
export type Route =
  | { readonly kind: 'page' }
  | { readonly kind: 'events' }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 405 | 421; readonly text: string };

/** What is read of a request. */
export interface PageRequest {
  readonly method: string | undefined;
  /** As it was sent: nothing in it is decoded or resolved. */
  readonly target: string | undefined;
  /** Every Host header. */
  readonly hosts: readonly string[];
}

/**
 * Two targets exist, `/TOKEN/` and `/TOKEN/events`, letter by letter, asked for with GET under a name of this
 * machine: a page of another site that had its name pointed here (DNS rebinding) sends its own name.
 */
export function routeOf({ method, target = '', hosts }: PageRequest, port: number, token: string): Route {
  if (method !== 'GET') return refused(405, 'this server answers GET alone');
  if (hosts.length !== 1 || !isOwnName(hosts[0] ?? '', port))
    return refused(421, `this server is 127.0.0.1:${port}, under no other name`);
  const [, given = '', rest] = /^\/([^/]*)\/(.*)$/s.exec(target) ?? [];
  if (!isSameToken(given, token)) return refused(403, 'open the whole address that gradvar printed');
  if (rest === '') return { kind: 'page' };
  return rest === 'events' ? { kind: 'events' } : refused(404, 'there is nothing here');
}

function isOwnName(host: string, port: number): boolean {
  const names = ['127.0.0.1', 'localhost'];
  const own = names.map((name) => `${name}:${port}`);
  return [...own, ...(port === 80 ? names : [])].includes(host.toLowerCase());
}

const refused = (status: 403 | 404 | 405 | 421, text: string): Route => ({ kind: 'refused', status, text });

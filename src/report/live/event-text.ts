import type { LiveMessages } from '../live-messages.ts';
import { scriptJson } from '../../text/json.ts';

/**
 * An event as the standard of server-sent events has it; JSON holds no line ends, so that no name can begin
 * another event.
 */
export function eventText<Name extends keyof LiveMessages>(
  name: Name,
  message: LiveMessages[Name],
  id?: number,
): Buffer {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return Buffer.from(`${head}event: ${name}\ndata: ${scriptJson(message)}\n\n`, 'utf8');
}

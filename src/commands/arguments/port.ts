import { usage } from '../../errors.ts';

/**
 * A TCP port; nothing, or 0, is a free one.
 *
 * @throws GradvarError USAGE (2)
 */
export function parsePort(option: string, text: string): number {
  if (text === '') return 0;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw usage(`--${option}: found '${text}', expected a port from 0 to 65535, or nothing for a free one`);
}

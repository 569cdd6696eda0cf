import { hash } from 'node:crypto';
import seedrandom from 'seedrandom';
import { STREAM_SCHEME } from './scheme.ts';
import type { CellKey } from './task.ts';

/**
 * The 128-bit key of a cell's random streams: the first four integers of seedrandom (ARC4), seeded by the
 * hexadecimal SHA-256 of (scheme, seed, content).
 *
 * @param seed the experiment's seed, any string
 * @param content what the cell computes, as canonical text; a label is no part of it
 * @returns four unsigned 32-bit words, most significant first
 *
 * Domain: all strings, lone surrogates included; different pairs are encoded differently. Errors: none.
 */
export function cellKey(seed: string, content: string): CellKey {
  // The JSON of an array of strings is unambiguous: quotes inside are escaped, so no two pairs read alike.
  const text = JSON.stringify([STREAM_SCHEME, seed, content]);
  // seedrandom keeps only the low byte of each character, hence hexadecimal and never the text itself.
  const generator = seedrandom(hash('sha256', text, 'hex'));
  const word = (): number => generator.int32() >>> 0;
  return [word(), word(), word(), word()];
}

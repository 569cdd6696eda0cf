import type { Pieces } from './formats.ts';

/** Bytes are handed on in pieces of about this size: a write for each row would take longer than all the rest. */
const PIECE = 1 << 18;

/** The same text in larger pieces. */
export async function* batched(pieces: Pieces): AsyncGenerator<Uint8Array, void, void> {
  let waiting = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') {
      waiting += piece;
      if (waiting.length < PIECE) continue;
    }
    if (waiting !== '') yield Buffer.from(waiting, 'utf8');
    waiting = '';
    if (typeof piece !== 'string') yield piece;
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8');
}

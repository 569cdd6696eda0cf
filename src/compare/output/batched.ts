/**
 * Bytes are handed on in pieces of about this size: a write for each row would take longer than all the rest.
 */
const PIECE = 1 << 18;

/** The same text in larger pieces. */
export function* batched(pieces: Iterable<string>): Generator<Uint8Array, void, void> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < PIECE) continue;
    yield Buffer.from(waiting, 'utf8');
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8');
}

/**
 * Puts pieces one after the other into a buffer that is used again and again: new ones for each write would
 * fill memory that only a full garbage collection frees.
 */
export interface Gatherer {
  /** Good until it is called again. */
  readonly gather: (pieces: readonly Uint8Array[]) => Buffer;
}

/**
 * @example
 * const { gather } = gatherer();
 */
export function gatherer(): Gatherer {
  let room = Buffer.alloc(0);
  return {
    gather(pieces) {
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (room.length < length) room = Buffer.alloc(2 * length);
      let end = 0;
      for (const piece of pieces) {
        room.set(piece, end);
        end += piece.length;
      }
      return room.subarray(0, end);
    },
  };
}

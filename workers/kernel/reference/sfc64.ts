import { LANES } from '../../../src/streams/task.ts';
import type { CellKey } from '../../../src/streams/task.ts';

/**
 * SFC64, Chris Doty-Humphrey's small fast chaotic generator (PractRand, 2010; also numpy.random.SFC64):
 *
 *     word = a + b + counter;  counter += 1
 *     a = b ^ (b >> 11);  b = c + (c << 3);  c = rotl(c, 24) + word        (all modulo 2^64)
 *
 * The step is a bijection of (a, b, c, counter) and all streams begin at the same counter, so streams that
 * begin at different (a, b, c) never share a state in their first 2^64 words.
 */

/** Rounds thrown away after seeding: a changed bit of the state reaches all bits of the words after 10. */
const WARM_UP = 18;

/**
 * States of the eight lanes: per lane a, b, c and counter, each as two unsigned halves, the high one first.
 * `nextWords` advances it in place.
 */
export type LaneStates = Uint32Array;
const STATE = 8;

/** Halves that `nextWords` writes for one word. */
export const HALVES = 2;

/** What one source of random numbers is worth in the high half of c, far above all blocks. */
export const SOURCE = 16777216;

/**
 * The eight streams of a block, warmed up: a = key words 0 and 1, b = key words 2 and 3, c = source·2^56 +
 * block·8 + lane, counter = 1. Domain: block an integer from 0 to 2^50 − 1, source one from 0 to 255.
 */
export function seedStreams(key: CellKey, block: number, source = 0): LaneStates {
  const streams = new Uint32Array(LANES * STATE);
  const unused = new Uint32Array(WARM_UP * HALVES);
  for (let lane = 0; lane < LANES; lane++) {
    const at = lane * STATE;
    const stream = block * LANES + lane;
    const high = Math.floor(stream / 4294967296);
    streams.set(key, at);
    streams[at + 4] = source * SOURCE + high;
    streams[at + 5] = stream - high * 4294967296;
    streams[at + 7] = 1;
    nextWords(streams, lane, WARM_UP, unused);
  }
  return streams;
}

/** Writes the next `count` words of a lane: word i as out[2i] (high half) and out[2i+1] (low half). */
export function nextWords(streams: LaneStates, lane: number, count: number, out: Uint32Array): void {
  const at = lane * STATE;
  let aHigh = streams[at]! | 0;
  let aLow = streams[at + 1]! | 0;
  let bHigh = streams[at + 2]! | 0;
  let bLow = streams[at + 3]! | 0;
  let cHigh = streams[at + 4]! | 0;
  let cLow = streams[at + 5]! | 0;
  let counterHigh = streams[at + 6]! | 0;
  let counterLow = streams[at + 7]! | 0;
  for (let i = 0; i < count; i++) {
    const abLow = (aLow + bLow) | 0;
    const low = (abLow + counterLow) | 0;
    const high = (aHigh + bHigh + counterHigh + carry(aLow, bLow, abLow) + carry(abLow, counterLow, low)) | 0;
    counterLow = (counterLow + 1) | 0;
    counterHigh = (counterHigh + (counterLow === 0 ? 1 : 0)) | 0;

    aLow = bLow ^ ((bLow >>> 11) | (bHigh << 21));
    aHigh = bHigh ^ (bHigh >>> 11);

    const shiftedLow = cLow << 3;
    bLow = (cLow + shiftedLow) | 0;
    bHigh = (cHigh + ((cHigh << 3) | (cLow >>> 29)) + carry(cLow, shiftedLow, bLow)) | 0;

    const rotatedLow = (cLow << 24) | (cHigh >>> 8);
    const rotatedHigh = (cHigh << 24) | (cLow >>> 8);
    cLow = (rotatedLow + low) | 0;
    cHigh = (rotatedHigh + high + carry(rotatedLow, low, cLow)) | 0;

    out[2 * i] = high;
    out[2 * i + 1] = low;
  }
  streams[at] = aHigh;
  streams[at + 1] = aLow;
  streams[at + 2] = bHigh;
  streams[at + 3] = bLow;
  streams[at + 4] = cHigh;
  streams[at + 5] = cLow;
  streams[at + 6] = counterHigh;
  streams[at + 7] = counterLow;
}

/** The carry out of x + y = sum modulo 2^32: both top bits set, or one set and lost in the sum. */
function carry(x: number, y: number, sum: number): number {
  return ((x & y) | ((x | y) & ~sum)) >>> 31;
}

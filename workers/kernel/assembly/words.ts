import { HALF_ROW, NEXT, ROW } from './vector';

/**
 * The eight SFC64 streams of a block, as workers/kernel/reference/sfc64.ts (Chris Doty-Humphrey, PractRand,
 * 2010):
 *
 *     word = a + b + counter;  counter += 1
 *     a = b ^ (b >> 11);  b = c + (c << 3);  c = rotl(c, 24) + word
 *
 * The state is four rows of eight lanes: a, b, c, and the counter, which is the same in all lanes.
 */
const B: usize = ROW;
const C: usize = 2 * ROW;
const COUNTER: usize = 3 * ROW;

const LANES: u64 = 8;
const WARM_UP: usize = 18;

function rotateLeft24(x: v128): v128 {
  return i8x16.shuffle(x, x, 5, 6, 7, 0, 1, 2, 3, 4, 13, 14, 15, 8, 9, 10, 11, 12);
}

function joined(high: u32, low: u32): u64 {
  return ((<u64>high) << 32) | (<u64>low);
}

/**
 * Seeds and warms up: a, b = the key, c = block·8 + lane, counter = 1.
 * @param stream block·8, in halves as the words of the key
 * @param scratch room for 18 rows
 */
export function seedStreams(
  state: usize,
  aHigh: u32,
  aLow: u32,
  bHigh: u32,
  bLow: u32,
  streamHigh: u32,
  streamLow: u32,
  scratch: usize,
): void {
  for (let lane: u64 = 0; lane < LANES; lane++) {
    const at = state + 8 * <usize>lane;
    store<u64>(at, joined(aHigh, aLow));
    store<u64>(at, joined(bHigh, bLow), B);
    store<u64>(at, joined(streamHigh, streamLow) + lane, C);
    store<u64>(at, 1, COUNTER);
  }
  fillWords(state, scratch, scratch + WARM_UP * ROW);
}

/** Writes the next words of every lane, a row each, to [out, end). */
export function fillWords(state: usize, out: usize, end: usize): void {
  for (let half: usize = 0; half < ROW; half += HALF_ROW) fillLanes(state + half, out + half, end);
}

/** Four lanes of it: two vectors, whose chains of operations overlap in the processor. */
function fillLanes(state: usize, out: usize, end: usize): void {
  const one: v128 = i64x2.splat(1);
  let a = v128.load(state);
  let b = v128.load(state, B);
  let c = v128.load(state, C);
  let a2 = v128.load(state, NEXT);
  let b2 = v128.load(state, B + NEXT);
  let c2 = v128.load(state, C + NEXT);
  let counter = v128.load(state, COUNTER);
  while (out < end) {
    const word = i64x2.add(i64x2.add(a, b), counter);
    const word2 = i64x2.add(i64x2.add(a2, b2), counter);
    counter = i64x2.add(counter, one);
    a = v128.xor(b, i64x2.shr_u(b, 11));
    a2 = v128.xor(b2, i64x2.shr_u(b2, 11));
    b = i64x2.add(c, i64x2.shl(c, 3));
    b2 = i64x2.add(c2, i64x2.shl(c2, 3));
    c = i64x2.add(rotateLeft24(c), word);
    c2 = i64x2.add(rotateLeft24(c2), word2);
    v128.store(out, word);
    v128.store(out, word2, NEXT);
    out += ROW;
  }
  v128.store(state, a);
  v128.store(state, b, B);
  v128.store(state, c, C);
  v128.store(state, a2, NEXT);
  v128.store(state, b2, B + NEXT);
  v128.store(state, c2, C + NEXT);
  v128.store(state, counter, COUNTER);
  v128.store(state, counter, COUNTER + NEXT);
}

import { countedFromSqrtHalf, exponentOf, mantissaOf } from './logarithm';
import { smallCos, smallSin } from './sine-polynomials';
import { add, div, HALF_ROW, mul, mulAdd, NEXT, ONE, ROW, SIGN, sub, TWO } from './vector';

/**
 * Standard normals by Box and Muller, as workers/kernel/reference/normals.ts, uniforms.ts and
 * squared-radius.ts: rows x, y of words make the rows
 *
 *     n1 = ±rad·(cos t − sin t),  n2 = ±rad·(cos t + sin t),  rad = √(−log U)
 *
 * with U in (0, 1] from x, t in [−pi/4, pi/4) from y and the signs from bits 0 and 1 of y.
 */

/** The exponents of [1, 2) and [1/2, 1). */
let FROM_ONE: v128 = i64x2.splat(0x3ff0000000000000);
let FROM_HALF: v128 = i64x2.splat(0x3fe0000000000000);
let LOWEST_BIT: v128 = i64x2.splat(1);
let TWO_AND_HALF: v128 = f64x2.splat(2.5);
let ONE_AND_HALF: v128 = f64x2.splat(1.5);
let HALF_PI: v128 = f64x2.splat(1.5707963267948966);

let MINUS_LN2: v128 = f64x2.splat(-0.6931471805599453);
let P0: v128 = f64x2.splat(0.6666666666666206);
let P1: v128 = f64x2.splat(0.4000000001126354);
let P2: v128 = f64x2.splat(0.2857142412022083);
let P3: v128 = f64x2.splat(0.22222864249374918);
let P4: v128 = f64x2.splat(0.18140107756610346);
let P5: v128 = f64x2.splat(0.1662311658428347);

/** The top 52 bits of a word as the significand of a double in [1, 2). */
function inOneTwo(word: v128): v128 {
  return v128.or(i64x2.shr_u(word, 12), FROM_ONE);
}

/**
 * 1 − (top 53 bits of the word)·2^-53, exactly: with d in [1, 2) from the top 52 bits and h = 1/2 + (bit
 * 53)·2^-53 it is (2.5 − d) − h, where nothing rounds, because all are multiples of 2^-53 below 2.
 */
function radiusUniform(word: v128): v128 {
  const h = v128.or(v128.and(i64x2.shr_u(word, 11), LOWEST_BIT), FROM_HALF);
  return sub(sub(TWO_AND_HALF, inOneTwo(word)), h);
}

function angle(word: v128): v128 {
  return mul(sub(inOneTwo(word), ONE_AND_HALF), HALF_PI);
}

/** −log u. */
function squaredRadius(u: v128): v128 {
  const counted = countedFromSqrtHalf(u);
  const k = exponentOf(counted);
  const g = sub(mantissaOf(counted), ONE);
  const s = div(g, add(g, TWO));
  const z = mul(s, s);
  const w = mul(z, z);
  const high = mul(mulAdd(P5, z, P4), w);
  const low = mulAdd(P1, z, P0);
  const p = mulAdd(add(high, mulAdd(P3, z, P2)), w, low);
  return sub(mul(MINUS_LN2, k), add(add(s, s), mul(mul(s, z), p)));
}

/**
 * Turns x into rad², in place: every second row of [words, end), beginning with the first. Apart from the
 * rest of the recipe, because its constants and those of sine and cosine do not fit the registers together.
 * The root is left to `normalsAll`: here it would wait for the end of the logarithm, there nothing waits for
 * it.
 *
 * @param words a multiple of 128
 */
export function squaredRadiiAll(words: usize, end: usize): void {
  do {
    const y = squaredRadius(radiusUniform(v128.load(words, NEXT)));
    v128.store(words, squaredRadius(radiusUniform(v128.load(words))));
    v128.store(words, y, NEXT);
    words += HALF_ROW;
    words += words & ROW;
  } while (words < end);
}

/** One vector of rad² and y to one vector of n1 and n2, a row apart, and of mu + sigma·n. */
function storePair(eps: usize, z: usize, rad2: v128, y: v128, mu: v128, sigma: v128): void {
  const rad = f64x2.sqrt(rad2);
  const t = angle(y);
  const sine = smallSin(t);
  const cosine = smallCos(t);
  const first = v128.xor(mul(rad, sub(cosine, sine)), i64x2.shl(y, 63));
  const second = v128.xor(mul(rad, add(cosine, sine)), v128.and(i64x2.shl(y, 62), SIGN));
  v128.store(eps, first);
  v128.store(eps, second, ROW);
  v128.store(z, mulAdd(sigma, first, mu));
  v128.store(z, mulAdd(sigma, second, mu), ROW);
}

/**
 * Turns an even number of rows of rad² and y into as many rows of eps, [eps, end), and of z = mu + sigma·eps.
 *
 * @param eps a multiple of 128
 */
export function normalsAll(eps: usize, end: usize, z: usize, words: usize, mu: f64, sigma: f64): void {
  const location = f64x2.splat(mu);
  const scale = f64x2.splat(sigma);
  do {
    const rad2 = v128.load(words, NEXT);
    const y = v128.load(words, ROW + NEXT);
    storePair(eps, z, v128.load(words), v128.load(words, ROW), location, scale);
    storePair(eps + NEXT, z + NEXT, rad2, y, location, scale);
    eps += HALF_ROW;
    // What is written next is a pair of rows further on when one is full.
    const step = HALF_ROW + (eps & ROW);
    eps += eps & ROW;
    z += step;
    words += step;
  } while (eps < end);
}

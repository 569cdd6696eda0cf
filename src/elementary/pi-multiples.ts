import { highWord, lowWord, powerOfTwo } from './bits.ts';

/** 2/pi·2^1200, truncated: enough for the largest double, whose unit is 2^971. */
const TWO_OVER_PI = BigInt(
  '0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921c' +
    'fe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980f' +
    'ef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d08' +
    '56033046fc7b',
);
/** pi/2·2^127, truncated. */
const HALF_PI = BigInt('0xc90fdaa22168c234c4c6628b80dc1cd1');
/** Bits kept of the fraction: a double comes no closer to a multiple of pi/2 than 2^-62 of it. */
const KEPT = 200n;

export interface PiMultiple {
  /** n mod 4 of the multiple n·pi/2 nearest to x. */
  readonly quadrant: number;
  /** x − n·pi/2, correctly rounded but for a part in 2^100. */
  readonly rest: number;
}

/**
 * The multiple of pi/2 nearest to x, in integers (Payne and Hanek 1983): x = ±s·2^e, and the bits of 2/pi
 * beyond 2^-1200 cannot matter. For finite |x| >= 1; slow (about a microsecond).
 */
export function nearestPiMultiple(x: number): PiMultiple {
  const high = highWord(x);
  const exponent = ((high >>> 20) & 0x7ff) - 1075;
  const significand = (BigInt((high & 0xfffff) | 0x100000) << 32n) | BigInt(lowWord(x) >>> 0);
  // x·2/pi = quarters / 2^fraction
  const quarters = (x < 0 ? -significand : significand) * TWO_OVER_PI;
  const fraction = BigInt(1200 - exponent);
  const n = (quarters + (1n << (fraction - 1n))) >> fraction;
  const rest = (quarters - (n << fraction)) >> (fraction - KEPT);
  return { quadrant: Number(n & 3n), rest: Number(rest * HALF_PI) * powerOfTwo(-327) };
}

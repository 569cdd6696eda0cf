/** Standard errors within which a number may lie of what was measured. */
const REACH = 2.5;

/**
 * Whole numbers that a measured one may stand for: those of a list within its error, the nearest first, and
 * where none is the nearest whole number.
 *
 * @param relativeError of the measured one
 */
export function likelyNumber(
  measured: number,
  relativeError: number,
  list: readonly number[],
): readonly number[] {
  if (!(measured > 0.5 && measured < Number.MAX_SAFE_INTEGER)) return [];
  const far = (each: number) => Math.abs(each - measured);
  const near = list.filter((each) => far(each) <= Math.max(0.5, REACH * relativeError * measured));
  const sorted = [...near].sort((a, b) => far(a) - far(b)).slice(0, 5);
  return sorted.length === 0 ? [Math.round(measured)] : sorted;
}

/** Standard errors about a measured number in which simpler ones are looked for. */
const SEARCHED = 4;

/**
 * The measured number, and the round ones and powers of two about it: what it may have been before.
 *
 * @param finer how many times nearer to each other than the error they lie, for a law that tells more of them
 */
export function simpleNumbers(measured: number, error: number, finer = 1): readonly number[] {
  if (!Number.isFinite(measured) || !(error > 0 && error < Infinity)) return [];
  const least = (0.8 * error) / finer;
  const power = Number(`1e${least.toExponential().split('e')[1]!}`);
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least)!;
  const middle = Math.round(measured / step);
  const count = Math.ceil((SEARCHED * error) / step);
  const round = Array.from({ length: 2 * count + 1 }, (_, i) => (middle - count + i) * step);
  const sign = measured < 0 ? -1 : 1;
  const powers = Array.from({ length: 17 }, (_, i) => sign * (8 << i));
  const numbers = [...round.map((each) => Number(each.toPrecision(12))), ...powers, measured];
  return [...new Set(numbers)].filter((each) => each !== 0 && Math.abs(each - measured) <= SEARCHED * error);
}

/** How many digits a number is told with; a power of two counts as one. */
export function digitsOf(x: number): number {
  const isPower = Number.isInteger(x) && Math.abs(x) >= 8 && Number.isInteger(log2(Math.abs(x)));
  return isPower ? 1 : x.toExponential().split('e')[0]!.replace(/[-.]/g, '').length;
}

function log2(x: number): number {
  return x < 1 ? NaN : x === 1 ? 0 : x % 2 === 0 ? 1 + log2(x / 2) : NaN;
}

/** A number as it is told. */
export function shown(x: number): string {
  return String(Number(x.toPrecision(4)));
}

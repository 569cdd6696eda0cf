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

/** The number with the fewest digits within the error of the measured one; of whole numbers a power of two first. */
export function simplest(measured: number, error: number): number {
  const reach = REACH * Math.abs(error);
  const size = Math.abs(measured);
  for (let power = 8; power <= 1 << 20; power *= 2)
    if (Math.abs(power - size) <= Math.min(reach, size / 32)) return measured < 0 ? -power : power;
  for (let digits = 1; digits < 12; digits += 1) {
    const rounded = Number(measured.toPrecision(digits));
    if (Math.abs(rounded - measured) <= reach) return rounded;
  }
  return measured;
}

/** A number as it is told. */
export function shown(x: number): string {
  return String(Number(x.toPrecision(4)));
}

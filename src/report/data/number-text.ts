/** So many significant digits without trailing zeros; a dash for an empty cell. */
export function numberText(value: number | null, digits = 4): string {
  return value === null ? '–' : String(Number(value.toPrecision(digits)));
}

/** A share of a count in words: `12 of 40 rows (30 %)`. */
export function shareText(part: number, whole: number, what = ''): string {
  return `${part} of ${whole}${what === '' ? '' : ` ${what}`}${whole === 0 ? '' : ` (${numberText((100 * part) / whole, 3)} %)`}`;
}

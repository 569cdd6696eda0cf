/** So many significant digits without trailing zeros; a dash for an empty cell. */
export function numberText(value: number | null, digits = 4): string {
  return value === null ? '–' : String(Number(value.toPrecision(digits)));
}

/** A share of a count in words: `12 of 40 rows (30 %)`. */
export function shareText(part: number, whole: number, what = ''): string {
  return `${part} of ${whole}${what === '' ? '' : ` ${what}`}${whole === 0 ? '' : ` (${numberText((100 * part) / whole, 3)} %)`}`;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const raised = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') +
  String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPT.charAt(Number(digit)));

/** A number as people write it: 0.25, 4, 10⁻⁸, 2·10⁵, with a minus that is one. */
export function sayNumber(value: number, digits = 3): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4)) {
    const [mantissa = '', exponent] = size.toExponential(digits - 1).split('e');
    const front = Number(mantissa) === 1 ? '' : `${Number(mantissa)}·`;
    return `${value < 0 ? '−' : ''}${front}10${raised(Number(exponent))}`;
  }
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

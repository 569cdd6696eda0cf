/** The shortest decimal of a double, as digits·10^exponent. */
function decimalOf(x: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa, exponent] = x.toExponential().split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Whether rate·sigma² is 1/2 for the numbers as they are written in decimals: 50 and 0.1, say. */
export function isDecimalHalf(rate: number, sigma: number): boolean {
  const [a, s] = [decimalOf(rate), decimalOf(sigma)];
  const digits = 2n * a.digits * s.digits * s.digits;
  const exponent = a.exponent + 2 * s.exponent;
  return exponent <= 0 && exponent > -400 && digits === BigInt(`1${'0'.repeat(-exponent)}`);
}

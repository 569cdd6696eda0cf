/** The number whose IEEE 754 binary16 bits these are; exact. */
export function halfNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return (sign * fraction) / (1 << 24);
  return (sign * (0x400 | fraction) * (1 << exponent)) / (1 << 25);
}

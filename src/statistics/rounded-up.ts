/** A number of trials or rows to ask for: up to two digits, never fewer. */
export function roundedUp(count: number): number {
  let unit = 1;
  while (count > 100 * unit) unit *= 10;
  return Math.ceil(count / unit) * unit;
}

/** A path that may be `-` for standard input: yargs hands a lone dash in a place of its own on as nothing. */
export function inputPath(given: string): string {
  return given === '' ? '-' : given;
}

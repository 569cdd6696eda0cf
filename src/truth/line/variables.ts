/**
 * The random variables whose moments the oracle works out, numbered: r itself, the score contributions x of
 * components mu and sigma, and the pathwise contributions y.
 */
export const R = 0;
export const SCORE_MU = 1;
export const SCORE_SIGMA = 2;
export const PATH_MU = 3;
export const PATH_SIGMA = 4;
export const VARIABLES = 5;

/** Components in order: which score and which pathwise variable make a pair. */
export const PAIRS = [
  [SCORE_MU, PATH_MU],
  [SCORE_SIGMA, PATH_SIGMA],
] as const;

/** Whether a variable is made of r' rather than r. */
export function isPath(variable: number): boolean {
  return variable >= PATH_MU;
}

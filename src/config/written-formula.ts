import { oneCoordinate, overCoordinates, type Over } from '../formula/over.ts';
import { parseWritten } from '../formula/parse.ts';
import { printFormula } from '../formula/print.ts';

/** The canonical formula of an integrand, or what is lacking in it. */
export type Written =
  { readonly kind: 'formula'; readonly formula: string } | { readonly kind: 'unsaid'; readonly text: string };

/**
 * The formula that a plan has: plain where all cells have one coordinate, else in sum(…) and mean(…) over the
 * coordinates.
 *
 * @throws GradvarError FORMULA_INVALID
 */
export function writtenFormula(text: string, over: Over | undefined, dimensions: readonly number[]): Written {
  const formula = over === undefined ? printFormula(parseWritten(text).tree) : overCoordinates(text, over);
  const several = dimensions.find((dimension) => dimension > 1);
  if (several === undefined) return { kind: 'formula', formula: oneCoordinate(formula) };
  if (parseWritten(formula).totals.length > 0) return { kind: 'formula', formula };
  return {
    kind: 'unsaid',
    text: `found ${formula} with dimension = ${several}, expected what it is for ${several} coordinates: \`over: sum\` or \`over: mean\`, or a formula in sum(…) and mean(…)`,
  };
}

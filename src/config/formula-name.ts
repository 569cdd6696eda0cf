import { catalogueEntry } from '../integrands/catalogue.ts';

/** Signs that tell formulas apart, as words; all others are gaps. */
const WORDS: Readonly<Record<string, string>> = { '+': 'plus', '-': 'minus', '/': 'over' };

const LONGEST = 48;

/** A name for a function that was given as a formula alone: `sin(w*z) + 1` is `sin_w_z_plus_1`. */
export function nameOfFormula(formula: string): string {
  const words = formula.replace(/[-+/]/g, (sign) => ` ${WORDS[sign]!} `).match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.join('_');
  const legal = /^[A-Za-z]/.test(name) ? name : `r_${name}`;
  const free = catalogueEntry(legal) === null ? legal : `r_${legal}`;
  return free.slice(0, LONGEST).replace(/_+$/, '');
}

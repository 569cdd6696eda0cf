import { distance } from 'fastest-levenshtein';
import { FUNCTION_NAMES } from './operations/table.ts';

/** Names that a formula gives a fixed meaning: no parameter may be called so. */
export const RESERVED_NAMES: readonly string[] = ['z', 'pi', 'e', ...FUNCTION_NAMES];

/** What a formula may call a parameter; reserved names excepted. */
export const PARAMETER_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Functions under the names that other languages give them. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['ln', 'write log(x)'],
  ['log2', 'write log(x)/log(2)'],
  ['log10', 'write log(x)/log(10)'],
  ['pow', 'write x^y'],
  ['square', 'write x^2'],
  ['cbrt', 'write sign(x)*abs(x)^(1/3)'],
  ['heaviside', 'write step(x)'],
  ['sgn', 'write sign(x)'],
  ['relu', 'write max(x, 0)'],
  ['relu6', 'write clip(x, 0, 6)'],
  ['elu', 'write max(x, 0) + expm1(min(x, 0))'],
  ['gelu', 'write x*normcdf(x)'],
  ['silu', 'write x*sigmoid(x)'],
  ['swish', 'write x*sigmoid(x)'],
  ['mish', 'write x*tanh(softplus(x))'],
  ['softsign', 'write x/(1 + abs(x))'],
  ['huber', 'write min(abs(x), 1)*(abs(x) - min(abs(x), 1)/2)'],
  ['where', 'write step(c)*x + (1 - step(c))*y: x where c >= 0, else y'],
  ['logsumexp', 'write logaddexp(x, y, …)'],
  ['arctan', 'write atan(x)'],
  ['arcsin', 'write asin(x)'],
  ['arccos', 'write acos(x)'],
  ['arcsinh', 'write asinh(x)'],
  ['arccosh', 'write acosh(x)'],
  ['arctanh', 'write atanh(x)'],
  ['atan2', 'write atan(y/x)'],
  ['erfc', 'write 1 - erf(x)'],
  ['sech', 'write 1/cosh(x)'],
  ['logcdf', 'write lognormcdf(x)'],
  ['logpdf', 'write lognormpdf(x)'],
  ['mills', 'write exp(lognormpdf(x) - lognormcdf(x))'],
  ['phi', 'write normpdf(x)'],
  ['Phi', 'write normcdf(x)'],
  ['logistic', 'write sigmoid(x)'],
  ['expit', 'write sigmoid(x)'],
  ['clamp', 'write clip(x, low, high)'],
  ['fmod', 'write mod(x, y)'],
  ['ceil', 'write -floor(-x)'],
  ['round', 'write floor(x + 0.5)'],
  ['select', 'write step(c)*x + (1 - step(c))*y'],
  ['sech2', 'write 1/cosh(x)^2'],
]);

/** What to write instead of an unknown function: the usual name, the nearest one, or the whole list. */
export function adviceForFunction(name: string): string {
  const known = ELSEWHERE.get(name) ?? ELSEWHERE.get(name.toLowerCase());
  if (known !== undefined) return known;
  const near = nearestName(name, FUNCTION_NAMES);
  if (near !== null) return `did you mean ${near}?`;
  return `the functions are ${FUNCTION_NAMES.join(', ')}; write * for a product`;
}

/** The candidate with the fewest single-letter edits, if they are few for the length of the word. */
export function nearestName(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: edits(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  const limit = Math.min(word.length - 1, Math.max(1, Math.floor(word.length / 3)));
  return best !== undefined && best.edits <= limit ? best.candidate : null;
}

/** Single-letter edits; swapped letters, the commonest slip, count less than one. */
function edits(a: string, b: string): number {
  const isSwapped = a !== b && Array.from(a).sort().join('') === Array.from(b).sort().join('');
  return isSwapped ? distance(a, b) / 4 : distance(a, b);
}

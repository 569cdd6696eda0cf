import { usage } from '../../errors.ts';
import { isNeverFinite } from '../../formula/analysis/never-finite.ts';
import { parseWritten } from '../../formula/parse.ts';
import { catalogueEntry } from '../../integrands/catalogue.ts';
import { compileIntegrand } from '../../integrands/compile.ts';
import type { Integrand } from '../../integrands/integrand.ts';
import type { Parameters } from '../../formula/tree/tree.ts';

/**
 * The integrand of a formula or a catalogue name, with the parameters of the command line over the
 * catalogue's.
 */
export function givenIntegrand(formula: string, params: readonly string[]): Integrand {
  return compiled(functionOf(formula, params));
}

/** The same, where a formula of several coordinates would silently be taken as one of z: it is refused. */
export function integrandOfOneCoordinate(formula: string, params: readonly string[]): Integrand {
  return compiled(functionOfOneCoordinate(formula, params));
}

function compiled(named: NamedFunction): Integrand {
  const integrand = compileIntegrand(named.formula, named.parameters);
  if (!isNeverFinite(integrand.value)) return integrand;
  throw usage(
    `found ${integrand.formula}, which is infinite or not a number for every z, expected a finite function`,
  );
}

/** A function that is not compiled yet. */
interface NamedFunction {
  readonly formula: string;
  readonly parameters: Parameters;
}

/** What `integrandOf` compiles. */
export function functionOf(formula: string, params: readonly string[]): NamedFunction {
  const entry = catalogueEntry(formula);
  const parameters = { ...entry?.parameters, ...Object.fromEntries(params.map(parameterOf)) };
  return { formula: entry?.formula ?? formula, parameters };
}

/** What `integrandOfOneCoordinate` compiles. */
export function functionOfOneCoordinate(formula: string, params: readonly string[]): NamedFunction {
  const named = functionOf(formula, params);
  const total = parseWritten(named.formula).totals[0];
  if (total === undefined) return named;
  throw usage(
    `found ${total.name}, which is of several coordinates, expected a formula of one coordinate z; see \`gradvar exact --dimension\``,
  );
}

/** A finite number of an option. */
export function numberOf(option: string, text: string): number {
  const value = /^\s*$/.test(text) ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw usage(`${option}: found '${text}', expected a finite number`);
}

function parameterOf(text: string): [string, number] {
  const [name, value] = assignmentOf(text);
  return [name, numberOf(`--param ${name}`, value)];
}

/** `k=2` in two. */
export function assignmentOf(text: string, option = '--param'): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw usage(`${option}: found '${text}', expected NAME=VALUE such as k=2`);
  return [text.slice(0, equals).trim(), text.slice(equals + 1)];
}

/** Whether an option has several values: a range or a list. */
export const isAxisText = (text: string): boolean => /\.\.|,/.test(text);

/** The values of an option that may have several, as `2`, `1,2,5` or `0.1..4`. */
export async function valuesOf(option: string, text: string): Promise<readonly number[]> {
  if (!isAxisText(text)) return [numberOf(option, text)];
  const { AXIS_TEXT, valuesOfText } = await import('../../config/axes/axis-text.ts');
  const values = valuesOfText(text, 'real');
  if (values !== null) return [...new Set(values)];
  throw usage(`${option}: found '${text}', expected a finite number, several as 1,2,5, or ${AXIS_TEXT}`);
}

/** NAME=VALUE options by name. */
export function assignmentsOf(option: string, texts: readonly string[]): Readonly<Record<string, string>> {
  const pairs = texts.map((text) => assignmentOf(text, option));
  const twice = pairs.find(([name], i) => pairs.findIndex((pair) => pair[0] === name) < i);
  if (twice !== undefined) throw usage(`${option} ${twice[0]}: found it twice, expected it once`);
  return Object.fromEntries(pairs);
}

/** A number where a text is one; else the text, which may be a range or a formula. */
export function typedValue(text: string): number | string {
  const value = /^\s*$/.test(text) ? NaN : Number(text);
  return Number.isFinite(value) ? value : text;
}

/** The same of several by name. */
export function typedValues(
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, number | string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typedValue(text)]));
}

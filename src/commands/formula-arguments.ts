import { EXIT, GradvarError } from '../errors.ts';
import type { Integrand } from '../integrands/integrand.ts';

/** The integrand of a formula or a catalogue name, with the parameters of the command line over the catalogue's. */
export async function integrandOf(formula: string, params: readonly string[]): Promise<Integrand> {
  const [{ catalogueEntry }, { compileIntegrand }, { isNeverFinite }] = await Promise.all([
    import('../integrands/catalogue.ts'),
    import('../integrands/compile.ts'),
    import('../integrands/never-finite.ts'),
  ]);
  const entry = catalogueEntry(formula);
  const parameters = { ...entry?.parameters, ...Object.fromEntries(params.map(parameterOf)) };
  const integrand = compileIntegrand(entry?.formula ?? formula, parameters);
  if (!isNeverFinite(integrand.formula, parameters)) return integrand;
  throw usage(
    `found ${integrand.formula}, which is infinite or not a number for every z, expected a finite function`,
  );
}

/** A finite number of an option. */
export function numberOf(option: string, text: string): number {
  const value = /^\s*$/.test(text) ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw usage(`${option}: found '${text}', expected a finite number`);
}

function parameterOf(text: string): [string, number] {
  const equals = text.indexOf('=');
  if (equals < 1) throw usage(`--param: found '${text}', expected NAME=VALUE such as k=2`);
  const name = text.slice(0, equals).trim();
  return [name, numberOf(`--param ${name}`, text.slice(equals + 1))];
}

function usage(message: string): GradvarError {
  return new GradvarError('USAGE', EXIT.usage, message, 'the help of the command lists its options');
}

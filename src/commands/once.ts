import { EXIT, GradvarError } from '../errors.ts';

/** For options that take one value: refuses a repeated one, of which yargs would make a list, and an empty one. */
export function once(name: string): (value: string) => string {
  return (value) => {
    // yargs passes a list, or nothing, where the type says a string.
    const given: unknown = value;
    if (given === undefined || (typeof given === 'string' && given !== '')) return value;
    const found = Array.isArray(given) ? `${given.length} values` : 'nothing';
    throw new GradvarError('USAGE', EXIT.usage, `--${name}: found ${found}, expected one value`);
  };
}

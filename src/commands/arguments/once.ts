import { usage } from '../../errors.ts';

/**
 * For options that take one value: refuses a repeated one, of which yargs would make a list, and an empty
 * one.
 */
export function once(name: string): (value: string) => string {
  return oneValue(name, (text) => text !== '');
}

/** For options whose value may be left out. */
export function onceOrEmpty(name: string): (value: string) => string {
  return oneValue(name, () => true);
}

function oneValue(name: string, isGood: (text: string) => boolean): (value: string) => string {
  return (value) => {
    // yargs passes a list, or nothing, where the type says a string.
    const given: unknown = value;
    if (given === undefined || (typeof given === 'string' && isGood(given))) return value;
    const found = Array.isArray(given) ? `${given.length} values` : 'nothing';
    throw usage(`--${name}: found ${found}, expected one value`);
  };
}

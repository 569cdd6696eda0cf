import { once } from './once.ts';

/** An option that takes one text. */
export const textOption = (name: string, describe: string) =>
  ({ type: 'string', requiresArg: true, coerce: once(name), describe }) as const;

/** An option that is given as often as there are values. */
export const listOption = (describe: string) =>
  ({ type: 'string', array: true, nargs: 1, default: [] as readonly string[], describe }) as const;

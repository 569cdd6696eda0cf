/**
 * One thing that was checked, and what came of it.
 *
 * @example
 * const text = ({ what, result }: Check) => `${what}: ${result}`;
 */
export interface Check {
  readonly what: string;
  readonly result: 'ok' | 'incomplete' | 'damaged';
  readonly found: string;
}

/**
 * All that was checked, and what was not.
 *
 * @example
 * const left = ({ unchecked }: Verification) => unchecked.join('; ');
 */
export interface Verification {
  readonly checks: readonly Check[];
  readonly unchecked: readonly string[];
}

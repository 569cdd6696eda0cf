import { EXIT, GradvarError } from '../../errors.ts';
import { numberType, type NumberType } from './npy-types.ts';
import { malformed } from './samples-error.ts';

/** What the header of a .npy file says, once it is one that can be read. */
export interface NpyHeader {
  readonly type: NumberType;
  readonly count: number;
}

/**
 * A header longer than this is a lie or no header: numpy itself reads at most 10,000 bytes without being told
 * to.
 */
export const LONGEST_HEADER = 1 << 16;

/**
 * Reads the dictionary of a .npy header: 1-D (or n × 1) and of floating-point numbers, everything else is
 * refused.
 *
 * Source: numpy.lib.format, versions 1.0 to 3.0.
 *
 * @throws GradvarError SAMPLES_INVALID (exit 2)
 */
export function parseNpyHeader(path: string, text: string): NpyHeader {
  const wrong = (found: string, expected: string, hint: string): GradvarError =>
    malformed(path, 'header', `found ${found}, expected ${expected}`, hint);
  const literal = /'descr'\s*:\s*('[^']*'|"[^"]*"|\[)/.exec(text)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([0-9,\sL]*)\)/.exec(text)?.[1];
  if (literal === undefined || fortran === undefined || shape === undefined)
    throw wrong(
      JSON.stringify(text.slice(0, 60)),
      'a dictionary of descr, fortran_order and shape',
      'write the file with numpy.save',
    );
  const type = numberType(literal === '[' ? '[' : literal.slice(1, -1));
  if (type.kind === 'refused') throw wrong(type.found, 'float64, float32 or float16', type.hint);
  return { type: type.type, count: lengthOf(path, shape) };
}

/** n of the shapes (n,), (n, 1) and (1, n), which lie in memory alike in C and in Fortran order. */
function lengthOf(path: string, shape: string): number {
  const sizes = shape
    .split(',')
    .map((size) => size.trim().replace(/L$/, ''))
    .filter((size) => size !== '')
    .map(Number);
  const count = sizes.reduce((product, size) => product * size, 1);
  const isColumn = sizes.length === 1 || (sizes.length === 2 && sizes.includes(1));
  if (isColumn && Number.isSafeInteger(count)) return count;
  throw new GradvarError(
    'SAMPLES_INVALID',
    EXIT.usage,
    `${path}, header: found shape (${sizes.join(', ')}), expected one gradient a row: (n,) or (n, 1)`,
    'save one component of the gradient: numpy.save("samples.npy", gradients[:, 0])',
  );
}

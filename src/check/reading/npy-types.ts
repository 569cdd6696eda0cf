/** A type of floating-point number in a .npy file. */
export interface NumberType {
  readonly name: string;
  readonly bytes: 2 | 4 | 8;
  readonly littleEndian: boolean;
  /** Distance of 1 from the next larger number. */
  readonly epsilon: number;
}

export type TypeFound =
  | { readonly kind: 'type'; readonly type: NumberType }
  | { readonly kind: 'refused'; readonly found: string; readonly hint: string };

export const FLOAT64 = { name: 'float64', bytes: 8, epsilon: Number.EPSILON } as const;
export const FLOAT32 = { name: 'float32', bytes: 4, epsilon: 1 / (1 << 23) } as const;

const FLOATS: Readonly<Record<string, Omit<NumberType, 'littleEndian'>>> = {
  f8: FLOAT64,
  f4: FLOAT32,
  f2: { name: 'float16', bytes: 2, epsilon: 1 / (1 << 10) },
};

const AS_FLOAT64 = 'save it as numbers: numpy.save("samples.npy", array.astype("float64"))';

/** Types that are refused, by the letter after the byte order. */
const REFUSED: Readonly<Record<string, readonly [found: string, hint: string]>> = {
  O: ['Python objects (pickled, which can run code when it is read)', AS_FLOAT64],
  i: [
    'whole numbers (int): gradients that were rounded cannot be tested',
    'save the gradients before they are rounded, or .astype("float64") if they are whole by nature',
  ],
  u: [
    'whole numbers (uint): gradients that were rounded cannot be tested',
    'save the gradients before they are rounded, or .astype("float64") if they are whole by nature',
  ],
  b: ['truth values (bool)', AS_FLOAT64],
  c: ['complex numbers', 'save the real part: numpy.save("samples.npy", array.real)'],
  U: ['text', AS_FLOAT64],
  S: ['text', AS_FLOAT64],
  V: ['raw bytes (bfloat16 is saved so)', AS_FLOAT64],
  f: ['a floating-point type of another size', AS_FLOAT64],
  '[': ['records with several fields', 'save one field: numpy.save("samples.npy", array["name"])'],
};

/** What `descr` of a .npy header stands for; '[' for a list. */
export function numberType(descr: string): TypeFound {
  const [, order = '', code = ''] = /^([<>=|]?)(.*)$/s.exec(descr) ?? [];
  const float = FLOATS[code];
  if (float !== undefined && (order === '<' || order === '>'))
    return { kind: 'type', type: { ...float, littleEndian: order === '<' } };
  const [found, hint] = REFUSED[code.slice(0, 1)] ?? ['an unknown type', AS_FLOAT64];
  return { kind: 'refused', found: `${found}, dtype ${JSON.stringify(descr)}`, hint };
}

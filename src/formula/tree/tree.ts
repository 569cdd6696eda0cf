/**
 * The expression tree of a formula in z: what the parser makes, and what derivative, enclosure and program
 * are made from. Trees are immutable plain data. What an operation means stands in its record
 * (src/formula/operations).
 */

/** Operations with a pass of the kernel. */
export type PassOperation =
  | 'negate'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'exp'
  | 'log'
  | 'log1p'
  | 'expm1'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'tanh'
  | 'sinh'
  | 'cosh'
  | 'atan'
  | 'erf'
  | 'abs'
  | 'sign'
  | 'step'
  | 'floor'
  | 'mod'
  | 'min'
  | 'max'
  | 'clip'
  | 'sigmoid'
  | 'softplus'
  | 'normcdf'
  | 'normpdf'
  | 'lognormcdf'
  | 'mills'
  | 'normquantile'
  | 'sech2'
  | 'select';

/** Operations that the kernel makes of the passes of others. */
export type ComposedOperation = 'asin' | 'acos' | 'asinh' | 'acosh' | 'atanh' | 'logaddexp' | 'lognormpdf';

/** Every operation a tree may hold. */
export type Operation = PassOperation | ComposedOperation;

/**
 * A formula as a tree: a number, z, a parameter, or an operation with its arguments. Equal subtrees may be
 * shared.
 *
 * @example
 * const tree: Node = parseFormula('z^2');
 */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'z' }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'call'; readonly operation: Operation; readonly args: readonly Node[] };

/**
 * Values of the named parameters of a formula; keys sorted by code unit wherever they are written.
 *
 * @example
 * const parameters: Parameters = { k: 2, w: 3 };
 */
export type Parameters = Readonly<Record<string, number>>;

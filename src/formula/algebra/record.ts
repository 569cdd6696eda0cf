import type { Node, Operation, PassOperation } from '../tree/tree.ts';
import type { Growth } from './growth-kinds.ts';
import type { Encloser, Enclosures } from './interval-arithmetic.ts';
import type { LocalOrder } from './local-orders.ts';
import type { Symmetry } from './symmetries.ts';

/**
 * All that is known of an operation: one record each in src/formula/operations. Every field is required, so
 * that the compiler names what a new operation still lacks; what holds for several stands in
 * `common-rules.ts`.
 */
export interface OperationRecord<Form extends KernelForm = KernelForm> {
  /** Number of arguments. */
  readonly arity: 1 | 2 | 3;
  readonly notation: Notation;
  readonly meaning: string;
  /** The value for doubles; arguments beyond the arity are ignored. NaN in gives NaN out. */
  readonly evaluate: (a: number, b: number, c: number) => number;
  /** Where a function of one argument is a real number. */
  readonly domain: Domain;
  readonly derivative: Derivative;
  /** Bounds of the value from those of the arguments. */
  readonly enclose: Encloser;
  /**
   * Upper bound of log|value| where the value is near overflow or underflow; Infinity if the structure tells
   * nothing.
   */
  readonly logBound: PlaceRule;
  /** Growth at infinity. */
  readonly growth: (pass: GrowthPass, a: Node, b: Node, c: Node) => Growth;
  /** Size next to a point. */
  readonly order: (pass: OrderPass) => LocalOrder;
  /** Where it may not be smooth. */
  readonly breaks: (a: Node, b: Node, c: Node) => readonly PossibleBreak[];
  /** Formulas whose zeros together are the zeros of the operation; null for the operation itself. */
  readonly zeros: (a: Node, b: Node) => readonly Node[] | null;
  /** Symmetry where not all arguments are even. */
  readonly symmetry: (pass: SymmetryPass, parts: readonly Symmetry[], args: readonly Node[]) => Symmetry;
  /** Whether it is Lipschitz on the enclosed arguments and grows no faster than a power. */
  readonly isTame: (graph: Graph, e: Enclosures, place: number) => boolean;
  /** Whether it gives no finite number for any z, `never` telling it of the arguments. */
  readonly isLost: (graph: Graph, e: Enclosures, place: number, never: readonly boolean[]) => boolean;
  /** By how much the variation of the argument exceeds what one panel resolves; <= 1 is resolved. */
  readonly excess: PlaceRule;
  /** Logarithm of how much the value varies over a panel, at most `logBound` being that of the value. */
  readonly variation: (e: Enclosures, a: number, logBound: number) => number;
  /** Logarithm of a bound on the slope in the k-th argument; null where it does not depend on it. */
  readonly slope: (graph: Graph, e: Enclosures, place: number, k: number) => number | null;
  readonly kernel: Form;
}

/**
 * How an operation is written in a formula: with a sign, as a function, as a function of two or more
 * arguments (f(x, y, w) is f(f(x, y), w)), or not at all.
 */
export type Notation = 'sign' | 'function' | 'folded' | 'internal';

export interface Domain {
  readonly least: number;
  readonly most: number;
  /** Whether the value is finite at the ends. */
  readonly isClosed: boolean;
}

export type PlaceRule = (graph: Graph, e: Enclosures, place: number) => number;

/** Constructors of a derivative, which leave out zeros, and the derivatives of the arguments. */
export interface Calculus {
  readonly of: (node: Node) => Node;
  readonly call: (operation: Operation, ...args: readonly Node[]) => Node;
  readonly number: (value: number) => Node;
  readonly add: (u: Node, v: Node) => Node;
  readonly subtract: (u: Node, v: Node) => Node;
  readonly times: (u: Node, v: Node) => Node;
  readonly over: (u: Node, v: Node) => Node;
  readonly negated: (u: Node) => Node;
  readonly select: (c: Node, u: Node, v: Node) => Node;
}

/**
 * chain: of a function of one argument, f'(u) and, where intervals bound it well, f''(u).
 * flat: 0 almost everywhere.
 */
export type Derivative =
  | {
      readonly kind: 'chain';
      readonly first: (u: Node) => Node;
      readonly second: ((u: Node) => Node) | null;
    }
  | { readonly kind: 'rule'; readonly derive: (d: Calculus, u: Node, v: Node, w: Node) => Node }
  | { readonly kind: 'flat' };

export interface GrowthPass {
  readonly of: (node: Node) => Growth;
}

export interface OrderPass {
  readonly node: Node;
  readonly args: readonly Node[];
  /** Order of the k-th argument. */
  readonly of: (k: number) => LocalOrder;
  /** Bounds of the k-th argument beside the point, the point itself left out. */
  readonly beside: (k: number) => readonly [lo: number, hi: number];
  /** Order 1 where a formula surely passes 0 with a slope, else BOUNDED. */
  readonly crossing: (node: Node) => LocalOrder;
}

export interface SymmetryPass {
  readonly of: (node: Node) => Symmetry;
}

/** Which values of an argument matter: only 0, or every whole number. */
export type Levels = 'zero' | 'integers';

/** What may happen there: an unbounded value or slope, a step, or a kink. */
export type SourceEffect = 'singular' | 'step' | 'kink';

export interface PossibleBreak {
  readonly argument: Node;
  readonly levels: Levels;
  readonly effect: SourceEffect;
}

/** An operation over whole registers: out[i] = f(a[i], b[i], c[i]) for i < count. `out` may be an operand. */
export type Loop = (
  count: number,
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
) => void;

/**
 * Where the vector form of a pass may be wrong, and who answers then: a second pass, or the scalar function.
 */
export type Outside =
  | { readonly kind: 'never' }
  | { readonly kind: 'wide' }
  | { readonly kind: 'scalar'; readonly isOutside: (x: number) => boolean };

/**
 * A pass of the kernel: its plain TypeScript form, and nanoseconds a draw on one core of a present-day
 * machine.
 */
export interface PassForm {
  readonly kind: 'pass';
  readonly loop: Loop;
  readonly nanoseconds: number;
  readonly outside: Outside;
}

/** Made of the passes of other operations, with the bits of `evaluate`. */
export interface ComposedForm {
  readonly kind: 'composed';
  readonly compose: <V>(emit: Emit<V>, a: V, b: V) => V;
}

export type Emit<V> = (operation: PassOperation | 'square', ...args: readonly (V | number)[]) => V;

export type KernelForm = PassForm | ComposedForm;

/**
 * Formulas as one flat graph: every distinct subformula once, arguments before the calls that use them. For
 * work that visits every subformula (enclosures, singular points) rather than only the result.
 */
export interface Graph {
  readonly size: number;
  readonly operations: readonly (Operation | 'number' | 'z')[];
  /** Of each call; null for z and numbers. */
  readonly records: readonly (OperationRecord | null)[];
  /** Places of the arguments of each call; 0 where it has fewer. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly third: Int32Array;
  /** Value of each number. */
  readonly numbers: Float64Array;
  /** Where the formulas asked for stand. */
  readonly roots: readonly number[];
  /** One node of each place. */
  readonly nodes: readonly Node[];
  readonly places: ReadonlyMap<Node, number>;
}

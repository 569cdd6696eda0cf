import type { Instruction } from './program.ts';
import type { Emit } from '../algebra/record.ts';
import { OPERATIONS } from '../operations/table.ts';
import type { Node, Operation, PassOperation } from '../tree/tree.ts';

/** An input of the trees, by its number; the result of `vertices[place - 1]`; or a number. */
export type Value = { readonly input: number } | { readonly place: number } | { readonly constant: number };

export interface Vertex {
  readonly operation: Instruction['operation'];
  readonly args: readonly Value[];
}

/** Instructions in single-assignment form, each distinct one once, arguments before their users. */
export interface InstructionGraph {
  readonly vertices: readonly Vertex[];
  readonly roots: readonly Value[];
}

/** Largest whole or half-whole power that becomes multiplications and a square root. */
const MAX_CHAIN = 64;

/**
 * Lowers trees that share one instruction graph. x^n is a chain of squares and products for |n| <= 64,
 * x^(n+1/2) the chain times sqrt(x), a negative power one over it.
 *
 * @param inputs what the trees are functions of: `z`, and names of parameters that are not bound
 */
export function instructionGraph(trees: readonly Node[], inputs: readonly string[]): InstructionGraph {
  const vertices: Vertex[] = [];
  const known = new Map<string, Value>();
  const memo = new Map<Node, Value>();

  function emit(operation: Vertex['operation'], ...given: readonly Value[]): Value {
    const args = operation === 'add' || operation === 'multiply' ? ordered(given) : given;
    const key = `${operation} ${args.map(valueKey).join(' ')}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    vertices.push({ operation, args });
    const value: Value = { place: vertices.length };
    known.set(key, value);
    return value;
  }

  function wholePower(base: Value, n: number): Value {
    if (n === 1) return base;
    return n % 2 === 0
      ? emit('square', wholePower(base, n / 2))
      : emit('multiply', wholePower(base, n - 1), base);
  }

  function powerOf(base: Value, exponent: Value): Value {
    const doubled = 'constant' in exponent ? 2 * Math.abs(exponent.constant) : Number.NaN;
    if (!('constant' in exponent) || !Number.isInteger(doubled) || doubled > 2 * MAX_CHAIN || doubled === 0) {
      return emit('power', base, exponent);
    }
    if (exponent.constant < 0)
      return emit('divide', { constant: 1 }, powerOf(base, { constant: -exponent.constant }));
    const whole = Math.floor(exponent.constant);
    if (whole === exponent.constant) return wholePower(base, whole);
    const root = emit('sqrt', base);
    return whole === 0 ? root : emit('multiply', wholePower(base, whole), root);
  }

  function emitted(operation: Operation, args: readonly Value[]): Value {
    const [a, b] = args as [Value, Value];
    if (operation === 'power') return powerOf(a, b);
    const { kernel } = OPERATIONS[operation];
    if (kernel.kind === 'pass') return emit(operation as PassOperation, ...args);
    const compose: Emit<Value> = (each, ...parts) =>
      emit(each, ...parts.map((part) => (typeof part === 'number' ? { constant: part } : part)));
    return kernel.compose(compose, a, b);
  }

  function input(name: string): Value {
    const found = inputs.indexOf(name);
    if (found < 0) throw new Error(`a program needs a number or an input for ${name}`);
    return { input: found };
  }

  function lower(node: Node): Value {
    if (node.kind === 'z') return input('z');
    if (node.kind === 'number') return { constant: node.value };
    if (node.kind !== 'call') return input(node.name);
    const before = memo.get(node);
    if (before !== undefined) return before;
    const args = node.args.map(lower);
    const value = emitted(node.operation, args);
    memo.set(node, value);
    return value;
  }

  const roots = trees.map(lower);
  return { vertices, roots };
}

/**
 * Operands of a commutative operation: inputs first, then results in the order of their making, then numbers.
 */
function ordered([a, b]: readonly Value[]): readonly Value[] {
  return rank(a!) > rank(b!) ? [b!, a!] : [a!, b!];
}

function rank(value: Value): number {
  if ('constant' in value) return Infinity;
  return 'input' in value ? value.input - Number.MAX_SAFE_INTEGER : value.place;
}

/** What tells two operands apart. */
export function valueKey(value: Value): string {
  if ('input' in value) return `i${value.input}`;
  if ('place' in value) return `r${value.place}`;
  return Object.is(value.constant, -0) ? '-0' : String(value.constant);
}

import type { Node, Operation } from './tree/tree.ts';

/**
 * How tightly a printed node holds together, as in the parser: 1 sum, 3 product, 5 minus, 7 power, 9 operand.
 */
const SUM = 1;
const PRODUCT = 3;
const UNARY = 5;
const POWER = 7;
const OPERAND = 9;

interface Printed {
  readonly text: string;
  readonly binding: number;
}

interface InfixForm {
  readonly sign: string;
  readonly binding: number;
  /** Least binding that an operand needs to stand without parentheses. */
  readonly left: number;
  readonly right: number;
}

const INFIX: Readonly<Partial<Record<Operation, InfixForm>>> = {
  add: { sign: ' + ', binding: SUM, left: SUM, right: PRODUCT },
  subtract: { sign: ' - ', binding: SUM, left: SUM, right: PRODUCT },
  multiply: { sign: '*', binding: PRODUCT, left: PRODUCT, right: UNARY },
  divide: { sign: '/', binding: PRODUCT, left: PRODUCT, right: UNARY },
  power: { sign: '^', binding: POWER, left: OPERAND, right: UNARY },
};

/**
 * Canonical text of a tree: fewest parentheses, blanks around + and - only, shortest round-trip numbers,
 * `mod(x, y)`. `parseFormula(printFormula(tree))` is the same tree for every tree that the parser makes.
 *
 * @example
 * printFormula(parseFormula('(z)*(2)')); // → 'z*2'
 */
export function printFormula(node: Node): string {
  return print(node).text;
}

function print(node: Node): Printed {
  switch (node.kind) {
    case 'number':
      return { text: printNumber(node.value), binding: node.value < 0 ? UNARY : OPERAND };
    case 'z':
      return { text: 'z', binding: OPERAND };
    case 'constant':
    case 'parameter':
      return { text: node.name, binding: OPERAND };
    case 'call':
      return printCall(node.operation, node.args);
  }
}

function printCall(operation: Operation, args: readonly Node[]): Printed {
  const printed = args.map(print);
  // A minus right after a sign would be legal, but is hard to read, except in an exponent.
  if (operation === 'negate') return { text: `-${wrapped(printed[0]!, UNARY, false)}`, binding: UNARY };
  const infix = INFIX[operation];
  if (infix === undefined) {
    return { text: `${operation}(${printed.map(({ text }) => text).join(', ')})`, binding: OPERAND };
  }
  const left = wrapped(printed[0]!, infix.left, true);
  const right = wrapped(printed[1]!, infix.right, operation === 'power');
  return { text: `${left}${infix.sign}${right}`, binding: infix.binding };
}

function wrapped({ text, binding }: Printed, least: number, mayStartWithMinus: boolean): string {
  return binding < least || (!mayStartWithMinus && text.startsWith('-')) ? `(${text})` : text;
}

function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

import { formulaError, formulaErrorAt, quoted } from './tree/formula-error.ts';
import { MAX_CHARACTERS, MAX_NESTING, MAX_NODES } from './tree/limits.ts';
import { adviceForFunction, RESERVED_NAMES } from './names.ts';
import { call, number, Z } from './tree/nodes.ts';
import { functionNamed, OPERATIONS } from './operations/table.ts';
import { tokenize, type Token } from './tokenize.ts';
import {
  isTotalKind,
  total,
  totalNode,
  withTerms,
  type Total,
  type TotalKind,
  type WrittenFormula,
} from './totals.ts';
import type { Node, Operation } from './tree/tree.ts';

/** How tightly an infix sign binds its left and its right operand; a power binds its right one first. */
interface Infix {
  readonly operation: Operation;
  readonly left: number;
  readonly right: number;
}

const INFIX: ReadonlyMap<string, Infix> = new Map([
  ['+', { operation: 'add', left: 1, right: 2 }],
  ['-', { operation: 'subtract', left: 1, right: 2 }],
  ['*', { operation: 'multiply', left: 3, right: 4 }],
  ['/', { operation: 'divide', left: 3, right: 4 }],
  ['mod', { operation: 'mod', left: 3, right: 4 }],
  ['^', { operation: 'power', left: 7, right: 6 }],
]);

/** Unary minus binds tighter than a product and looser than a power: -z^2 is -(z^2). */
const UNARY = 5;

/**
 * Parses a formula in z; one of several coordinates as what it is for a single one.
 *
 * @throws GradvarError FORMULA_INVALID with the place of the fault
 *
 * @example
 * parseFormula('z').kind; // → 'z'
 */
export function parseFormula(text: string): Node {
  return withTerms(parseWritten(text), ({ term }) => term);
}

/**
 * Parses a formula in z, or in sums and means over the coordinates z_1 … z_D.
 *
 * sum = product (('+' | '-') product)*; product = factor (('*' | '/' | 'mod') factor)*; factor = '-' factor |
 * operand ['^' factor]; operand = number | name | function '(' sum (',' sum)* ')' | '(' sum ')'. Any name
 * that is not `z`, `pi`, `e` or a function is a parameter.
 *
 * @throws GradvarError FORMULA_INVALID with the place of the fault
 */
export function parseWritten(text: string): WrittenFormula {
  if (text.length > MAX_CHARACTERS) {
    throw formulaError(`found ${text.length} characters, expected at most ${MAX_CHARACTERS}`);
  }
  const tokens = tokenize(text);
  let next = 0;
  let nesting = 0;
  let nodes = 0;
  const totals = new Map<string, Total>();
  let isInTotal = false;
  let bare: Token | undefined;

  const current = (): Token => tokens[next]!;
  const fail = (token: Token, message: string, hint = ''): never => {
    throw formulaErrorAt(text, token.position, message, hint);
  };
  const isSign = (sign: string): boolean => current().kind === 'sign' && current().text === sign;

  function made(node: Node, token: Token): Node {
    nodes += 1;
    if (nodes > MAX_NODES) fail(token, `more than ${MAX_NODES} numbers, names and operations`);
    return node;
  }

  function nested<T>(token: Token, parse: () => T): T {
    nesting += 1;
    if (nesting > MAX_NESTING) fail(token, `nested more than ${MAX_NESTING} levels deep`);
    const result = parse();
    nesting -= 1;
    return result;
  }

  function expression(binding: number): Node {
    let left = operand();
    for (;;) {
      const token = current();
      const infix = INFIX.get(token.text);
      if (infix === undefined || infix.left < binding) return left;
      next += 1;
      const right =
        infix.operation === 'power' ? nested(token, () => expression(infix.right)) : expression(infix.right);
      left = made(call(infix.operation, left, right), token);
    }
  }

  function operand(): Node {
    const token = current();
    next += 1;
    if (token.kind === 'number') return made(number(token.value), token);
    if (token.kind === 'name') return named(token);
    if (token.text === '-')
      return made(
        call(
          'negate',
          nested(token, () => expression(UNARY)),
        ),
        token,
      );
    if (token.text === '(') {
      const inner = nested(token, () => expression(0));
      close();
      return inner;
    }
    const hint = token.text === '+' ? 'a sum needs a left side; leave the + out' : '';
    return fail(token, `expected a number, a name or '(' but found ${described(token)}`, hint);
  }

  function named(token: Token): Node {
    const { text: name } = token;
    const operation = functionNamed(name);
    if (operation !== null) return called(token, operation);
    if (isTotalKind(name) && isSign('(')) return totalled(token, name);
    if (isSign('(')) {
      const advice = RESERVED_NAMES.includes(name)
        ? `write ${name}*(…) for a product`
        : adviceForFunction(name);
      return fail(token, `unknown function ${quoted(name)}`, advice);
    }
    if (name === 'z') {
      if (!isInTotal) bare ??= token;
      return made(Z, token);
    }
    if (name === 'pi' || name === 'e') return made({ kind: 'constant', name }, token);
    return made({ kind: 'parameter', name }, token);
  }

  function called(token: Token, operation: Operation): Node {
    const { arity, notation } = OPERATIONS[operation];
    if (!isSign('('))
      fail(current(), `expected '(' after function ${quoted(operation)} but found ${described(current())}`);
    next += 1;
    const args = nested(token, () => {
      const list = isSign(')') ? [] : [expression(0)];
      while (isSign(',')) {
        next += 1;
        list.push(expression(0));
      }
      return list;
    });
    close();
    const folds = notation === 'folded';
    if (folds ? args.length < arity : args.length !== arity) {
      const wanted = `${folds ? 'at least ' : ''}${arity} argument${arity > 1 ? 's' : ''}`;
      fail(token, `function ${quoted(operation)} takes ${wanted}, found ${args.length}`);
    }
    if (!folds) return made(call(operation, ...args), token);
    return args.reduce((left, right) => made(call(operation, left, right), token));
  }

  function totalled(token: Token, kind: TotalKind): Node {
    if (isInTotal) fail(token, `found ${kind}(…) inside a sum or mean over the coordinates`);
    next += 1;
    isInTotal = true;
    const made = total(
      kind,
      nested(token, () => expression(0)),
    );
    isInTotal = false;
    close();
    totals.set(made.name, made);
    return totalNode(made);
  }

  function close(): void {
    if (isSign(')')) next += 1;
    else if (startsOperand(current())) missingOperator();
    else fail(current(), `expected ')' but found ${described(current())}`);
  }

  function missingOperator(): never {
    const before = tokens[next - 1]!;
    const example = `${before.kind === 'sign' ? '(…)' : before.text}*${current().text === '(' ? '(…)' : current().text}`;
    return fail(
      current(),
      `expected an operator but found ${described(current())}`,
      `write ${example} for a product`,
    );
  }

  if (current().kind === 'end')
    throw formulaError('found an empty text, expected a function of z such as z^2');
  const node = expression(0);
  if (startsOperand(current())) missingOperator();
  if (current().kind !== 'end')
    fail(current(), `expected the end of the formula but found ${described(current())}`);
  if (totals.size > 0 && bare !== undefined)
    fail(
      bare,
      'found z outside sum(…) and mean(…)',
      'with several coordinates every z stands in one of them',
    );
  return { tree: node, totals: [...totals.values()] };
}

function startsOperand(token: Token): boolean {
  return token.kind === 'number' || token.kind === 'name' || (token.kind === 'sign' && token.text === '(');
}

function described(token: Token): string {
  return token.kind === 'end' ? 'end of text' : quoted(token.text);
}

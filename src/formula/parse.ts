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
  const parser: Parser = {
    text,
    tokens: tokenize(text),
    next: 0,
    nesting: 0,
    nodes: 0,
    totals: new Map(),
    isInTotal: false,
    bare: null,
  };
  if (current(parser).kind === 'end')
    throw formulaError('found an empty text, expected a function of z such as z^2');
  const tree = expression(parser, 0);
  if (startsOperand(current(parser))) missingOperator(parser);
  if (current(parser).kind !== 'end')
    fail(parser, current(parser), `expected the end of the formula but found ${described(current(parser))}`);
  const { totals, bare } = parser;
  if (totals.size > 0 && bare !== null)
    fail(
      parser,
      bare,
      'found z outside sum(…) and mean(…)',
      'with several coordinates every z stands in one of them',
    );
  return { tree, totals: [...totals.values()] };
}

/** A text, how far it has been read, and what was met. */
interface Parser {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
  nesting: number;
  nodes: number;
  readonly totals: Map<string, Total>;
  isInTotal: boolean;
  /** The first z outside sums and means. */
  bare: Token | null;
}

function current({ tokens, next }: Parser): Token {
  return tokens[next]!;
}

function isSign(parser: Parser, sign: string): boolean {
  const token = current(parser);
  return token.kind === 'sign' && token.text === sign;
}

function fail({ text }: Parser, token: Token, message: string, hint = ''): never {
  throw formulaErrorAt(text, token.position, message, hint);
}

function made(parser: Parser, node: Node, token: Token): Node {
  parser.nodes += 1;
  if (parser.nodes > MAX_NODES) fail(parser, token, `more than ${MAX_NODES} numbers, names and operations`);
  return node;
}

function nested<T>(parser: Parser, token: Token, parse: () => T): T {
  parser.nesting += 1;
  if (parser.nesting > MAX_NESTING) fail(parser, token, `nested more than ${MAX_NESTING} levels deep`);
  const result = parse();
  parser.nesting -= 1;
  return result;
}

function expression(parser: Parser, binding: number): Node {
  let left = operand(parser);
  for (;;) {
    const token = current(parser);
    const infix = INFIX.get(token.text);
    if (infix === undefined || infix.left < binding) return left;
    parser.next += 1;
    const parse = (): Node => expression(parser, infix.right);
    const right = infix.operation === 'power' ? nested(parser, token, parse) : parse();
    left = made(parser, call(infix.operation, left, right), token);
  }
}

function operand(parser: Parser): Node {
  const token = current(parser);
  parser.next += 1;
  if (token.kind === 'number') return made(parser, number(token.value), token);
  if (token.kind === 'name') return named(parser, token);
  if (token.text === '-') {
    const negated = nested(parser, token, () => expression(parser, UNARY));
    return made(parser, call('negate', negated), token);
  }
  if (token.text === '(') {
    const inner = nested(parser, token, () => expression(parser, 0));
    close(parser);
    return inner;
  }
  const hint = token.text === '+' ? 'a sum needs a left side; leave the + out' : '';
  return fail(parser, token, `expected a number, a name or '(' but found ${described(token)}`, hint);
}

function named(parser: Parser, token: Token): Node {
  const { text: name } = token;
  const operation = functionNamed(name);
  if (operation !== null) return called(parser, token, operation);
  if (isSign(parser, '(')) {
    if (isTotalKind(name)) return totalled(parser, token, name);
    const advice = RESERVED_NAMES.includes(name)
      ? `write ${name}*(…) for a product`
      : adviceForFunction(name);
    return fail(parser, token, `unknown function ${quoted(name)}`, advice);
  }
  if (name === 'z') {
    if (!parser.isInTotal) parser.bare ??= token;
    return made(parser, Z, token);
  }
  if (name === 'pi' || name === 'e') return made(parser, { kind: 'constant', name }, token);
  return made(parser, { kind: 'parameter', name }, token);
}

function called(parser: Parser, token: Token, operation: Operation): Node {
  const { arity, notation } = OPERATIONS[operation];
  const found = current(parser);
  if (!isSign(parser, '('))
    fail(parser, found, `expected '(' after function ${quoted(operation)} but found ${described(found)}`);
  parser.next += 1;
  const args = nested(parser, token, () => argumentsOf(parser));
  close(parser);
  const folds = notation === 'folded';
  if (folds ? args.length < arity : args.length !== arity) {
    const wanted = `${folds ? 'at least ' : ''}${arity} argument${arity > 1 ? 's' : ''}`;
    fail(parser, token, `function ${quoted(operation)} takes ${wanted}, found ${args.length}`);
  }
  if (!folds) return made(parser, call(operation, ...args), token);
  return args.reduce((left, right) => made(parser, call(operation, left, right), token));
}

function argumentsOf(parser: Parser): readonly Node[] {
  const list = isSign(parser, ')') ? [] : [expression(parser, 0)];
  while (isSign(parser, ',')) {
    parser.next += 1;
    list.push(expression(parser, 0));
  }
  return list;
}

function totalled(parser: Parser, token: Token, kind: TotalKind): Node {
  if (parser.isInTotal) fail(parser, token, `found ${kind}(…) inside a sum or mean over the coordinates`);
  parser.next += 1;
  parser.isInTotal = true;
  const found = total(
    kind,
    nested(parser, token, () => expression(parser, 0)),
  );
  parser.isInTotal = false;
  close(parser);
  parser.totals.set(found.name, found);
  return totalNode(found);
}

function close(parser: Parser): void {
  const token = current(parser);
  if (isSign(parser, ')')) parser.next += 1;
  else if (startsOperand(token)) missingOperator(parser);
  else fail(parser, token, `expected ')' but found ${described(token)}`);
}

function missingOperator(parser: Parser): never {
  const [before, token] = [parser.tokens[parser.next - 1]!, current(parser)];
  const example = `${before.kind === 'sign' ? '(…)' : before.text}*${token.text === '(' ? '(…)' : token.text}`;
  return fail(
    parser,
    token,
    `expected an operator but found ${described(token)}`,
    `write ${example} for a product`,
  );
}

function startsOperand(token: Token): boolean {
  return token.kind === 'number' || token.kind === 'name' || (token.kind === 'sign' && token.text === '(');
}

function described(token: Token): string {
  return token.kind === 'end' ? 'end of text' : quoted(token.text);
}

import fc from 'fast-check';
import { call, number, Z } from '../../src/formula/tree/nodes.ts';
import { FUNCTION_NAMES, OPERATIONS } from '../../src/formula/operations/table.ts';
import type { Node, Operation } from '../../src/formula/tree/tree.ts';

/** Trees as the parser makes them, for property tests. */

const SIGNS: readonly Operation[] = ['negate', 'add', 'subtract', 'multiply', 'divide', 'power'];

const numbers: fc.Arbitrary<Node> = fc
  .oneof(
    fc.constantFrom(0, 0.5, 1, 2, 3, 0.1, 1.5, 10),
    fc.integer({ min: 0, max: 40 }).map((n) => n / 8),
    fc.double({ min: 0, max: 1e3, noNaN: true }),
  )
  .map((value) => number(value + 0));

const names: fc.Arbitrary<Node> = fc.constantFrom<Node>(
  { kind: 'constant', name: 'pi' },
  { kind: 'constant', name: 'e' },
  { kind: 'parameter', name: 'k' },
  { kind: 'parameter', name: 'w_1' },
);

function callOf(operations: readonly Operation[], child: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  return fc
    .constantFrom(...operations)
    .chain((operation) =>
      fc
        .array(child, { minLength: OPERATIONS[operation].arity, maxLength: OPERATIONS[operation].arity })
        .map((args) => call(operation, ...args)),
    );
}

function trees(leaf: fc.Arbitrary<Node>, depth: number): fc.Arbitrary<Node> {
  if (depth === 0) return leaf;
  const child = trees(leaf, depth - 1);
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 4, arbitrary: callOf(SIGNS, child) },
    { weight: 3, arbitrary: callOf(FUNCTION_NAMES, child) },
  );
}

/** Any tree that the parser can make. */
export const writtenTrees: fc.Arbitrary<Node> = trees(fc.oneof(numbers, names, fc.constant(Z)), 5);

/** The same without parameters, with more z. */
export const boundTrees: fc.Arbitrary<Node> = trees(
  fc.oneof({ weight: 2, arbitrary: numbers }, { weight: 3, arbitrary: fc.constant(Z) }),
  4,
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../src/formula/operations/table.ts';
import { logBound } from '../../src/formula/algebra/magnitude.ts';
import { findBreaks } from '../../src/formula/analysis/breaks.ts';
import { enclose, encloseable, encloseGraph } from '../../src/formula/analysis/enclosure.ts';
import { growthOf } from '../../src/formula/analysis/growth.ts';
import { localOrders } from '../../src/formula/analysis/local-order.ts';
import { isNeverFinite } from '../../src/formula/analysis/never-finite.ts';
import { symmetryOf } from '../../src/formula/analysis/parity.ts';
import { isTame } from '../../src/formula/analysis/tame.ts';
import { evaluator } from '../../src/formula/evaluate.ts';
import { buildGraph } from '../../src/formula/graph.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { printFormula } from '../../src/formula/print.ts';
import { evaluateIntegrand } from '../../src/formula/program/evaluate-program.ts';
import { simplify } from '../../src/formula/simplify.ts';
import { call, number, Z } from '../../src/formula/tree/nodes.ts';
import type { Node, Operation } from '../../src/formula/tree/tree.ts';
import { integrandOf } from '../../src/integrands/compile.ts';
import { encodeProgram } from '../../workers/kernel/wasm/encode-program.ts';
import { evaluateOnKernel } from '../../workers/kernel/wasm/wasm-evaluate.ts';
import { loadPortableKernel } from '../../workers/kernel/wasm/wasm-kernel.ts';
import { specialNumbers } from '../kernel/special-numbers.ts';

/*
 * Every record of an operation, field by field, against the values of the operation alone: a new operation is tested by
 * being in the table.
 */

const kernel = loadPortableKernel();
const names = Object.keys(OPERATIONS) as Operation[];

/** The operation as functions of z: z in the place of each argument, and inside of what is asked for. */
function formulasOf(name: Operation, inner: Node = Z): readonly Node[] {
  const { arity } = OPERATIONS[name];
  const rest = [number(1.25), number(-0.5), number(2)];
  return Array.from({ length: arity }, (_, k) =>
    call(name, ...Array.from({ length: arity }, (__, i) => (i === k ? inner : rest[i]!))),
  );
}

/** Points of all sizes, none of which is a whole multiple of 1/8. */
const points = [0.013, 0.31, 0.77, 0.97, 1.07, 1.83, 3.3, 7.7, 21.3].flatMap((x) => [x, -x]);

/** Of f at x by central differences of two widths, and how far to trust it; null where f is not smooth or not a number. */
function slopeAt(
  f: (x: number) => number,
  x: number,
): { readonly slope: number; readonly error: number } | null {
  const difference = (h: number): number => (f(x + h) - f(x - h)) / (2 * h);
  const h = 1e-3 * Math.min(1, Math.abs(x));
  const [wide, narrow] = [difference(2 * h), difference(h)];
  const slope = narrow + (narrow - wide) / 3;
  const size = Math.max(...[-2, -1, 0, 1, 2].map((i) => Math.abs(f(x + i * h))));
  const error = Math.abs(narrow - wide) / 10 + (1e-15 * size) / h + 1e-300;
  return Number.isFinite(slope) && error < 1e-3 * Math.max(Math.abs(slope), 1e-3) ? { slope, error } : null;
}

describe.each(names)('%s', (name) => {
  const record = OPERATIONS[name];

  test('is read as it is written', () => {
    if (record.notation === 'internal') {
      expect(() => parseFormula(printFormula(formulasOf(name)[0]!))).toThrow(/unknown function/);
      return;
    }
    for (const node of formulasOf(name, call('add', Z, number(1)))) {
      const text = printFormula(node);
      expect(printFormula(parseFormula(text))).toBe(text);
    }
  });

  test('has the derivatives of its values', () => {
    let compared = 0;
    for (const node of formulasOf(name)) {
      const { value, derivative, secondDerivative } = integrandOf(node, '', {});
      for (const [whole, part] of [
        [value, derivative],
        [derivative, secondDerivative],
      ] as const) {
        const [f, slope] = [evaluator(whole), evaluator(part)];
        for (const x of points) {
          const found = slopeAt(f, x);
          if (found === null) continue;
          compared += 1;
          expect(Math.abs(slope(x) - found.slope), `at ${x}`).toBeLessThanOrEqual(
            found.error + 1e-6 * Math.abs(found.slope),
          );
        }
      }
    }
    expect(compared).toBeGreaterThan(3);
  });

  test('has first and second derivatives that agree', () => {
    const { derivative } = record;
    if (derivative.kind !== 'chain' || derivative.second === null) return;
    const [first, second] = [evaluator(derivative.first(Z)), evaluator(derivative.second(Z))];
    const compared = points.filter((x) => slopeAt(first, x) !== null);
    expect(compared.length).toBeGreaterThan(3);
    for (const x of compared) {
      const { slope, error } = slopeAt(first, x)!;
      expect(Math.abs(second(x) - slope), `at ${x}`).toBeLessThanOrEqual(error + 1e-6 * Math.abs(slope));
    }
  });

  test('lies in its enclosures, with its magnitude and its slope', () => {
    const ends = fc.double({ min: -30, max: 30, noNaN: true });
    for (const node of formulasOf(name)) {
      const { value, derivative } = integrandOf(node, '', {});
      if (value.kind !== 'call') continue;
      const [f, slope] = [evaluator(value), evaluator(derivative)];
      const graph = buildGraph([value]);
      const work = encloseable(graph);
      const root = graph.roots[0]!;
      const k = [graph.first, graph.second, graph.third].findIndex(
        (of) => graph.operations[of[root]!] === 'z',
      );
      fc.assert(
        fc.property(ends, ends, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
          const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
          const x = Math.min(hi, lo + share * (hi - lo));
          const y = f(x);
          const bounds = enclose(value, lo, hi);
          // Next to the end of a domain rounding may have gone over it.
          if (Number.isNaN(y)) return;
          expect(bounds.lo).toBeLessThanOrEqual(y);
          expect(bounds.hi).toBeGreaterThanOrEqual(y);
          encloseGraph(work, lo, hi);
          if (Math.abs(y) > 1e-300 && Number.isFinite(y))
            expect(Math.log(Math.abs(y))).toBeLessThanOrEqual(
              Math.min(
                logBound(graph, work.enclosures, root),
                graph.records[root]!.logBound(graph, work.enclosures, root),
              ) + 1e-8,
            );
          const steepest = graph.records[root]!.slope(graph, work.enclosures, root, k);
          if (lo < hi && Math.abs(slope(x)) > 1e-300 && Number.isFinite(slope(x)))
            expect(Math.log(Math.abs(slope(x)))).toBeLessThanOrEqual((steepest ?? -Infinity) + 1e-8);
        }),
        { seed: 3, numRuns: 300 },
      );
    }
  });

  test('grows as it says', () => {
    for (const inner of [Z, call('negate', Z), call('multiply', number(-2), call('power', Z, number(2)))])
      for (const node of formulasOf(name, inner))
        for (const direction of [1, -1] as const) {
          const f = evaluator(node);
          const growth = growthOf(simplify(node), direction);
          for (const t of [40, 90]) {
            const y = f(direction * t);
            const label = `${printFormula(node)} at ${direction * t}: ${y}, ${JSON.stringify(growth)}`;
            if (Number.isNaN(y) || growth.kind === 'unknown') continue;
            if ('sign' in growth && growth.sign !== 0 && y !== 0)
              expect(Math.sign(y), label).toBe(growth.sign);
            const exponent = Math.log(Math.abs(y)) / t;
            if (growth.kind === 'vanishing') expect(Math.abs(y), label).toBeLessThanOrEqual(Math.exp(-t * t));
            if (growth.kind === 'limit')
              expect(Math.abs(y - growth.square * t * t - growth.slope * t), label).toBeLessThan(0.4 * t);
            if (growth.kind === 'power')
              expect(Math.abs(y), label).toBeLessThan(50 * Math.pow(t, growth.atMost));
            if (growth.kind === 'exponential' && Number.isFinite(exponent))
              expect(exponent, label).toBeLessThan(growth.square * t + growth.slope + 0.5);
          }
        }
  });

  test('breaks only where it says', () => {
    for (const node of formulasOf(name)) {
      const formula = integrandOf(node, '', {});
      const [f, slope] = [evaluator(formula.value), evaluator(formula.derivative)];
      const found = findBreaks(formula, -4.1, 4.1);
      if (found.kind === 'too-many') continue;
      const isBroken = (x: number): boolean =>
        [f, slope].some((g) => {
          const [before, after] = [g(x - 1e-7), g(x + 1e-7)];
          const mayJump = !(Math.abs(after - before) <= 1e-4 * (1 + Math.abs(before)));
          return mayJump && !(Number.isNaN(before) && Number.isNaN(after));
        });
      for (let x = -4; x <= 4; x += 0.125)
        if (isBroken(x))
          expect(
            found.breaks.some(({ z }) => Math.abs(z - x) < 1e-6),
            `at ${x}`,
          ).toBe(true);
    }
  });

  test('vanishes only where the formulas do that it names', () => {
    const zeros = record.zeros(Z, number(1.25));
    if (zeros === null) return;
    const f = evaluator(formulasOf(name)[0]!);
    const parts = zeros.map(evaluator);
    for (let x = -4; x <= 4; x += 0.125)
      if (f(x) === 0)
        expect(
          parts.some((part) => Math.abs(part(x)) < 1e-300),
          `at ${x}`,
        ).toBe(true);
  });

  test('has the symmetry that it says', () => {
    const inners = [Z, call('sin', Z), call('add', Z, number(0.5)), call('power', Z, number(2))];
    for (const node of inners.flatMap((inner) => formulasOf(name, inner))) {
      const [f, symmetry] = [evaluator(node), symmetryOf(simplify(node))];
      for (const x of points) {
        const [y, mirrored] = [f(x), f(-x)];
        if (!Number.isFinite(y) || !Number.isFinite(mirrored)) continue;
        if (symmetry.kind === 'even') expect(mirrored).toBeCloseTo(y, 9);
        if (symmetry.kind === 'odd') expect(y + mirrored).toBeCloseTo(2 * symmetry.center, 9);
      }
    }
  });

  test('has the local order that it says', () => {
    for (const shift of [0, 1, -1])
      for (const node of formulasOf(name, shift === 0 ? Z : call('add', Z, number(shift))))
        for (const side of [1, -1]) {
          const f = evaluator(node);
          const { order, exact, logarithmic } = localOrders([simplify(node)], 0, side * 1e-3)[0]!;
          if (!Number.isFinite(order)) continue;
          const ratioAt = (h: number): number =>
            Math.abs(f(side * h)) / Math.pow(h, order) / (logarithmic ? -Math.log(h) : 1);
          const [far, near] = [ratioAt(1e-5), ratioAt(1e-8)];
          if (Number.isNaN(far) || Number.isNaN(near)) continue;
          expect(near, `${printFormula(node)} ${side}: h^${order}`).toBeLessThan(2.5 * far + 10);
          if (exact && !logarithmic) expect(near / far, printFormula(node)).toBeCloseTo(1, 2);
        }
  });

  test('is tame, or never finite, only if it is', () => {
    for (const node of [...formulasOf(name), ...formulasOf(name, call('sin', Z))]) {
      const { value, derivative } = integrandOf(node, '', {});
      const [f, slope] = [evaluator(value), evaluator(derivative)];
      if (isTame(value))
        for (const x of points) {
          expect(Math.abs(f(x)), `at ${x}`).toBeLessThan(100 * Math.pow(1 + Math.abs(x), 3));
          expect(Math.abs(slope(x)), `at ${x}`).toBeLessThan(100 * Math.pow(1 + Math.abs(x), 3));
        }
      if (isNeverFinite(value)) expect(points.map(f).some(Number.isFinite)).toBe(false);
    }
    const lost = integrandOf(call('divide', Z, number(0)), '', {}).value;
    expect(isNeverFinite(lost)).toBe(true);
  });

  test('needs no more panels than it may, and some where its argument varies', () => {
    for (const node of formulasOf(name)) {
      const graph = buildGraph([simplify(node)]);
      const root = graph.roots[0]!;
      const current = graph.records[root]!;
      if (current === null) continue;
      const work = encloseable(graph);
      for (const x of points) {
        encloseGraph(work, x, x + 1e-3);
        const narrow = current.excess(graph, work.enclosures, root);
        const y = evaluator(node)(x);
        if (Number.isFinite(y)) expect(narrow, `at ${x}`).toBeLessThan(1);
        const bound = logBound(graph, work.enclosures, root);
        expect(current.variation(work.enclosures, graph.first[root]!, bound)).not.toBeNaN();
      }
    }
  });

  test('has the bits of its scalar value in programs, on the kernel too', () => {
    for (const node of formulasOf(name)) {
      if (name === 'power') continue;
      const { value, program } = integrandOf(node, '', {});
      const f = evaluator(value);
      const z = Float64Array.from([...specialNumbers, ...points, ...points.map((x) => 37 * x)]);
      const reference = evaluateIntegrand(program, z);
      const onKernel = evaluateOnKernel(kernel, encodeProgram(kernel, program), z);
      z.forEach((x, i) => {
        expect(reference.value[i], `${printFormula(node)} at ${x}`).toBe(f(x));
        expect(onKernel.value[i], `${printFormula(node)} at ${x}`).toBe(reference.value[i]);
        expect(onKernel.derivative[i], `derivative at ${x}`).toBe(reference.derivative[i]);
      });
    }
  });
});

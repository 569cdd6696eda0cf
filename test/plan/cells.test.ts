import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellCount, cells, pointCount, pointOfCell } from '../../src/plan/cells.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { integrandPointAt, integrandPointCount, integrandPoints } from '../../src/plan/points.ts';
import { randomPlan } from './random-plan.ts';

/** The cells as nested loops, in the words of the design. */
function nestedLoops(plan: Plan): readonly object[] {
  const found: object[] = [];
  for (const { name, formula, parameters } of plan.integrands) {
    let bindings: Record<string, number>[] = [{}];
    for (const key of Object.keys(parameters).sort()) {
      bindings = bindings.flatMap((binding) =>
        parameters[key]!.map((value) => ({ ...binding, [key]: value })),
      );
    }
    for (const binding of bindings) {
      for (const dimension of plan.dimension ?? [1]) {
        // A sum or mean over a single coordinate is its term.
        const text = dimension === 1 ? formula.replace(/^(?:sum|mean)\((.*)\)$/, '$1') : formula;
        const integrand = { name, formula: text, parameters: binding, dimension };
        for (const mu of plan.mu) {
          for (const sigma of plan.sigma) {
            for (const m of plan.m) found.push({ index: found.length, ...integrand, mu, sigma, m });
          }
        }
      }
    }
  }
  return found;
}

describe('the cells of a plan', () => {
  it('are those of nested loops, in that order', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        const found = [...cells(plan)].map(
          ({ index, name, formula, parameters, dimension, mu, sigma, m }) => {
            return { index, name, formula, parameters, dimension, mu, sigma, m };
          },
        );
        expect(found).toEqual(nestedLoops(plan));
        expect(cellCount(plan)).toBe(found.length);
      }),
    );
  });

  it('can be had one by one, with their point and integrand point', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        const points = [...integrandPoints(plan)];
        expect(points).toHaveLength(integrandPointCount(plan));
        for (const [i, point] of points.entries()) expect(integrandPointAt(plan, i)).toEqual(point);
        let point = -1;
        for (const cell of cells(plan)) {
          expect(cellAt(plan, cell.index)).toEqual(cell);
          expect(points[cell.integrand]).toMatchObject({ name: cell.name, parameters: cell.parameters });
          if (cell.m === plan.m[0]) point += 1;
          expect(pointOfCell(plan, cell.index)).toBe(point);
        }
        expect(pointCount(plan)).toBe(point + 1);
        for (const outside of [-1, cellCount(plan)]) expect(() => cellAt(plan, outside)).toThrow(RangeError);
      }),
    );
  });

  it('keep their ids when integrands, values or trials are added, and different cells have different ids', () => {
    fc.assert(
      fc.property(randomPlan, randomPlan, (plan, other) => {
        const larger: Plan = {
          ...plan,
          name: 'larger',
          trials: plan.trials + 1000,
          integrands: [{ name: 'first', formula: 'z^5', class: 'x', parameters: {} }, ...plan.integrands],
          mu: [...new Set([...(other.mu as readonly number[]), ...(plan.mu as readonly number[])])],
          m: [...new Set([...other.m, ...plan.m])],
        };
        const ids = new Set([...cells(larger)].map((cell) => cell.id));
        expect(ids.size).toBe(cellCount(larger));
        for (const cell of cells(plan)) expect(ids).toContain(cell.id);
      }),
    );
  });

  it('are enumerated lazily, and those passed by are not held', async () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    const plan: Plan = {
      version: 1,
      scheme: 'gradvar-2',
      name: 'large',
      seed: '',
      integrands: [{ name: 'a', formula: 'k*z', class: 'x', parameters: { k: values } }],
      mu: values.slice(0, 100),
      sigma: values.slice(1, 101),
      m: [1],
      trials: 2,
      components: ['mu'],
      estimators: ['score', 'pathwise'],
    };
    expect(cellCount(plan)).toBe(10_000_000);
    setFlagsFromString('--expose_gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const passed: WeakRef<object>[] = [];
    let count = 0;
    for (const cell of cells(plan)) {
      if (cell.index !== count) throw new Error(`cell ${cell.index} stands at ${count}`);
      if (count < 1000) passed.push(new WeakRef(cell));
      count += 1;
      if (count === 100_000) {
        // Targets of weak references made in this turn stay until the next one.
        await setImmediate();
        collectGarbage();
        expect(passed.filter((reference) => reference.deref() !== undefined)).toEqual([]);
        break;
      }
    }
  });
});

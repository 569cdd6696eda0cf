import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { catalogue, catalogueEntry } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluate } from '../../src/formula/evaluate.ts';
import type { Integrand } from '../../src/integrands/integrand.ts';
import { runProgram } from './run-program.ts';
import { track } from './tracked-number.ts';

/*
 * r, r' and r'' against mpmath (scripts/make-formula-golden.py), each within a few times the rounding that its
 * own computation may show.
 */

const SLACK = 4;

interface Row {
  readonly key: string;
  readonly z: number;
  readonly values: readonly [number, number, number];
}

function golden(file: string): readonly Row[] {
  const text = readFileSync(new URL(`../golden/${file}`, import.meta.url), 'utf8');
  const rows: readonly (readonly string[])[] = parse(text, { from: 2 });
  return rows.map(([key, z, r, r1, r2]) => ({
    key: key!,
    z: Number(z),
    values: [Number(r), Number(r1), Number(r2)],
  }));
}

function grouped(rows: readonly Row[]): [string, Row[]][] {
  const keys = [...new Set(rows.map(({ key }) => key))];
  return keys.map((wanted) => [wanted, rows.filter(({ key }) => key === wanted)]);
}

function check(integrand: Integrand, { z, values }: Row): void {
  const value = track(integrand.value, z);
  const derivative = track(integrand.derivative, z);
  const program = runProgram(integrand.program, z);
  const second = evaluate(integrand.secondDerivative, z);
  const found = [program.value, program.derivative, second];
  const bounds = [value.valueError, derivative.valueError, derivative.slopeError];
  const wrong = found.flatMap((each, order) => {
    // Where the tracker has no bound (tiny or branching values), the value must agree in all but its last digits.
    const bound = bounds[order]! < Infinity ? SLACK * bounds[order]! : 1e-12 * Math.abs(values[order]!);
    const isNear = Math.abs(each - values[order]!) <= bound + 1e-300;
    return isNear ? [] : [{ z, order, found: each, expected: values[order] }];
  });
  expect(wrong).toEqual([]);
}

test.each(grouped(golden('formulas.csv')))('%s and its derivatives agree with mpmath', (formula, rows) => {
  const integrand = compileIntegrand(formula, {});
  for (const row of rows) check(integrand, row);
});

test.each(grouped(golden('catalogue.csv')))('catalogue function %s is what its name says', (name, rows) => {
  const { formula, parameters } = catalogueEntry(name)!;
  const integrand = compileIntegrand(formula, parameters);
  for (const row of rows) check(integrand, row);
});

test('every catalogue function has golden values', () => {
  const known = grouped(golden('catalogue.csv')).map(([name]) => name);
  expect(known.toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted());
});

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { compileIntegrand } from '../../../src/integrands/compile.ts';
import { exactOracle } from '../../../src/truth/line/exact-moments.ts';
import { fieldsOf } from '../../fixtures/component-fields.ts';
import type { Exact, ExactComponent, ExactPoint } from '../../../src/truth/exact/exact.ts';
import { everyNth } from '../../fixtures/effort.ts';

/** Against scripts/make-oracle-golden.py: 32-digit quadrature written independently. */
const rows: readonly Record<string, string>[] = parse(
  readFileSync(new URL('../../golden/oracle.csv', import.meta.url)),
  { columns: true },
);

/** The accuracy that is promised for the catalogue and the hard formulas. */
const ACCURACY = 1e-10;
/** Below this a double has lost digits to underflow. */
const SMALLEST = 1e-290;

const FIELDS = [
  ['gradient', 'gradient'],
  ['bias2', 'bias2'],
  ['variance1', 'variance1'],
  ['variance2', 'variance2'],
  ['kurtosis1', 'kurtosis1'],
  ['kurtosis2', 'kurtosis2'],
  ['correlation', 'correlation'],
  ['co_kurtosis', 'coKurtosis'],
] as const;

function parameters(text: string): Record<string, number> {
  return Object.fromEntries(
    text === ''
      ? []
      : text
          .split(';')
          .map((pair) => pair.split('='))
          .map(([name, value]) => [name!, Number(value)]),
  );
}

/** Digits of the golden file beside the deviation of what it averages. */
const GOLDEN_ROUNDING = 1e-16;

/**
 * What is wrong with an exact quantity, or null. `size` is the natural size of one that may vanish: its relative
 * accuracy is asked for down to 1e-4 of that. A variance below `unresolvable` may be unknown.
 */
function fault(exact: Exact, golden: string, size: number, unresolvable = 0): string | null {
  if (golden === 'unclear') return null;
  if (golden === 'inf')
    return exact.kind === 'infinite' ? null : `expected infinite, got ${JSON.stringify(exact)}`;
  if (golden === 'none') return exact.kind === 'finite' ? `expected no value, got ${exact.value}` : null;
  const truth = Number(golden);
  if (exact.kind !== 'finite') {
    const isBeyond =
      Math.abs(truth) === Infinity ||
      (truth !== 0 && Math.abs(truth) < SMALLEST) ||
      truth < unresolvable ||
      // A 0 of the golden file may be a smaller number yet; structural zeros have a test of their own.
      (truth === 0 && exact.kind === 'unknown' && exact.reason.includes('below the smallest'));
    return isBeyond ? null : `expected ${golden}, got ${JSON.stringify(exact)}`;
  }
  const error = Math.abs(exact.value - truth);
  if (error > 10 * exact.error + 1e-15 * Math.abs(truth) + GOLDEN_ROUNDING * size && error > SMALLEST)
    return `${exact.value} is off by ${error}, which its bound ${exact.error} denies`;
  const allowed = ACCURACY * Math.max(Math.abs(truth), 1e-4 * size);
  return error <= allowed || error < SMALLEST ? null : `expected ${golden}, got ${exact.value}`;
}

function deviation(variance: string): number {
  return variance === 'inf' || variance === 'unclear' ? 0 : Math.sqrt(Number(variance));
}

function componentFaults(
  row: Record<string, string>,
  name: 'mu' | 'sigma',
  exact: ExactComponent,
): readonly string[] {
  const component = fieldsOf(exact);
  const size = deviation(row[`${name}_variance1`]!);
  const sizes: Readonly<Record<string, number>> = { gradient: size, bias2: size, correlation: 100 };
  return FIELDS.flatMap(([column, field]) => {
    const golden = row[`${name}_${column}`]!;
    const isUnderflow =
      (column.includes('urtosis') || column === 'correlation') &&
      [row[`${name}_variance1`]!, row[`${name}_variance2`]!].some((v) => Math.abs(Number(v)) < SMALLEST);
    const found = fault(
      component[field],
      isUnderflow && component[field].kind !== 'finite' ? 'none' : golden,
      sizes[column] ?? 0,
    );
    return found === null
      ? []
      : [`${row['name']} at (${row['mu']}, ${row['sigma']}) ${name} ${column}: ${found}`];
  });
}

function faults(row: Record<string, string>, point: ExactPoint): readonly string[] {
  const spread = deviation(row['expectation_variance']!);
  const whole = [
    ['expectation', fault(point.expectation, row['expectation']!, spread)],
    // A double cannot tell 1 − 1e-26 from 1: what is so close to its mean has no variance in double precision.
    [
      'variance of r',
      fault(
        point.expectationVariance,
        row['expectation_variance']!,
        0,
        1e-24 * Number(row['expectation']) * Number(row['expectation']),
      ),
    ],
  ].flatMap(([what, found]) =>
    found === null ? [] : [`${row['name']} at (${row['mu']}, ${row['sigma']}) ${what}: ${found}`],
  );
  return [...whole, ...componentFaults(row, 'mu', point.mu), ...componentFaults(row, 'sigma', point.sigma)];
}

it('every quantity of the catalogue and of the hard formulas agrees with 32-digit quadrature to 1e-10', () => {
  const oracles = new Map<string, ReturnType<typeof exactOracle>>();
  const found = everyNth(rows, 3).flatMap((row) => {
    const key = `${row['formula']} ${row['params']}`;
    const oracle =
      oracles.get(key) ?? exactOracle(compileIntegrand(row['formula']!, parameters(row['params']!)));
    oracles.set(key, oracle);
    return faults(row, oracle(Number(row['mu']), Number(row['sigma'])));
  });
  expect(rows.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});

it('the golden file settles nearly everything itself', () => {
  const cells = rows.flatMap((row) => Object.values(row));
  expect(cells.filter((cell) => cell === 'unclear').length).toBeLessThan(cells.length / 200);
});

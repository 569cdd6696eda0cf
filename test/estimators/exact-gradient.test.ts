import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { exactGradient, type ExactGradient } from '../../src/estimators/exact/exact-gradient.ts';
import { exactPoints } from '../../src/estimators/exact/exact-points.ts';
import type { GuidePoint } from '../../src/estimators/guide-point.ts';
import { guideOf } from '../../src/plan/guide.ts';
import { askedOf } from '../../src/plan/asked.ts';
import { batchIntegrand } from '../../src/plan/batches.ts';
import { knownNames } from '../../src/plan/points.ts';
import { planOf } from '../../src/config/load.ts';
import type { Exact } from '../../src/truth/exact/exact.ts';

const FOUR = ['score', 'score_frozen', 'pathwise', 'pathwise_frozen'] as const;

/** Exact values by estimator, of one component. */
function exactAt(
  formula: string,
  guide: { readonly mu: string; readonly sigma: string; readonly phi: Readonly<Record<string, number>> },
  components: readonly string[],
): readonly ExactGradient[] {
  const plan = planOf({
    ...{ version: 1, name: 'case', seed: '1', integrands: [{ name: 'case', formula }], m: 1, trials: 2 },
    ...{ ...guide, components, estimators: [...FOUR] },
  } as never);
  const at: GuidePoint = guideOf(plan).at(0);
  const { formula: written, parameters } = plan.integrands[0]!;
  const knows = knownNames(written, parameters);
  const asked = askedOf(plan);
  const given = batchIntegrand({ formula: written, parameters: {}, knows, dimension: 1 }, at);
  return exactGradient(exactPoints(given, asked), asked, at);
}

interface Case {
  readonly formula: string;
  readonly mu: string;
  readonly sigma: string;
  readonly phi: string;
  readonly component: string;
  readonly [column: string]: string;
}

/** mpmath, 30 digits: see the columns. */
const cases = parse(readFileSync(new URL('../golden/phi.csv', import.meta.url)), {
  columns: true,
}) as readonly Case[];

const valueOf = (exact: Exact): number => (exact.kind === 'finite' ? exact.value : NaN);

describe('exact values by phi are those of an oracle from outside', () => {
  test.each(cases)('$formula at $phi by $component', ({ formula, mu, sigma, phi, component, ...wanted }) => {
    const values = Object.fromEntries(phi.split(';').map((part) => part.split('=') as [string, string]));
    const guide = {
      mu,
      sigma,
      phi: Object.fromEntries(Object.entries(values).map(([k, v]) => [k, Number(v)])),
    };
    const found = exactAt(formula, guide, [component]);
    const by = new Map(found.map((each) => [each.estimator, each]));
    const spread = Math.sqrt(Number(wanted['variance_pathwise']));
    const near = (value: number, text: string, size = 0) =>
      expect(Math.abs(value - Number(text))).toBeLessThanOrEqual(
        // The table has ten digits.
        2e-9 * Math.max(Math.abs(Number(text)), size),
      );
    for (const { gradient } of found) near(valueOf(gradient), wanted['gradient']!, spread);
    for (const name of FOUR) near(valueOf(by.get(name)!.estimate.variance), wanted[`variance_${name}`]!);
    for (const name of FOUR)
      near(
        valueOf(by.get(name)!.estimate.bias),
        name.endsWith('frozen') ? wanted['bias_frozen']! : '0',
        spread,
      );
  });
});

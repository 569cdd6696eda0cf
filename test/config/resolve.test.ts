import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPlan, planOf } from '../../src/config/load.ts';
import { name, type ExperimentOptions } from '../../src/config/schema.ts';
import { planId, planJson } from '../../src/plan/canonical.ts';
import { cells } from '../../src/plan/cells.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { printFormula } from '../../src/formula/print.ts';
import { nameOfFormula } from '../../src/config/formula-name.ts';
import { writtenTrees } from '../integrands/random-trees.ts';
import { configText, planOfText } from './config-text.ts';

const options: ExperimentOptions = {
  version: 1,
  name: 'example',
  seed: '1',
  integrands: [
    'square',
    { name: 'cosine', params: { k: [1, 2] } },
    { name: 'own', formula: 'a*z+b', params: { b: 2, a: [3, -0] } },
  ],
  mu: [0, 1],
  sigma: { geometric: { from: 0.1, to: 10, count: 3 } },
  m: [1, 10],
  trials: 100,
};

describe('a plan', () => {
  it('has every name looked up, every formula canonical and every axis a list', () => {
    expect(planOf(options)).toEqual({
      version: 1,
      scheme: 'gradvar-2',
      name: 'example',
      seed: '1',
      integrands: [
        { name: 'square', formula: 'z^2', class: 'polynomial', parameters: {} },
        { name: 'cosine', formula: 'cos(k*z)', class: 'oscillating', parameters: { k: [1, 2] } },
        { name: 'own', formula: 'a*z + b', class: 'custom', parameters: { a: [3, 0], b: [2] } },
      ],
      mu: [0, 1],
      sigma: [0.1, 1, 10],
      m: [1, 10],
      trials: 100,
      components: ['mu', 'sigma'],
      estimators: ['score', 'pathwise'],
    });
  });

  it('has the most trials and the ratio of a precision; without one it has no such key, and its old plan_id', () => {
    const precision = { ratio: 0.01, max_trials: 5000 };
    const { version, name, seed, integrands, mu, sigma, m } = options;
    const precise = { version, name, seed, integrands, mu, sigma, m, precision };
    const plan = planOf(precise);
    expect(plan).toEqual({ ...planOf(options), trials: 5000, precision: { ratio: 0.01 } });
    expect(planJson(plan)).toContain('"precision":{"ratio":0.01}');
    expect(planJson(planOf(options))).not.toContain('precision');
    const changed = planOfText(JSON.stringify(precise), {
      set: ['precision.ratio=0.5', 'precision.max_trials=7'],
    });
    expect(changed).toEqual({ ...plan, trials: 7, precision: { ratio: 0.5 } });
  });

  it('is the same from a file, from JSON and from a program', () => {
    const fromText = planOfText(JSON.stringify(options));
    expect(planJson(fromText)).toBe(planJson(planOf(options)));
  });

  it('is plain data: JSON gives it back', () => {
    const plan = planOf(options);
    expect(JSON.parse(planJson(plan))).toEqual(plan);
  });

  it('takes defaults from the catalogue for parameters that are not given', () => {
    for (const { name, parameters } of catalogue) {
      const [integrand] = planOfText(configText({ integrands: `integrands: [${name}]` })).integrands;
      const axes = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, [value]]));
      expect(integrand!.parameters).toEqual(axes);
    }
  });

  it('takes a formula without a name, which gets one made of it', () => {
    const plan = planOf({
      ...options,
      integrands: ['sin(10*z)', 'z', '-z^2/2', { formula: 'exp(k*z)', params: { k: '1,2' } }],
    });
    expect(plan.integrands).toEqual([
      { name: 'sin_10_z', formula: 'sin(10*z)', class: 'custom', parameters: {} },
      { name: 'z', formula: 'z', class: 'custom', parameters: {} },
      { name: 'minus_z_2_over_2', formula: '-z^2/2', class: 'custom', parameters: {} },
      { name: 'exp_k_z', formula: 'exp(k*z)', class: 'custom', parameters: { k: [1, 2] } },
    ]);
  });

  it('gives any formula a name that an integrand may have', () => {
    fc.assert(
      fc.property(writtenTrees.map(printFormula), (formula) => {
        expect(name.safeParse(nameOfFormula(formula)).success).toBe(true);
      }),
    );
  });

  it('may hold the same function twice at different parameters', () => {
    const integrands =
      'integrands: [{ name: a, formula: "k*z+l", params: { k: [1, 2], l: [1, 2] } }, { name: b, formula: "k * z + l", params: { k: [2, 3], l: [3, 4] } }]';
    expect(planOfText(configText({ integrands })).integrands).toHaveLength(2);
  });

  it('may hold numbers near the largest double', () => {
    expect(planOfText(configText({ mu: 'mu: [-1e300, 1e300]', sigma: 'sigma: [5e-324, 1e300]' })).mu).toEqual(
      [-1e300, 1e300],
    );
  });

  it('may have a parameter named like a method of every object', () => {
    const integrands =
      'integrands: [{ name: a, formula: "constructor*z + toString", params: { constructor: [1, 2], toString: 3 } }]';
    const plan = planOfText(configText({ integrands }));
    expect([...cells(plan)].map((cell) => cell.parameters)).toEqual([
      { constructor: 1, toString: 3 },
      { constructor: 2, toString: 3 },
    ]);
  });

  it.each(readdirSync('configs').filter((file) => file.endsWith('.yaml')))('comes of configs/%s', (file) => {
    expect(loadPlan(`configs/${file}`).integrands.length).toBeGreaterThan(0);
  });
});

describe('the plan id', () => {
  it('does not depend on the order of keys, and neither do the cells', () => {
    const entries = Object.entries(options);
    const own = Object.entries((options.integrands[2] as { params: object }).params);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(entries, { minLength: entries.length }),
        fc.boolean(),
        (shuffled, swap) => {
          const params = Object.fromEntries(swap ? own.toReversed() : own);
          const integrands = [...options.integrands.slice(0, 2), { params, formula: 'a*z+b', name: 'own' }];
          const text = JSON.stringify({ ...Object.fromEntries(shuffled), integrands });
          const plan = planOfText(text);
          expect(planId(plan)).toBe(planId(planOf(options)));
          expect([...cells(plan)]).toEqual([...cells(planOf(options))]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('does not depend on spelling: formulas, numbers and spacings count by what they mean', () => {
    const a = configText({
      integrands: 'integrands: [{ name: own, formula: "2*z + sin( z )" }]',
      sigma: 'sigma: { linear: { from: 0.1, to: 0.3, count: 3 } }',
    });
    const b = configText({
      integrands: 'integrands:\n- formula: 2.0 * z+sin(z)\n  name: own',
      sigma: 'sigma: [1e-1, 0.20, 0.3]',
    });
    expect(planId(planOfText(a))).toBe(planId(planOfText(b)));
  });

  it.each([
    ['seed', { seed: 'seed: "2"' }],
    ['name', { name: 'name: other' }],
    ['trials', { trials: 'trials: 101' }],
    ['order of an axis', { mu: 'mu: [1, 0]' }],
    ['order of the estimators', { estimators: 'estimators: [pathwise, score]' }],
  ])('depends on the %s', (_, lines) => {
    const base = configText({ mu: 'mu: [0, 1]' });
    const changed = configText({ mu: 'mu: [0, 1]', ...lines });
    expect(planId(planOfText(changed))).not.toBe(planId(planOfText(base)));
  });

  it('is that of the stream scheme gradvar-2: a change breaks every results folder', () => {
    // python3: hashlib.sha256(json.dumps(plan, sort_keys=True, separators=(',', ':')).encode()).hexdigest()
    expect(planId(planOf(options))).toBe('460a77e72407ef3d6bf927c20b7576bff680911752be2dcac32e27ca38bbc063');
  });
});

import fc from 'fast-check';
import type { Plan, PlanIntegrand } from '../../src/plan/plan.ts';

const number = fc.constantFrom(-2, 0, 0.5, 1, 3, 1e-300);
const axis = fc.uniqueArray(number, { minLength: 1, maxLength: 2 });
const positiveAxis = fc.uniqueArray(fc.constantFrom(0.1, 0.5, 1, 4), { minLength: 1, maxLength: 2 });

const integrand: fc.Arbitrary<PlanIntegrand> = fc.oneof(
  fc.record({
    name: fc.constant('square'),
    formula: fc.constant('z^2'),
    class: fc.constant('a'),
    parameters: fc.constant({}),
  }),
  fc.record({
    name: fc.constant('wave'),
    formula: fc.constant('sin(w*z) + v'),
    class: fc.constant('b'),
    parameters: fc.record({ w: axis, v: axis }),
  }),
  fc.record({
    name: fc.constant('line'),
    formula: fc.constant('k*z'),
    class: fc.constant('c'),
    parameters: fc.record({ k: axis }),
  }),
);

/** Numbers of coordinates with integrands that say what they are for them. */
const several: fc.Arbitrary<Pick<Plan, 'integrands' | 'dimension'>> = fc.record({
  integrands: fc.uniqueArray(
    integrand.chain((each) =>
      fc.constantFrom('sum', 'mean').map((kind) => ({ ...each, formula: `${kind}(${each.formula})` })),
    ),
    { minLength: 1, maxLength: 2, selector: ({ name }) => name },
  ),
  dimension: fc.uniqueArray(fc.constantFrom(1, 2, 10, 1000), { minLength: 1, maxLength: 3 }),
});

const one: fc.Arbitrary<Pick<Plan, 'integrands'>> = fc.record({
  integrands: fc.uniqueArray(integrand, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
});

/** Small plans of any shape, some with cells of many blocks. */
export const randomPlan: fc.Arbitrary<Plan> = fc.oneof({ weight: 2, arbitrary: one }, several).chain((what) =>
  fc.record({
    version: fc.constant(1 as const),
    scheme: fc.constant('gradvar-2'),
    name: fc.constant('random'),
    seed: fc.string(),
    integrands: fc.constant(what.integrands),
    ...('dimension' in what ? { dimension: fc.constant(what.dimension) } : {}),
    mu: axis,
    sigma: positiveAxis,
    m: fc.uniqueArray(fc.constantFrom(1, 7, 600, 40_000, 1_000_000), { minLength: 1, maxLength: 4 }),
    trials: fc.oneof(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 3000 })),
    components: fc.constant(['mu'] as const),
    estimators: fc.constant(['score', 'pathwise']),
  }),
);

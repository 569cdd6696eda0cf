import { CONFIDENCE_TEXT } from '../elementary/constants.ts';
import { z } from 'zod';
import { estimators } from '../estimators/registry.ts';
import { COMPONENTS } from '../plan/plan.ts';
import { OVERS } from '../formula/over.ts';
import { axis, axisOrFormula, integer, positive, real } from './axes/axis-schema.ts';

/*
 * The config as written. The text of every error says what was expected, so that a message can read
 * "found …, expected …"; descriptions are what an editor shows.
 */

const NAME = /^(?=[A-Za-z][A-Za-z0-9_.-]{0,63}$).*[^.]$/;
const NAME_TEXT = 'a name: a letter, then at most 63 letters, digits, `_`, `-` or `.`, no `.` at the end';
const PARAMETER = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const PARAMETER_TEXT = 'a parameter name: a letter, then at most 63 letters, digits or `_`';

/** Of an experiment or an integrand. */
export const name = z.string(NAME_TEXT).regex(NAME, NAME_TEXT);

const SEED_TEXT = 'a string of 1 to 200 characters';

const parameters = z
  .record(
    z.string().regex(PARAMETER, PARAMETER_TEXT),
    axis(real, 'a number'),
    'a map from parameter names to values',
  )
  .meta({
    description: 'Values of the parameters: each is a number or an axis, and all combinations are run.',
  });

const FORMULA_TEXT = 'a formula in z as a string of at most 2000 characters, such as "sin(w*z) + 0.1*z^2"';

const OVER_TEXT = `one of ${OVERS.join(', ')}`;

const formula = z.string(FORMULA_TEXT).max(2000, FORMULA_TEXT);

const ownIntegrand = z
  .strictObject(
    {
      name: name.optional().meta({
        description: 'A catalogue name, or a name of your own for a formula, which else gets one made of it.',
      }),
      formula: formula
        .optional()
        .meta({ description: 'r(z), if it is not one of the catalogue. It is parsed, never executed.' }),
      params: parameters.optional(),
      over: z.enum(OVERS, OVER_TEXT).optional().meta({
        description:
          'What r is for coordinates z_1 … z_D: the sum or the mean of the formula over them, or, with sq, the formula in s = sum of z_i and q = sum of z_i². A formula may as well hold sum(…) and mean(…) itself.',
      }),
    },
    'a map with name, formula, params and over',
  )
  .refine((each) => each.name !== undefined || each.formula !== undefined, {
    error: NAME_TEXT,
    path: ['name'],
  })
  .meta({ description: 'A function of the catalogue with other parameters, or one of your own.' });

const INTEGRAND_TEXT = 'a catalogue name, a formula, or a map with name, formula, params and over';

const integrand = z.union(
  [
    formula.meta({
      description: 'A name of the catalogue (see `gradvar list`), or a formula in z without parameters.',
    }),
    ownIntegrand,
  ],
  INTEGRAND_TEXT,
);

/** Coordinates of Z. */
const MAX_DIMENSION = 1000;

/** Integrands of a config: each is compiled before anything starts. */
export const MAX_INTEGRANDS = 10_000;

/** What a component may be. */
export const COMPONENT_TEXT = `one of ${COMPONENTS.join(', ')}, or {phi: {mu: …, sigma: …}}`;
const PHI_TEXT = 'a map with mu and sigma, not both 0';

/** A direction in mu and sigma: dJ/dphi with mu'(phi) = mu and sigma'(phi) = sigma. */
const phi = z
  .strictObject(
    {
      phi: z
        .strictObject(
          {
            mu: real.default(0).meta({ description: "mu'(phi)." }),
            sigma: real.default(0).meta({ description: "sigma'(phi)." }),
          },
          PHI_TEXT,
        )
        .refine(({ mu, sigma }) => mu !== 0 || sigma !== 0, PHI_TEXT)
        .meta({ description: 'The direction in mu and sigma.' }),
    },
    COMPONENT_TEXT,
  )
  .meta({ description: "A parameter that both depend on: mu'(phi) and sigma'(phi)." });
const names = estimators.map((estimator) => estimator.name);
const ESTIMATOR_TEXT = `one of ${names.join(', ')}`;
/** How many trials a config may ask for. */
export const TRIALS_TEXT = 'a whole number from 2 to 1000000000';

const trials = z.int(TRIALS_TEXT).min(2, TRIALS_TEXT).max(1_000_000_000, TRIALS_TEXT);

const RATIO_TEXT = 'a number > 0, at most 1';

/** Stands in the place of trials. */
const precision = z
  .strictObject(
    {
      ratio: z
        .number(RATIO_TEXT)
        .gt(0, RATIO_TEXT)
        .max(1, RATIO_TEXT)
        .meta({
          description: `Largest relative half width of the ${CONFIDENCE_TEXT} interval of every variance ratio: sqrt(high/low) - 1.`,
          examples: [0.01],
        }),
      max_trials: trials.meta({ description: 'Most trials a cell.', examples: [1_000_000] }),
    },
    'a map with ratio and max_trials',
  )
  .meta({ description: 'Instead of trials: a cell ends once its intervals are narrow enough.' });

const DATA_TEXT = 'numbers as for mu, or {file: data.csv, column: NAME}';

const dataColumn = z
  .strictObject(
    {
      file: z.string('a path').min(1, 'a path').meta({ description: 'Beside the config.' }),
      column: z
        .union([z.string('a name'), z.int('a number from 1')], 'a name or number of a column')
        .optional()
        .meta({ description: 'By name or number; left out where the file has one.' }),
    },
    'a map with file and column',
  )
  .meta({ description: 'The different values of a column of a file of data.' });

/** Schema of a config, before what only the whole of it can tell: see resolve.ts and trials.ts. */
export const configSchema = z
  .strictObject(
    {
      $schema: z.string('a string').optional().meta({ description: 'For editors; it means nothing here.' }),
      version: z.literal(1, '1').meta({ description: 'Version of this format.' }),
      name: name.meta({ description: 'Name of the experiment.', examples: ['gal-2016'] }),
      seed: z
        .string(SEED_TEXT)
        .refine((seed) => seed !== '' && Array.from(seed).length <= 200, SEED_TEXT)
        .refine((seed) => !/\p{Surrogate}/u.test(seed), 'valid Unicode, without half of a surrogate pair')
        .meta({
          description:
            'Seed of all random streams, a text. Always a string, so that no digit of it can get lost.',
          minLength: 1,
          maxLength: 200,
          examples: ['2026'],
        }),
      integrands: z
        .array(integrand, 'a list of integrands')
        .min(1, 'at least one integrand')
        .max(MAX_INTEGRANDS, `at most ${MAX_INTEGRANDS} integrands`)
        .meta({
          description: 'The functions r.',
          examples: [['square', 'sin(10*z)', { name: 'cosine', params: { k: [1, 2] } }]],
        }),
      phi: z
        .record(
          z.string().regex(PARAMETER, PARAMETER_TEXT),
          axis(real, 'a number'),
          'a map from names of phi to values',
        )
        .refine((axes) => Object.keys(axes).length > 0, 'at least one name of phi')
        .optional()
        .meta({
          description:
            'Parameters that mu, sigma and r may depend on, each an axis of the grid; derivatives are taken by them.',
          examples: [{ a: [0.5, 1], c: 0 }],
        }),
      x: z
        .union([axis(real, 'a number'), dataColumn], DATA_TEXT)
        .optional()
        .meta({
          description: 'Data that mu, sigma and r may depend on: an axis of the grid, or a column of a file.',
        }),
      mu: axisOrFormula(real, 'a number').meta({
        description: 'Means of Z ~ N(mu, sigma²): values, or a formula in phi and x.',
      }),
      sigma: axisOrFormula(positive, 'a number > 0').meta({
        description: 'Standard deviations of Z: values, or a formula in phi and x.',
      }),
      dimension: axis(integer(1, MAX_DIMENSION), `a whole number from 1 to ${MAX_DIMENSION}`, 'whole')
        .default(1)
        .meta({
          description:
            'Numbers D of coordinates z_1 … z_D of Z, independent and of one law; differentiated are mu and sigma of the first.',
        }),
      m: axis(integer(1, 1_000_000), 'a whole number from 1 to 1000000', 'whole').meta({
        description: 'Draws a trial.',
      }),
      trials: trials.optional().meta({ description: 'Trials a cell.', examples: [4096] }),
      precision: precision.optional(),
      components: z
        .array(
          z.union([z.enum(COMPONENTS), z.string().regex(PARAMETER, COMPONENT_TEXT), phi], COMPONENT_TEXT),
          'a list of components',
        )
        .min(1, 'at least one component')
        .optional()
        .meta({
          description:
            'What is differentiated: mu and sigma, or with phi its names and total, unless said. By log_sigma, variance (sigma²) and softplus (rho, sigma = log(1 + exp(rho))) the derivative is a multiple of that by sigma.',
          uniqueItems: true,
        }),
      estimators: z
        .array(z.enum(names as [string, ...string[]], ESTIMATOR_TEXT), 'a list of estimators')
        .min(2, 'at least two estimators')
        .default(['score', 'pathwise'])
        .meta({ description: 'Pairs are formed against the last one.', uniqueItems: true }),
    },
    'a map with the keys version, name, seed, integrands, mu, sigma, m and trials or precision',
  )
  .meta({
    title: 'gradvar experiment',
    description: 'A grid of cells: integrands × parameters × dimension × phi × x × mu × sigma × m.',
  });

/**
 * A config as a user may give it, in a file or from a program. It has `trials` or `precision`.
 *
 * @example
 * const options: ExperimentOptions = {
 *   ...{ version: 1, name: 'first', seed: '1', integrands: ['relu'], mu: 0, sigma: 1, m: 1 },
 *   ...{ trials: 1000, components: ['mu'], estimators: ['score', 'pathwise'] },
 * };
 * planExperiment(options).trials; // → 1000
 */
export type ExperimentOptions = Immutable<z.input<typeof configSchema>>;

/** The same data, which nobody may change: so constants and lists `as const` fit as well. */
type Immutable<Data> = Data extends object ? { readonly [Key in keyof Data]: Immutable<Data[Key]> } : Data;

/** The same once the schema has filled in what was left out. */
export type CheckedOptions = z.output<typeof configSchema>;

/**
 * JSON Schema (2020-12) of a config, for editors and other programs.
 *
 * @example
 * JSON.stringify(configJsonSchema()).includes('integrands'); // → true
 */
export function configJsonSchema(): unknown {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12', reused: 'inline' });
  return { ...schema, oneOf: [{ required: ['trials'] }, { required: ['precision'] }] };
}

import { z } from 'zod';
import { estimators } from '../estimators/registry.ts';
import { COMPONENTS } from '../plan/plan.ts';
import { integer, positive, real } from './axes/axis-schema.ts';

/** Claims that are tested together; each file may have any number of rows. */
const MOST_CLAIMS = 10_000;

const FORMULA_TEXT = 'r as a formula in z, or a catalogue name';
const NAME_TEXT = 'a text of 1 to 200 characters';
const names = estimators.map(({ name }) => name);
const ESTIMATOR_TEXT = `one of ${names.join(', ')}`;
const COMPONENT_TEXT = `one of ${COMPONENTS.join(', ')}`;
const ALPHA_TEXT = 'a number > 0 and < 1';
const M_TEXT = 'a whole number from 1 to 1000000';
const CLAIM_TEXT = 'a map with file, formula, mu, sigma and estimator';
const text = z.string(NAME_TEXT).min(1, NAME_TEXT).max(200, NAME_TEXT);

/** What is claimed of a file; what one lacks is taken from `defaults`. */
const claim = {
  name: text.optional().meta({ description: 'What results call it; the file and its column if left out.' }),
  column: z
    .union([text, integer(1, 1 << 16)], 'a name or a number from 1')
    .optional()
    .meta({ description: 'Name or number of the column, of a file with several.' }),
  key: text.optional().meta({ description: 'Array of a .npz file with several.' }),
  formula: z.string(FORMULA_TEXT).max(2000, FORMULA_TEXT).optional().meta({
    description: 'r as a formula in z, or a name of the catalogue. It is parsed, never executed.',
  }),
  params: z
    .record(z.string(), real, 'a map from parameter names to numbers')
    .optional()
    .meta({ description: 'Values of the parameters of r.' }),
  mu: real.optional().meta({ description: 'Mean of Z.' }),
  sigma: positive.optional().meta({ description: 'Standard deviation of Z.' }),
  estimator: z
    .enum(names as [string, ...string[]], ESTIMATOR_TEXT)
    .optional()
    .meta({ description: 'What the rows should be.' }),
  component: z.enum(COMPONENTS, COMPONENT_TEXT).optional().meta({
    description: 'What is differentiated by; mu if left out.',
  }),
  m: integer(1, 1_000_000)
    .optional()
    .meta({ description: `Draws that each row is made of: ${M_TEXT}.` }),
} as const;

/** A suite as written: files of gradients, and what each is said to hold. */
export const suiteSchema = z
  .strictObject(
    {
      $schema: z.string('a string').optional().meta({ description: 'For editors; it means nothing here.' }),
      version: z.literal(1, '1').meta({ description: 'Version of this format.' }),
      name: text.default('gradients').meta({ description: 'Name of the suite.' }),
      alpha: z
        .number(ALPHA_TEXT)
        .gt(0, ALPHA_TEXT)
        .lt(1, ALPHA_TEXT)
        .default(0.05)
        .meta({ description: 'Probability with which a suite of correct files is rejected, all together.' }),
      inconclusive: z.enum(['fail', 'pass'], 'fail or pass').default('fail').meta({
        description: 'What files do to the exit code that can be neither rejected nor confirmed.',
      }),
      defaults: z.strictObject(claim, 'a map with what claims have in common').default({}),
      claims: z
        .array(
          z.strictObject(
            {
              file: text.meta({ description: 'The file of gradients, from the folder of the suite.' }),
              ...claim,
            },
            CLAIM_TEXT,
          ),
          'a list of claims',
        )
        .min(1, 'at least one claim')
        .max(MOST_CLAIMS, `at most ${MOST_CLAIMS} claims`)
        .meta({ description: 'Files, and what each is said to hold.' }),
    },
    'a map with version and claims',
  )
  .meta({ title: 'gradvar suite', description: 'Files of gradients that are tested together.' });

/** JSON Schema (2020-12) of a suite, for editors and other programs. */
export function suiteJsonSchema(): unknown {
  return z.toJSONSchema(suiteSchema, { io: 'input', target: 'draft-2020-12', reused: 'inline' });
}

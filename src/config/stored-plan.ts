import { z } from 'zod';
import { EXIT, GradvarError } from '../errors.ts';
import { directionOf, isPhi } from '../estimators/component.ts';
import { planJson } from '../plan/canonical.ts';
import type { Plan } from '../plan/plan.ts';
import { STREAM_SCHEME } from '../streams/scheme.ts';
import { MAX_CELLS } from './grid-limits.ts';
import { locatedData } from './reading/located.ts';
import { resolvePlan } from './resolve.ts';
import { MAX_INTEGRANDS, name } from './schema.ts';
import { damagedFile, jsonOf, parseStored, type StoredText } from './stored-json.ts';

const text = z.string('a text');
const number = z.number('a finite number');
const axis = z.array(number, 'a list of numbers').max(MAX_CELLS, `at most ${MAX_CELLS} numbers`);
const texts = z.array(text, 'a list of texts').max(1000, 'at most 1000 texts');

const integrand = z.strictObject(
  {
    name,
    formula: text,
    class: z.string('a word').regex(/^[a-z_]{1,64}$/, 'a word'),
    parameters: z.record(text, axis, 'a map from parameters to lists of numbers'),
  },
  'a map with name, formula, class and parameters',
);

/** The shape of plan.json. Whether its values make a plan, the rules of a config tell. */
const planSchema = z.strictObject(
  {
    version: z.literal(1, '1'),
    scheme: z.literal(STREAM_SCHEME, STREAM_SCHEME),
    name,
    seed: text,
    integrands: z
      .array(integrand, 'a list of integrands')
      .max(MAX_INTEGRANDS, `at most ${MAX_INTEGRANDS} integrands`)
      .refine(
        (all) => new Set(all.map((each) => each.name)).size === all.length,
        'integrands of distinct names',
      ),
    phi: z.record(text, axis, 'a map from names to lists of numbers').optional(),
    x: axis.optional(),
    mu: z.union([axis, text], 'a list of numbers or a formula'),
    sigma: z.union([axis, text], 'a list of numbers or a formula'),
    dimension: axis.optional(),
    m: axis,
    trials: number,
    components: texts,
    estimators: texts,
    precision: z.strictObject({ ratio: number }, 'a map with ratio').optional(),
  },
  'the plan of an experiment',
);

const HINT = 'choose another folder with --out, or move this one aside with --restart';

/**
 * The plan that a plan.json holds. It is one exactly if a config gives it: every rule of configs is one of
 * plans.
 *
 * @throws GradvarError FOLDER_FOREIGN (41) for one of another version of gradvar, FOLDER_DAMAGED (50)
 */
export function storedPlan(path: string, content: string): Plan {
  const stored: StoredText = { path, text: content, hint: HINT };
  refuseForeign(path, jsonOf(stored));
  const plan = parseStored(stored, planSchema);
  if (planJson(resolved(stored, plan)) !== content)
    throw damagedFile(stored, 'no config gives the plan that it holds');
  return plan as Plan;
}

function refuseForeign(path: string, data: unknown): void {
  const { version, scheme } = (data ?? {}) as { readonly version?: unknown; readonly scheme?: unknown };
  const isVersion = version === 1 || typeof version !== 'number';
  if (isVersion && (scheme === STREAM_SCHEME || typeof scheme !== 'string')) return;
  throw new GradvarError(
    'FOLDER_FOREIGN',
    EXIT.foreign,
    `${path} is of another version of gradvar: ` +
      (isVersion
        ? `its stream scheme is '${String(scheme)}', expected '${STREAM_SCHEME}'`
        : `its version is ${String(version)}, expected 1`),
    'use the version that wrote it (manifest.json names it); its summary.csv alone can be compared still: gradvar compare DIR/summary.csv …',
  );
}

type StoredPlan = z.output<typeof planSchema>;

/**
 * The plan of the config that a plan stands for. Names and classes, which may be of an older catalogue, are
 * kept as they are.
 */
function resolved(stored: StoredText, plan: StoredPlan): Plan {
  const { path: source } = stored;
  try {
    const again = resolvePlan({ source, root: locatedData(optionsOf(plan)) });
    const integrands = again.integrands.map((each, i) => {
      const { name, class: kind } = plan.integrands[i]!;
      return { ...each, name, class: kind };
    });
    return { ...again, integrands };
  } catch (error) {
    if (!(error instanceof GradvarError)) throw error;
    throw damagedFile(stored, error.message.split('\n').slice(1).join('\n'));
  }
}

function optionsOf({ integrands, components, trials, precision, ...plan }: StoredPlan): object {
  return {
    ...plan,
    scheme: undefined,
    integrands: integrands.map(({ formula, parameters }, i) => {
      // No name of the catalogue: such a name stands for its formula of today.
      return { name: `integrand-${i}`, formula, params: parameters };
    }),
    components: components.map((each) => (isPhi(each) ? { phi: directionOf(each) } : each)),
    ...(precision === undefined ? { trials } : { precision: { ...precision, max_trials: trials } }),
  };
}

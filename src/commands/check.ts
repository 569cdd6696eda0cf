import type { DerivedComponent } from '../estimators/component.ts';
import { EXIT, usage, type ExitCode } from '../errors.ts';
import { estimators, requireEstimator } from '../estimators/registry.ts';
import type { Verdict } from '../check/claim/verdict.ts';
import type { ClaimedFunction } from './claimed-function.ts';
import type { Command } from './command.ts';
import { assignmentsOf, integrandOfOneCoordinate, numberOf } from './arguments/formula-arguments.ts';
import { inputPath } from './arguments/input-path.ts';
import { listOption, textOption } from './arguments/text-option.ts';
import { print, say } from './terminal/output.ts';

const COMPONENTS: readonly DerivedComponent[] = ['mu', 'sigma', 'log_sigma'];

interface Arguments {
  readonly samples: string | undefined;
  readonly suite: string | undefined;
  readonly format: string;
  readonly output: readonly string[];
  readonly formula: string | undefined;
  readonly param: readonly string[];
  readonly phi: readonly string[];
  readonly x: string | undefined;
  readonly mu: string | undefined;
  readonly sigma: string | undefined;
  readonly estimator: string | undefined;
  readonly component: DerivedComponent;
  readonly m: string;
  readonly column: string | undefined;
  readonly key: string | undefined;
  readonly alpha: string;
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('samples', {
        type: 'string',
        describe: 'Gradients, one a row: CSV, JSON, Parquet, .npy, .npz, also gzipped; - for standard input',
      })
      .option(
        'suite',
        textOption('suite', 'Many files and what each is said to hold, tested together: a YAML file'),
      )
      .option('format', {
        ...textOption('format', 'What to print of a suite: table, json, markdown, junit or github'),
        default: 'table',
      })
      .option(
        'output',
        listOption('Write a file of a suite as well: .json, .md, .xml (JUnit), .txt, or FORMAT=FILE'),
      )
      .option('formula', textOption('formula', 'r as a formula in z, or a catalogue name'))
      .option('param', listOption('Value of a parameter: --param k=2'))
      .option('mu', textOption('mu', 'Mean of Z, or a formula in --phi and --x'))
      .option('sigma', textOption('sigma', 'Standard deviation of Z, or a formula in --phi and --x'))
      .option('phi', listOption('Value of a parameter that --mu, --sigma and r may depend on: --phi a=0.3'))
      .option('x', textOption('x', 'Value of data that --mu, --sigma and r may depend on'))
      .option('estimator', {
        choices: estimators.map(({ name }) => name),
        describe: 'What the rows should be',
      })
      .option('component', {
        ...textOption('component', 'What is differentiated by: mu, sigma, log_sigma, or a name of --phi'),
        default: 'mu',
      })
      .option('m', { ...textOption('m', 'Draws that each row is made of'), default: '1' })
      .option('column', textOption('column', 'Column of a file with several, by name or number'))
      .option('key', textOption('key', 'Array of a .npz file with several'))
      .option('alpha', {
        ...textOption('alpha', 'Probability with which a correct file may be rejected'),
        default: '0.001',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print everything as JSON' }),
  handler: check,
};

const EXITS: Readonly<Record<Verdict, ExitCode>> = {
  accepted: EXIT.ok,
  rejected: EXIT.gateFailed,
  inconclusive: EXIT.inconclusive,
};

async function check(args: Arguments): Promise<void> {
  if (args.suite === undefined) await checkFile(args);
  else await checkSuite(args, args.suite);
}

async function checkSuite(args: Arguments, suite: string): Promise<void> {
  const { samples, formula, mu, sigma, estimator, json, output } = args;
  if ([samples, formula, mu, sigma, estimator].some((given) => given !== undefined))
    throw usage(
      'found --suite beside a claim of its own, expected one of them: a suite says what its files hold',
    );
  const { reportSuite } = await import('./check-suite.ts');
  process.exitCode = await reportSuite(suite, json ? 'json' : args.format, output);
}

async function checkFile(args: Arguments): Promise<void> {
  const formula = required(args, 'formula');
  const m = numberOf('--m', args.m);
  if (!(Number.isSafeInteger(m) && m >= 1))
    throw usage(`--m: found ${args.m}, expected a whole number from 1`);
  const estimator = requireEstimator(required(args, 'estimator'));
  if (estimator.needsOfM?.holds(m) === false)
    throw usage(`--m: found ${args.m} with ${estimator.name}, expected ${estimator.needsOfM.text}`);
  const alpha = numberOf('--alpha', args.alpha);
  if (!(alpha > 0 && alpha < 1))
    throw usage(`--alpha: found ${args.alpha}, expected a number between 0 and 1`);
  const [claimed, { checkSamples }, { checkText, checkJson }] = await Promise.all([
    claimedOf(args, formula),
    import('../check/check-samples.ts'),
    import('./terminal/check-text.ts'),
  ]);
  const path = inputPath(required(args, 'samples'));
  const column = args.column ?? null;
  const key = args.key ?? null;
  const claim = { path, column, key, ...claimed, estimator, m, alpha };
  const checked = checkSamples(claim);
  for (const note of checked.notes) say(note);
  print(args.json ? checkJson(claim, checked) : checkText(claim, checked));
  process.exitCode = EXITS[checked.verdict];
}

/** The function at its point, by mu, sigma and log_sigma, or by phi. */
async function claimedOf(args: Arguments, formula: string): Promise<ClaimedFunction> {
  const [mu, sigma] = [required(args, 'mu'), required(args, 'sigma')];
  const { phi, x, param, component } = args;
  const isByPhi =
    phi.length > 0 || x !== undefined || /\b(?:mu|sigma)\b/.test(formula) || !COMPONENTS.includes(component);
  if (!isByPhi) {
    const at = { mu: numberOf('--mu', mu), sigma: numberOf('--sigma', sigma) };
    if (at.sigma <= 0) throw usage(`--sigma: found ${sigma}, expected a number > 0`);
    return { integrand: integrandOfOneCoordinate(formula, param), ...at, component, own: null };
  }
  const { claimedFunction } = await import('./claimed-function.ts');
  const params = assignmentsOf('--param', param);
  return claimedFunction({ formula, params, phi: assignmentsOf('--phi', phi), x, mu, sigma }, component);
}

/** Of a single file; a suite needs none of them. */
function required(args: Arguments, name: 'samples' | 'formula' | 'mu' | 'sigma' | 'estimator'): string {
  const given = args[name];
  if (given !== undefined) return given;
  throw usage(
    `missing ${name === 'samples' ? 'a file of gradients' : `--${name}`}, expected it, or --suite with a file of claims`,
  );
}

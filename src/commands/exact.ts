import type { Command } from './command.ts';
import { usage } from '../errors.ts';
import { integrandOf, numberOf } from './arguments/formula-arguments.ts';
import { once } from './arguments/once.ts';
import { print } from './terminal/output.ts';

interface Arguments {
  readonly formula: string;
  readonly mu: string;
  readonly sigma: string;
  readonly param: readonly string[];
  readonly dimension: string;
  readonly json: boolean;
  readonly program: boolean;
  readonly estimators: boolean;
  readonly m: string;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('formula', {
        type: 'string',
        demandOption: true,
        describe: 'r as a formula in z, or a catalogue name',
      })
      .option('mu', {
        coerce: once('mu'),
        type: 'string',
        requiresArg: true,
        default: '0',
        describe: 'Mean of Z',
      })
      .option('sigma', {
        coerce: once('sigma'),
        type: 'string',
        requiresArg: true,
        default: '1',
        describe: 'Standard deviation of Z',
      })
      .option('param', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as readonly string[],
        describe: 'Value of a parameter: --param k=2',
      })
      .option('dimension', {
        coerce: once('dimension'),
        type: 'string',
        requiresArg: true,
        default: '1',
        describe: 'Coordinates of Z, with a formula in sum(…) and mean(…) such as "sum(z^2)"',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print everything known as JSON' })
      .option('program', {
        type: 'boolean',
        default: false,
        describe: 'Print the block program that the formula lowers to instead',
      })
      .option('estimators', {
        type: 'boolean',
        default: false,
        describe: 'Print every estimator (gradvar estimators) at --m instead of score and pathwise alone',
      })
      .option('m', {
        coerce: once('m'),
        type: 'string',
        requiresArg: true,
        default: '10',
        describe: 'Draws per estimate, with --estimators',
      }),
  handler: async (args) => {
    const mu = numberOf('--mu', args.mu);
    const sigma = numberOf('--sigma', args.sigma);
    if (sigma <= 0) throw usage(`--sigma: found ${args.sigma}, expected a number > 0`);
    if (args.dimension !== '1') {
      const { exactOfCoordinates } = await import('./exact-coordinates.ts');
      print(await exactOfCoordinates(args, mu, sigma));
      return;
    }
    const [{ exactMoments }, { certify }, { exactText }] = await Promise.all([
      import('../truth/line/exact-moments.ts'),
      import('../certificate/certify.ts'),
      import('./terminal/exact-text.ts'),
    ]);
    const integrand = await integrandOf(args.formula, args.param);
    if (args.program) {
      const { printProgram } = await import('../formula/program/print-program.ts');
      print(printProgram(integrand.program));
      return;
    }
    if (args.estimators) {
      const m = numberOf('--m', args.m);
      if (!(Number.isSafeInteger(m) && m >= 1))
        throw usage(`--m: found ${args.m}, expected a whole number from 1`);
      const { estimatorRows, estimatorsText } = await import('./exact-estimators.ts');
      const rows = estimatorRows(integrand, mu, sigma, m);
      print(args.json ? JSON.stringify(rows, null, 2) : estimatorsText(rows, m));
      return;
    }
    const exact = exactMoments(integrand, mu, sigma);
    const certificate = certify(integrand);
    if (args.json) {
      const { formula, parameters: bound } = integrand;
      print(JSON.stringify({ formula, parameters: bound, mu, sigma, exact, certificate }, null, 2));
    } else print(exactText(integrand, mu, sigma, exact, certificate));
  },
};

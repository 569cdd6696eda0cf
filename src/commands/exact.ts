import type { Command } from './command.ts';
import { usage } from '../errors.ts';
import { exactText } from '../answers/exact-text.ts';
import { certify } from '../certificate/certify.ts';
import { formulaParameters, isOfZ } from '../formula/parameters.ts';
import { parseFormula } from '../formula/parse.ts';
import { catalogueEntry } from '../integrands/catalogue.ts';
import { exactMoments } from '../truth/line/exact-moments.ts';
import type { ExactAxis } from './exact/exact-range.ts';
import {
  assignmentOf,
  assignmentsOf,
  givenIntegrand,
  integrandOfOneCoordinate,
  isAxisText,
  numberOf,
  valuesOf,
} from './arguments/formula-arguments.ts';
import { once } from './arguments/once.ts';
import { listOption } from './arguments/text-option.ts';
import { lineWidth, print, printPainted } from './terminal/output.ts';

interface Arguments {
  readonly formula: string;
  readonly mu: string;
  readonly sigma: string;
  readonly param: readonly string[];
  readonly phi: readonly string[];
  readonly x: string | undefined;
  readonly component: readonly string[];
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
        describe: 'Mean of Z; several as 0,1 or a range as -2..2, or a formula in --phi and --x',
      })
      .option('sigma', {
        coerce: once('sigma'),
        type: 'string',
        requiresArg: true,
        default: '1',
        describe:
          'Standard deviation of Z; several as 0.5,1,2 or a range as 0.1..4, or a formula in --phi and --x',
      })
      .option('param', listOption('Value of a parameter: --param k=2, or several: --param k=1,2,5'))
      .option(
        'phi',
        listOption('Value of a parameter that --mu, --sigma and r may depend on: --phi a=0.3, or several'),
      )
      .option('x', {
        coerce: once('x'),
        type: 'string',
        requiresArg: true,
        describe: 'Value of data that --mu, --sigma and r may depend on, or several',
      })
      .option(
        'component',
        listOption('What is differentiated: a name of --phi, total, mu, sigma, … [all of them]'),
      )
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
        describe:
          'Print every estimator (gradvar list estimators) at --m instead of score and pathwise alone',
      })
      .option('m', {
        coerce: once('m'),
        type: 'string',
        requiresArg: true,
        default: '10',
        describe: 'Draws per estimate, with --estimators',
      }),
  handler: async (args) => {
    if (isByPhi(args)) {
      await byPhi(args);
      return;
    }
    const axes = await axesOf(args);
    if (axes.some(({ values }) => values.length > 1)) await overGrid(args, axes);
    else await atPoint(args);
  },
};

/** Whether phi or x is in the question, or r knows mu or sigma. */
function isByPhi({ formula, mu, sigma, phi, x, component }: Arguments): boolean {
  if (phi.length > 0 || x !== undefined || component.length > 0) return true;
  if ([mu, sigma].some(isNumberFormula)) return true;
  if (!/\b(?:mu|sigma)\b/.test(formula)) return false;
  return catalogueEntry(formula) === null;
}

/** Whether a text is a formula of numbers alone, as sqrt(0.5); one with names needs --phi or --x. */
function isNumberFormula(text: string): boolean {
  if (isAxisText(text) || !Number.isNaN(Number(text))) return false;
  try {
    const tree = parseFormula(text);
    return formulaParameters(tree).length === 0 && !isOfZ(tree);
  } catch {
    return false;
  }
}

async function byPhi(args: Arguments): Promise<void> {
  for (const name of ['dimension', 'program'] as const) {
    const isGiven = name === 'dimension' ? args.dimension !== '1' : args[name];
    if (isGiven) throw usage(`--${name}: found it with phi, x, a component or an r that knows mu or sigma`);
  }
  const { exactByPhi, phiAnswerText } = await import('./exact/exact-phi.ts');
  const m = args.estimators ? numberOf('--m', args.m) : 1;
  const answer = exactByPhi({
    formula: args.formula,
    params: assignmentsOf('--param', args.param),
    phi: assignmentsOf('--phi', args.phi),
    x: args.x,
    mu: args.mu,
    sigma: args.sigma,
    components: args.component,
    m,
    isOfAll: args.estimators,
  });
  print(args.json ? JSON.stringify(answer.answers, null, 2) : phiAnswerText(answer));
}

/** mu, sigma and the parameters that were given, each with its values. */
async function axesOf(args: Arguments): Promise<readonly ExactAxis[]> {
  const given = [
    ['--mu', 'mu', args.mu] as const,
    ['--sigma', 'sigma', args.sigma] as const,
    ...args.param.map((text) => {
      const [name, value] = assignmentOf(text);
      return [`--param ${name}`, name, value] as const;
    }),
  ];
  const axes = await Promise.all(
    given.map(async ([option, name, text]) => {
      const values = await valuesOf(option, text);
      return { option, text, axis: { name, values, isRange: text.includes('..') } };
    }),
  );
  const low = axes.find(({ axis }) => axis.name === 'sigma' && axis.values.some((value) => value <= 0));
  if (low !== undefined) throw usage(`--sigma: found ${low.text}, expected a number > 0`);
  const twice = axes.find(({ axis }, i) => axes.findIndex((other) => other.axis.name === axis.name) < i);
  if (twice !== undefined) throw usage(`${twice.option}: found it twice, expected it once`);
  return axes.map(({ axis }) => axis);
}

async function atPoint(args: Arguments): Promise<void> {
  const mu = numberOf('--mu', args.mu);
  const sigma = numberOf('--sigma', args.sigma);
  if (args.dimension !== '1') {
    const { exactOfCoordinates } = await import('./exact/exact-coordinates.ts');
    print(exactOfCoordinates(args, mu, sigma));
    return;
  }
  const integrand = givenIntegrand(args.formula, args.param);
  if (args.program) {
    const { printProgram } = await import('../formula/program/print-program.ts');
    print(printProgram(integrand.program));
    return;
  }
  if (args.estimators) {
    const m = numberOf('--m', args.m);
    if (!(Number.isSafeInteger(m) && m >= 1))
      throw usage(`--m: found ${args.m}, expected a whole number from 1`);
    const { estimatorRows, estimatorsText } = await import('./exact/exact-estimators.ts');
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
}

/** A map and a table over all combinations of the values. */
async function overGrid(args: Arguments, given: readonly ExactAxis[]): Promise<void> {
  for (const name of ['dimension', 'program', 'estimators'] as const) {
    const isGiven = name === 'dimension' ? args.dimension !== '1' : args[name];
    if (isGiven) throw usage(`--${name}: found it with several values, expected one value of each option`);
  }
  const [{ exactGrid }, { rangeHead, rangeMaps, rangeTable }, { textMapLegend, mapLines }] =
    await Promise.all([
      import('./exact/exact-range.ts'),
      import('./exact/range-text.ts'),
      import('./terminal/map-text.ts'),
    ]);
  const first = given.filter(({ name }) => name !== 'mu' && name !== 'sigma');
  const integrand = integrandOfOneCoordinate(
    args.formula,
    first.map(({ name, values }) => `${name}=${values[0]!}`),
  );
  const bound = Object.entries(integrand.parameters).filter(([name]) =>
    given.every((axis) => axis.name !== name),
  );
  const axes = [...given, ...bound.map(([name, value]) => ({ name, values: [value], isRange: false }))];
  const grid = exactGrid(integrand.formula, axes);
  if (args.json) {
    print(JSON.stringify(grid, null, 2));
    return;
  }
  const maps = rangeMaps(grid).flatMap((map) => [...mapLines(map, lineWidth()), []]);
  print([...rangeHead(grid, integrand), ''].join('\n'));
  printPainted([...maps, ...textMapLegend(['score', 'pathwise']), []]);
  print(rangeTable(grid));
}

import type { Certificate } from '../certificate/certificate.ts';
import type { BaseComponent } from '../estimators/component.ts';
import type { PointLine } from '../cross/ratio-along.ts';
import { usage } from '../errors.ts';
import type { Command } from './command.ts';
import { assignmentsOf, functionOfOneCoordinate, numberOf } from './arguments/formula-arguments.ts';
import { once } from './arguments/once.ts';
import { listOption } from './arguments/text-option.ts';
import { print, say } from './terminal/output.ts';

interface Arguments {
  readonly formula: string;
  readonly vary: string;
  readonly from: string;
  readonly to: string;
  readonly mu: string | undefined;
  readonly sigma: string | undefined;
  readonly param: readonly string[];
  readonly phi: readonly string[];
  readonly component: readonly string[];
  readonly json: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('formula', {
        type: 'string',
        demandOption: true,
        describe: 'r as a formula in z, or a catalogue name',
      })
      .option('vary', {
        coerce: once('vary'),
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'What to vary: mu, sigma, a parameter of the formula, or a name of phi in --mu or --sigma',
      })
      .option('from', {
        coerce: once('from'),
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'Least value of it',
      })
      .option('to', {
        coerce: once('to'),
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'Largest value of it',
      })
      .option('mu', {
        coerce: once('mu'),
        type: 'string',
        requiresArg: true,
        describe: 'Mean of Z, or a formula in phi [0]',
      })
      .option('sigma', {
        coerce: once('sigma'),
        type: 'string',
        requiresArg: true,
        describe: 'Standard deviation of Z, or a formula in phi [1]',
      })
      .option('param', listOption('Value of another parameter: --param k=2'))
      .option('phi', listOption('Value of another name of phi: --phi c=0'))
      .option(
        'component',
        listOption('What is differentiated: mu, sigma, or names of phi and total [all of them]'),
      )
      .option('json', { type: 'boolean', default: false, describe: 'Print everything found as JSON' }),
  handler: async (args) => {
    const [from, to] = rangeOf(args);
    if (isByPhi(args)) {
      await crossByPhi(args, from, to);
      return;
    }
    const line = await lineOf(args);
    const [{ findCrossings }, { pointsAlong, varianceRatio }, { crossText, crossJson }] = await Promise.all([
      import('../cross/find-crossings.ts'),
      import('../cross/ratio-along.ts'),
      import('./terminal/cross-text.ts'),
    ]);
    const points = pointsAlong(line);
    const tick = sayNowAndThen();
    const found = componentsOf(args).map((component) => {
      const ratio = (value: number) => {
        tick();
        return varianceRatio(points(value)[component]);
      };
      return { component, ...findCrossings(ratio, from, to) };
    });
    const answer = { ...line, from, to, certificate: await certificateOf(line), found };
    print(args.json ? crossJson(answer) : crossText(answer));
  },
};

/** Whether mu or sigma is a formula, in which phi is varied. */
function isByPhi({ phi, mu = '0', sigma = '1' }: Arguments): boolean {
  return phi.length > 0 || [mu, sigma].some((text) => Number.isNaN(Number(text)) && /[A-Za-z]/.test(text));
}

async function crossByPhi(args: Arguments, from: number, to: number): Promise<void> {
  const { formula, vary, mu = '0', sigma = '1', component: components } = args;
  const [{ phiLine }, { findCrossings }, { crossText, crossJson }] = await Promise.all([
    import('./cross-phi.ts'),
    import('../cross/find-crossings.ts'),
    import('./terminal/cross-text.ts'),
  ]);
  const params = assignmentsOf('--param', args.param);
  const phi = assignmentsOf('--phi', args.phi);
  const line = phiLine({ formula, params, phi, x: undefined, mu, sigma, components }, vary, from);
  const tick = sayNowAndThen();
  const found = [...new Set(line.components)].map((component) => {
    const ratio = line.ratio(component);
    const counted = (value: number) => {
      tick();
      return ratio(value);
    };
    return { component, ...findCrossings(counted, from, to) };
  });
  const { formula: canonical, parameters } = line;
  const answer = { formula: canonical, parameters, mu, sigma, vary, from, to, certificate: null, found };
  print(args.json ? crossJson(answer) : crossText(answer));
}

function componentsOf({ component }: Arguments): readonly BaseComponent[] {
  const known = ['mu', 'sigma'] as const;
  if (component.length === 0) return known;
  return [...new Set(component)].map((name) => {
    const found = known.find((each) => each === name);
    if (found !== undefined) return found;
    throw usage(
      `--component: found '${name}', expected mu or sigma, or a name of phi with --mu or --sigma as formulas`,
    );
  });
}

function rangeOf(args: Arguments): readonly [number, number] {
  const [from, to] = [numberOf('--from', args.from), numberOf('--to', args.to)];
  if (!(from < to) || !Number.isFinite(to - from))
    throw usage(`--from and --to: found ${args.from} and ${args.to}, expected the smaller number first`);
  if (args.vary === 'sigma' && from <= 0)
    throw usage(`--from: found ${args.from}, expected a number > 0, for sigma is varied`);
  return [from, to];
}

async function lineOf(args: Arguments): Promise<PointLine> {
  const { vary } = args;
  for (const name of ['mu', 'sigma'] as const) {
    if (vary === name && args[name] !== undefined)
      throw usage(`--${name}: found ${args[name]}, but ${name} is varied from ${args.from} to ${args.to}`);
  }
  if (args.param.some((text) => text.startsWith(`${vary}=`)))
    throw usage(`--param: found a value of ${vary}, but it is varied from ${args.from} to ${args.to}`);
  const named = functionOfOneCoordinate(args.formula, args.param);
  const [{ parseFormula }, { formulaParameters }, { nearestName }, { printFormula }] = await Promise.all([
    import('../formula/parse.ts'),
    import('../formula/parameters.ts'),
    import('../formula/names.ts'),
    import('../formula/print.ts'),
  ]);
  const tree = parseFormula(named.formula);
  const names = ['mu', 'sigma', ...formulaParameters(tree)];
  if (!names.includes(vary)) {
    const near = nearestName(vary, names);
    const advice = near === null ? '' : `; did you mean ${near}?`;
    throw usage(`--vary: found '${vary}', expected one of ${names.join(', ')}${advice}`);
  }
  const mu = numberOf('--mu', args.mu ?? '0');
  const sigma = numberOf('--sigma', args.sigma ?? '1');
  if (sigma <= 0) throw usage(`--sigma: found ${args.sigma ?? ''}, expected a number > 0`);
  const others = Object.entries(named.parameters).filter(([name]) => name !== vary);
  return { formula: printFormula(tree), parameters: Object.fromEntries(others), mu, sigma, vary };
}

/** Settles the whole line at once where only mu or sigma is varied. */
async function certificateOf({ formula, parameters, vary }: PointLine): Promise<Certificate | null> {
  if (vary !== 'mu' && vary !== 'sigma') return null;
  const [{ certify }, { compileIntegrand }] = await Promise.all([
    import('../certificate/certify.ts'),
    import('../integrands/compile.ts'),
  ]);
  return certify(compileIntegrand(formula, parameters));
}

/** Some functions take seconds a value. */
const SILENCE = 10_000;

function sayNowAndThen(): () => void {
  let values = 0;
  let last = Date.now();
  return () => {
    values += 1;
    if (Date.now() - last < SILENCE) return;
    last = Date.now();
    say(`cross: ${values} exact values so far`);
  };
}

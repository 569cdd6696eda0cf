import type { Command } from './command.ts';
import {
  functionOfOneCoordinate,
  integrandOfOneCoordinate,
  numberOf,
} from './arguments/formula-arguments.ts';
import { once } from './arguments/once.ts';
import { listOption } from './arguments/text-option.ts';
import { usage } from '../errors.ts';
import { openInBrowser } from './terminal/browser.ts';
import { printLine } from './terminal/output.ts';

interface Arguments {
  readonly formula: string | undefined;
  readonly mu: string;
  readonly sigma: string;
  readonly param: readonly string[];
  readonly out: string;
  readonly open: boolean;
}

export const command: Command<Arguments> = {
  builder: (yargs) =>
    yargs
      .positional('formula', {
        type: 'string',
        describe: 'r to begin with: a formula in z, or a catalogue name',
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
      .option('param', listOption('Value of a parameter: --param k=2'))
      .option('out', {
        coerce: once('out'),
        type: 'string',
        requiresArg: true,
        default: 'explore.html',
        describe: 'File to write: one page that loads nothing',
      })
      .option('open', { type: 'boolean', default: false, describe: 'Open the page in the browser' }),
  handler: explore,
};

async function explore({ formula, mu, sigma, param, out, open }: Arguments): Promise<void> {
  const [{ explorePage }, { FIRST_STATE }, { writeDurably }] = await Promise.all([
    import('../explore/explore-page.ts'),
    import('../explore/explore-state.ts'),
    import('../files/durable-file.ts'),
  ]);
  const point = { mu: numberOf('--mu', mu), sigma: numberOf('--sigma', sigma) };
  if (point.sigma <= 0) throw usage(`--sigma: found ${sigma}, expected a number > 0`);
  const typed = formula ?? FIRST_STATE.formula;
  // A formula that cannot be read is told here, not by the page.
  integrandOfOneCoordinate(typed, param);
  const named = functionOfOneCoordinate(typed, param);
  await writeDurably(out, explorePage({ ...FIRST_STATE, ...named, ...point }));
  printLine(out);
  if (open) await openInBrowser(out);
}

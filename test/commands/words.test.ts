import fc from 'fast-check';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import { command as check } from '../../src/commands/check.ts';
import { command as exact } from '../../src/commands/exact.ts';
import { markedWords, typedArguments } from '../../src/commands/arguments/words.ts';
import { call } from '../../src/formula/tree/nodes.ts';
import { printFormula } from '../../src/formula/print.ts';
import { writtenTrees } from '../integrands/random-trees.ts';

const EXACT = ['mu', 'sigma', 'param', 'dimension', 'json', 'program', 'estimators', 'm', 'help'];

/** What a handler gets from yargs for these words. */
async function parsed(argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  let found: Readonly<Record<string, unknown>> = {};
  await yargs([...markedWords(argv)])
    .command('exact <formula>', '', exact.builder, (args) => {
      found = typedArguments(args, ['formula'], EXACT);
    })
    .command('check <samples>', '', check.builder, (args) => {
      found = typedArguments(args, ['samples'], EXACT);
    })
    .strict()
    .parserConfiguration({ 'dot-notation': false, 'parse-numbers': false })
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    })
    .parseAsync();
  return found;
}

const minusFormulas = writtenTrees
  .map((tree) => printFormula(call('negate', tree)))
  .filter((text) => text.startsWith('-'));
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);

/** Options with their values, in some order. */
const options = fc
  .record({ mu: numbers, sigma: numbers, k: numbers, w: numbers })
  .chain(({ mu, sigma, k, w }) =>
    fc.shuffledSubarray([
      ['--mu', mu],
      [`--sigma=${sigma}`],
      ['--param', `k=${k}`],
      [`--param`, `w_1=${w}`],
      ['--json'],
    ]),
  );

test('a formula that begins with a minus arrives as typed, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      minusFormulas,
      options,
      fc.nat(),
      fc.nat({ max: 3 }),
      async (formula, given, at, way) => {
        const place = at % (given.length + 1);
        const words = [[formula], ['--formula', formula], [`--formula=${formula}`], []][way]!;
        const end = words.length === 0 ? ['--', formula] : [];
        const before = given.slice(0, place).flat();
        const args = await parsed(['exact', ...before, ...words, ...given.slice(place).flat(), ...end]);
        expect(args).toMatchObject({
          formula,
          mu: given.find(([name]) => name === '--mu')?.[1] ?? '0',
          json: given.some(([name]) => name === '--json'),
          param: given.filter(([name]) => name === '--param').map(([, value]) => value),
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('so does that of an option, with numbers beside it', async () => {
  const claim = ['--sigma', '1', '--estimator', 'score'];
  await fc.assert(
    fc.asyncProperty(minusFormulas, numbers, fc.boolean(), async (formula, mu, joined) => {
      const words = joined ? [`--formula=${formula}`] : ['--formula', formula];
      const args = await parsed(['check', ...words, 'x.npy', '--mu', mu, ...claim]);
      expect(args).toMatchObject({ formula, mu, samples: 'x.npy' });
    }),
    { numRuns: 20 },
  );
});

test('behind -- every word is a word, be it the name of an option', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom('-m', '-mu', '--mu', '--help', '-h', '--', '-1', '--mu=2'), minusFormulas),
      async (word) => {
        expect(await parsed(['exact', '--', word])).toMatchObject({ formula: word, mu: '0' });
        const claim = ['--formula=z', '--mu=0', '--sigma=1', '--estimator=score'];
        expect(await parsed(['check', ...claim, '--', word])).toMatchObject({ samples: word, formula: 'z' });
      },
    ),
    { numRuns: 15 },
  );
});

test.each([
  ['-m', '-m', 'formula'],
  ['-mu=3', '-mu', 'formula'],
])('%s may be an option or a formula: refused with what to write', async (word) => {
  await expect(parsed(['exact', word])).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(word) as string,
    hint: expect.stringContaining(`"(${word})"`) as string,
  });
});

test('a file whose name begins with a minus stands behind --, so that no slip is taken for one', async () => {
  const claim = ['--formula=z', '--mu=0', '--sigma=1', '--estimator=score'];
  await expect(parsed(['check', ...claim, '-json'])).rejects.toMatchObject({ code: 'USAGE' });
  expect(await parsed(['check', ...claim, '--', '-json'])).toMatchObject({ samples: '-json' });
});

test('an option whose value is left out takes no word for it', () => {
  expect(markedWords(['run', '--serve', 'my.yaml'])).toEqual(['run', '--serve=', 'my.yaml']);
  expect(markedWords(['run', '--serve', '8080', 'my.yaml'])).toEqual(['run', '--serve', '8080', 'my.yaml']);
});

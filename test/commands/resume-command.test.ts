import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { resumeCommand } from '../../src/commands/terminal/resume-command.ts';
import { shellCommand } from '../../src/text/shell.ts';

describe('the command that goes on with a run', () => {
  it.each([
    ['run c.yaml --restart --out o', 'gradvar run c.yaml --out o'],
    ['run c.yaml --restart=true', 'gradvar run c.yaml'],
    ['run --restart true c.yaml', 'gradvar run c.yaml'],
    ['run c.yaml --restart --seed 4', 'gradvar run c.yaml --seed 4'],
    ['run c.yaml --resume never --quiet', 'gradvar run c.yaml --quiet'],
    ['run c.yaml --resume=never', 'gradvar run c.yaml'],
    ['run c.yaml --resume only', 'gradvar run c.yaml --resume only'],
    ['run c.yaml --max-time 55m', 'gradvar run c.yaml --max-time 55m'],
  ])('regression: %s', (args, expected) => {
    expect(resumeCommand(args.split(' '), null)).toBe(expected);
  });

  it.each(['--shard-from slurm', '--shard-from=slurm', '--shardFrom k8s'])(
    'regression: names the shard that %s found in the environment',
    (option) => {
      const args = ['run', 'c.yaml', ...option.split(' '), '--quiet'];
      expect(resumeCommand(args, { index: 2, count: 4 })).toBe('gradvar run c.yaml --shard 2/4 --quiet');
    },
  );
});

test('a shell reads the words of a printed command as they were', () => {
  const word = fc.string({ unit: 'grapheme-ascii', maxLength: 8 });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, fc.constantFrom("it's", '$HOME', 'a b', '*', '', '\\')), { maxLength: 6 }),
      (words) => {
        const script = `gradvar() { for word; do printf '%s\\0' "$word"; done; }; ${shellCommand(['gradvar', ...words])}`;
        const found = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
        expect(found).toEqual(words);
      },
    ),
    { numRuns: 60 },
  );
});

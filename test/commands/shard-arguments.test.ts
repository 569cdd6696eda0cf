import fc from 'fast-check';
import { visibleLine } from '../../src/text/visible.ts';
import { describe, expect, test } from 'vitest';
import { shardOf } from '../../src/commands/arguments/shard-arguments.ts';
import { GradvarError } from '../../src/errors.ts';

const array = (id: string, first: string, last: string, count: string) => ({
  SLURM_ARRAY_TASK_ID: id,
  SLURM_ARRAY_TASK_MIN: first,
  SLURM_ARRAY_TASK_MAX: last,
  SLURM_ARRAY_TASK_COUNT: count,
});
const job = (index: string, count: string) => ({ JOB_COMPLETION_INDEX: index, JOB_COMPLETIONS: count });
const from = (shardFrom: string, environment: NodeJS.ProcessEnv) =>
  shardOf({ shard: undefined, shardFrom }, environment);

/** What is said of arguments that are refused, with exit code 2. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(GradvarError);
    expect((error as GradvarError).exitCode).toBe(2);
    return (error as GradvarError).message;
  }
  throw new Error('it was taken');
}

test('the variables of whole arrays and jobs name their shard', () => {
  expect(from('slurm', array('3', '1', '4', '4'))).toEqual({ index: 3, count: 4 });
  expect(from('slurm', array('3', '0', '3', '4'))).toEqual({ index: 4, count: 4 });
  expect(from('k8s', job('0', '100000'))).toEqual({ index: 1, count: 100_000 });
});

describe('whoever asks for a shard, the same limits hold', () => {
  const wrong = fc
    .oneof(
      fc.constantFrom(
        '',
        ' ',
        '-1',
        '1.5',
        '1e3',
        '0x10',
        '٣',
        '4(x2)',
        'NaN',
        'Infinity',
        '1 ',
        '+1',
        '\u0000',
      ),
      fc.constantFrom('100001', '1000000000', '1000000000000', '9'.repeat(400), '9007199254740993'),
      fc.string(),
    )
    .filter((text) => !/^0*\d{1,5}$/.test(text) && Number(text) !== 100_000);

  test('a variable that is no whole number up to it is named, with its value', () => {
    const places: readonly (readonly [string, string, NodeJS.ProcessEnv])[] = [
      ...Object.keys(array('', '', '', '')).map(
        (name) => ['slurm', name, array('1', '1', '4', '4')] as const,
      ),
      ...Object.keys(job('', '')).map((name) => ['k8s', name, job('1', '4')] as const),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), wrong, ([scheduler, name, environment], text) => {
        const said = refusal(() => from(scheduler, { ...environment, [name]: text }));
        expect(said).toContain(
          `the variable ${name} is '${visibleLine(text.slice(0, 40))}', expected a whole number`,
        );
      }),
    );
    for (const [scheduler, name, environment] of places)
      expect(refusal(() => from(scheduler, { ...environment, [name]: undefined }))).toContain(
        `the variable ${name} is not set`,
      );
  });

  test('numbers that name no shard of the whole are refused, and named', () => {
    expect(refusal(() => from('k8s', job('4', '4')))).toMatch(/JOB_COMPLETION_INDEX 4 of 4 JOB_COMPLETIONS/);
    expect(refusal(() => from('k8s', job('0', '0')))).toMatch(/of 0 JOB_COMPLETIONS/);
    for (const environment of [
      array('5', '1', '4', '4'),
      array('1', '2', '5', '4'),
      array('3', '1', '7', '4'),
      array('0', '1', '4', '4'),
    ])
      expect(refusal(() => from('slurm', environment))).toMatch(/found task \d of 4 task ids/);
  });

  test.each([
    '0/4',
    '5/4',
    '1/0',
    '1/100001',
    '1/1000000000000',
    `${'9'.repeat(400)}/4`,
    '1',
    '1/2/3',
    '-1/4',
    '1.5/4',
    '',
  ])('--shard %s', (shard) => {
    expect(refusal(() => shardOf({ shard, shardFrom: undefined }, {}))).toContain('--shard: found');
  });
});

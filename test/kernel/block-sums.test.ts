import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BlockProgram } from '../../src/formula/program/program.ts';
import { runBlock } from '../../workers/kernel/reference/run-block.ts';
import type { BlockTask } from '../../src/streams/task.ts';
import { hexadecimal } from './hexadecimal.ts';

interface GoldenBlock {
  readonly name: string;
  readonly program: BlockProgram;
  readonly task: BlockTask;
  readonly sums: readonly string[];
}
// Made by scripts/make-block-sums-golden.ts. A difference here means: raise STREAM_SCHEME.
const golden = JSON.parse(
  readFileSync(new URL('../golden/block-sums.json', import.meta.url), 'utf8'),
) as readonly GoldenBlock[];

test.each(golden)('the sums of a block of $name have the bits they always had', ({ program, task, sums }) => {
  expect(hexadecimal(runBlock(program, task))).toEqual(sums);
});

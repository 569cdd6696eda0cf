import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeRecord,
  openLine,
  sumsOfBlock,
  type JournalRecord,
} from '../../../src/folder/journal/record.ts';
import { BLOCK_SUMS } from '../../../src/streams/task.ts';
import { computed, recordOf, recordsOf, smallPlan } from '../../fixtures/small-plan.ts';

const lineOf = (record: JournalRecord): Buffer => encodeRecord(record).subarray(0, -1);
const anyDouble = fc.oneof(fc.double(), fc.constantFrom(-0, NaN, Infinity, -Infinity, 5e-324));

const blocks = fc.integer({ min: 1, max: 3 }).chain((count) =>
  fc.record({
    kind: fc.constant('blocks' as const),
    grid: fc.constant('0123456789ab'),
    cell: fc.nat(),
    first: fc.nat(),
    count: fc.constant(count),
    trials: fc.array(fc.integer({ min: 1, max: 1024 }), { minLength: count, maxLength: count }),
    sums: fc
      .array(anyDouble, { minLength: count * BLOCK_SUMS, maxLength: count * BLOCK_SUMS })
      .map((sums) => Float64Array.from(sums)),
  }),
);
const failed = fc.record({
  kind: fc.constant('failed' as const),
  grid: fc.constant('0123456789ab'),
  cell: fc.nat(),
  first: fc.nat(),
  count: fc.nat(),
  reason: fc.string({ unit: 'binary' }),
});

describe('a record', () => {
  it('reads back as it was written, every double bit by bit and every text', () => {
    fc.assert(
      fc.property(fc.oneof(blocks, failed), (record) => {
        expect(recordOf(lineOf(record))).toEqual(record);
      }),
    );
  });

  it('is one line', () => {
    fc.assert(
      fc.property(failed, (record) => encodeRecord(record).indexOf('\n') === encodeRecord(record).length - 1),
    );
  });

  it('gives the sums of each of its blocks', () => {
    const sums = Float64Array.from({ length: 3 * BLOCK_SUMS }, (_, i) => i);
    const record = {
      kind: 'blocks',
      grid: '',
      cell: 0,
      first: 7,
      count: 3,
      trials: [1, 1, 1],
      sums,
    } as const;
    expect([...sumsOfBlock(record, 8)]).toEqual([...sums.slice(BLOCK_SUMS, 2 * BLOCK_SUMS)]);
  });

  it('with any bit flipped, or cut anywhere, is none', () => {
    const [header, point, block] = recordsOf(smallPlan(), computed(smallPlan()));
    for (const record of [header!, point!, block!]) {
      const line = lineOf(record);
      for (let bit = 0; bit < 8 * line.length; bit += 1) {
        line[bit >> 3]! ^= 1 << (bit & 7);
        if (openLine(line) !== undefined) throw new Error(`bit ${bit} of a ${record.kind} was not missed`);
        line[bit >> 3]! ^= 1 << (bit & 7);
      }
      for (let length = 0; length < line.length; length += 1) {
        if (openLine(line.subarray(0, length)) !== undefined) throw new Error(`cut at ${length}`);
      }
      expect(recordOf(line)).toEqual(record);
    }
  });
});

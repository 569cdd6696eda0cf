import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockCount, blockTrials, trialsBefore, trialsPerBlock } from '../../src/plan/blocks.ts';

const trials = fc.oneof(fc.integer({ min: 2, max: 1_000_000 }), fc.integer({ min: 2, max: 1_000_000_000 }));
const m = fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 1_000_000 }));

/** The rule as it is documented, by itself. */
function documented(draws: number, block: number): number {
  const grown = 128 * Math.pow(2, Math.floor(block / 32));
  return 8 * Math.max(1, Math.min(grown, Math.floor(65536 / draws)));
}

describe('the blocks of a cell', () => {
  it('have the documented sizes, whatever the trials of the cell', () => {
    fc.assert(
      fc.property(m, fc.oneof(fc.nat(700), fc.nat(1_000_000)), (draws, block) => {
        expect(trialsPerBlock(draws, block)).toBe(documented(draws, block));
      }),
      { numRuns: 1000 },
    );
  });

  it('begin where those before them end', () => {
    fc.assert(
      fc.property(m, fc.nat(700), (draws, block) => {
        let sum = 0;
        for (let before = 0; before < block; before += 1) sum += documented(draws, before);
        expect(trialsBefore(draws, block)).toBe(sum);
      }),
    );
  });

  it('hold all its trials, and none but the last is partly filled', () => {
    fc.assert(
      fc.property(trials, m, (total, draws) => {
        const count = blockCount(total, draws);
        expect(blockTrials(total, draws, count - 1)).toBeGreaterThan(0);
        expect(trialsBefore(draws, count - 1) + blockTrials(total, draws, count - 1)).toBe(total);
        expect(blockTrials(total, draws, count)).toBe(0);
        for (const block of [0, 31, 32, count - 2]) {
          if (block < 0 || block > count - 2) continue;
          expect(blockTrials(total, draws, block)).toBe(documented(draws, block));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are all there where the trials end with a block', () => {
    fc.assert(
      fc.property(m, fc.integer({ min: 1, max: 700 }), (draws, blocks) => {
        expect(blockCount(trialsBefore(draws, blocks), draws)).toBe(blocks);
        expect(blockCount(trialsBefore(draws, blocks) + 1, draws)).toBe(blocks + 1);
      }),
    );
  });

  it.each([
    [1, 0, 1024],
    [1, 31, 1024],
    [1, 32, 2048],
    [1, 287, 262144],
    [1, 288, 524288],
    [1, 1_000_000_000, 524288],
    [10, 192, 52424],
    [512, 0, 1024],
    [512, 99, 1024],
    [513, 0, 1016],
    [1000, 50, 520],
    [32768, 0, 16],
    [32769, 0, 8],
    [1_000_000, 77, 8],
  ])('of m = %d: block %d holds %d trials: part of the stream scheme', (draws, block, expected) => {
    expect(trialsPerBlock(draws, block)).toBe(expected);
  });
});

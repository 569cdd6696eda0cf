import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockCount, blockTrials, trialsPerBlock } from '../../src/grid/blocks.ts';

const trials = fc.integer({ min: 2, max: 1_000_000 });
const m = fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 1_000_000 }));

describe('the blocks of a cell', () => {
  it('hold all its trials, and none but the last is partly filled', () => {
    fc.assert(
      fc.property(trials, m, (total, draws) => {
        const count = blockCount(total, draws);
        const full = trialsPerBlock(draws);
        expect(blockTrials(total, draws, count - 1)).toBeGreaterThan(0);
        expect((count - 1) * full + blockTrials(total, draws, count - 1)).toBe(total);
        expect(blockTrials(total, draws, count)).toBe(0);
        if (count > 1) {
          expect(blockTrials(total, draws, 0)).toBe(full);
          expect(blockTrials(total, draws, count - 2)).toBe(full);
        }
      }),
    );
  });

  it('of a longer run begin with those of the shorter one', () => {
    fc.assert(
      fc.property(trials, fc.nat(1_000_000), m, (short, more, draws) => {
        const whole = Math.floor(short / trialsPerBlock(draws));
        for (const block of [0, 1, whole - 1]) {
          if (block < 0 || block >= whole) continue;
          expect(blockTrials(short + more, draws, block)).toBe(blockTrials(short, draws, block));
        }
      }),
    );
  });

  it.each([
    [1, 1024],
    [512, 1024],
    [513, 1016],
    [1000, 520],
    [32768, 16],
    [32769, 8],
    [1_000_000, 8],
  ])('of m = %d hold %d trials: part of the stream scheme', (draws, expected) => {
    expect(trialsPerBlock(draws)).toBe(expected);
  });
});

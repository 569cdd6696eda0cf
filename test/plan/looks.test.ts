import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockCount, blockTrials } from '../../src/plan/blocks.ts';
import { looks } from '../../src/plan/looks.ts';

const most = fc.oneof(fc.integer({ min: 2, max: 100_000 }), fc.integer({ min: 2, max: 1_000_000_000 }));
const m = fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 1_000_000 }));

/** Trials of the first so many blocks, one by one. */
function trialsOf(total: number, draws: number, blocks: number): number {
  let trials = 0;
  for (let block = 0; block < blocks; block += 1) trials += blockTrials(total, draws, block);
  return trials;
}

describe('the looks at a cell', () => {
  it('stand after whole blocks, the last after all of them', () => {
    fc.assert(
      fc.property(most, m, (total, draws) => {
        const found = looks(total, draws);
        expect(found.at(-1)).toEqual({ blocks: blockCount(total, draws), trials: total });
        for (const { blocks, trials } of found) {
          if (blocks < 100_000) expect(trialsOf(total, draws, blocks)).toBe(trials);
        }
      }),
    );
  });

  it('begin after 32 blocks, and each but the last has the fewest that double the trials', () => {
    fc.assert(
      fc.property(most, m, (total, draws) => {
        const found = looks(total, draws);
        expect(found[0]!.blocks).toBe(Math.min(32, blockCount(total, draws)));
        for (let i = 1; i < found.length - 1; i += 1) {
          const [before, { blocks, trials }] = [found[i - 1]!, found[i]!];
          expect(trials).toBeGreaterThanOrEqual(2 * before.trials);
          expect(trials - blockTrials(total, draws, blocks - 1)).toBeLessThan(2 * before.trials);
        }
        // The last but one is no half of the last only because there are no more trials.
        expect(found.at(-2)?.trials ?? 0).toBeLessThan(total);
      }),
    );
  });

  it('of fewer trials are those of more, up to the last: more trials change no decision that was made', () => {
    fc.assert(
      fc.property(most, fc.nat(1_000_000), m, (total, more, draws) => {
        const [few, many] = [looks(total, draws), looks(total + more, draws)];
        expect(many.slice(0, few.length - 1)).toEqual(few.slice(0, -1));
      }),
    );
  });

  it.each([
    [1, 1_000_000, [32_768, 65_536, 131_072, 262_144, 524_288, 1_000_000]],
    [100, 100_000, [32_768, 65_536, 100_000]],
    [1000, 50_000, [16_640, 33_280, 50_000]],
    [1_000_000, 1000, [256, 512, 1000]],
    [1, 32_768, [32_768]],
    [1, 5, [5]],
  ])('at m = %d with at most %d trials are after %j', (draws, total, trials) => {
    expect(looks(total, draws).map((look) => look.trials)).toEqual(trials);
  });
});

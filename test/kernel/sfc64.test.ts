import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HALVES, nextWords, seedStreams } from '../../workers/kernel/reference/sfc64.ts';
import { LANES } from '../../src/streams/task.ts';
import type { CellKey } from '../../src/streams/task.ts';

interface Words {
  readonly words: readonly string[];
  readonly later: readonly string[];
}
interface Golden {
  readonly skip: number;
  readonly streams: readonly (Words & {
    readonly key: CellKey;
    readonly block: number;
    readonly lane: number;
  })[];
  readonly states: readonly (Words & { readonly state: readonly string[] })[];
}
// Made by scripts/make-sfc64-golden.py from numpy's SFC64.
const golden = JSON.parse(readFileSync(new URL('../golden/sfc64.json', import.meta.url), 'utf8')) as Golden;

const half = (value: number): string => value.toString(16).padStart(8, '0');

function words(streams: Uint32Array, lane: number, count: number): string[] {
  const out = new Uint32Array(count * HALVES);
  nextWords(streams, lane, count, out);
  return Array.from({ length: count }, (_, i) => half(out[2 * i]!) + half(out[2 * i + 1]!));
}

function firstAndLater(streams: Uint32Array, lane: number, expected: Words): Words {
  const first = words(streams, lane, expected.words.length);
  words(streams, lane, golden.skip);
  return { words: first, later: words(streams, lane, expected.later.length) };
}

describe('SFC64', () => {
  test.each(golden.streams)('lane $lane of block $block with key $key gives the words of numpy', (stream) => {
    const { key, block, lane, words: expected, later } = stream;
    expect(firstAndLater(seedStreams(key, block), lane, stream)).toEqual({ words: expected, later });
  });

  test.each(golden.states)('state $state gives the words of numpy, carries included', (given) => {
    const streams = new Uint32Array(LANES * 8);
    const halves = given.state.flatMap((word) => [word.slice(0, 8), word.slice(8)]);
    streams.set(halves.map((text) => Number.parseInt(text, 16)));
    expect(firstAndLater(streams, 0, given)).toEqual({ words: given.words, later: given.later });
  });

  test('gives the same words however the calls are cut', () => {
    const whole = words(seedStreams([1, 2, 3, 4], 5), 6, 60);
    const streams = seedStreams([1, 2, 3, 4], 5);
    const cut = [1, 2, 7, 0, 50].flatMap((count) => words(streams, 6, count));
    expect(cut).toEqual(whole);
  });

  test('advances one lane without touching another', () => {
    const streams = seedStreams([1, 2, 3, 4], 0);
    const before = streams.slice();
    words(streams, 3, 10);
    const changed = Array.from(streams, (value, i) => (value === before[i] ? -1 : Math.floor(i / 8)));
    expect(new Set(changed.filter((lane) => lane >= 0))).toEqual(new Set([3]));
  });

  test('never repeats a word between neighboring lanes, blocks and keys', () => {
    const keys: readonly CellKey[] = [
      [0, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 1, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ];
    const seen = new Set<string>();
    for (const key of keys) {
      for (const block of [0, 1, 2, 3, 536870912]) {
        const streams = seedStreams(key, block);
        for (let lane = 0; lane < LANES; lane++) for (const word of words(streams, lane, 64)) seen.add(word);
      }
    }
    // 12,800 words of 64 bits collide by chance with a probability of 4e-12.
    expect(seen.size).toBe(keys.length * 5 * LANES * 64);
  });
});

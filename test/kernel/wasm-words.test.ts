import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cos, sin } from '../../src/elementary/trigonometric.ts';
import { EPS, ROW, ROWS, STATE, WORDS, registerAt } from '../../workers/kernel/wasm/memory-layout.ts';
import { nextNormals } from '../../workers/kernel/reference/normals.ts';
import { HALVES, seedStreams } from '../../workers/kernel/reference/sfc64.ts';
import { squaredRadius } from '../../workers/kernel/reference/squared-radius.ts';
import { LANES } from '../../src/streams/task.ts';
import type { CellKey } from '../../src/streams/task.ts';
import { angle, radiusUniform } from '../../workers/kernel/reference/uniforms.ts';
import { loadPortableKernel } from '../../workers/kernel/wasm/wasm-kernel.ts';
import { hexadecimal } from './hexadecimal.ts';

interface Golden {
  readonly skip: number;
  readonly streams: readonly {
    readonly key: CellKey;
    readonly block: number;
    readonly lane: number;
    readonly words: readonly string[];
    readonly later: readonly string[];
  }[];
}
// Made by scripts/make-sfc64-golden.py from numpy's SFC64.
const golden = JSON.parse(readFileSync(new URL('../golden/sfc64.json', import.meta.url), 'utf8')) as Golden;

const { functions, doubles } = loadPortableKernel();

function seed(key: CellKey, block: number): void {
  const stream = block * LANES;
  functions.seedStreams(STATE, ...key, Math.floor(stream / 4294967296), stream % 4294967296, WORDS);
}

/** The next words of a lane; all lanes move on. */
function words(lane: number, count: number): string[] {
  functions.fillWords(STATE, WORDS, WORDS + count * ROW);
  const bits = new DataView(functions.memory.buffer);
  return Array.from({ length: count }, (_, row) =>
    bits
      .getBigUint64(WORDS + row * ROW + lane * 8, true)
      .toString(16)
      .padStart(16, '0'),
  );
}

test.each(golden.streams)('lane $lane of block $block with key $key has the words of numpy', (stream) => {
  seed(stream.key, stream.block);
  expect(words(stream.lane, stream.words.length)).toEqual(stream.words);
  for (let skipped = 0; skipped < golden.skip; skipped += 1) words(stream.lane, 1);
  expect(words(stream.lane, stream.later.length)).toEqual(stream.later);
});

test('no two lanes, blocks or neighboring rows draw the same word', () => {
  const seen = new Set<string>();
  for (const block of [0, 1, 2, 536870911, 536870912]) {
    for (let lane = 0; lane < LANES; lane++) {
      seed([9, 8, 7, 6], block);
      for (const word of words(lane, 64)) seen.add(word);
    }
  }
  expect(seen.size).toBe(5 * LANES * 64);
});

test('the normals of 3,000 memory blocks, a million and a half, have the bits of the reference', () => {
  const key: CellKey = [5, 6, 7, 8];
  const streams = seedStreams(key, 77);
  const expected = new Float64Array(ROWS * LANES);
  const halves = new Uint32Array(ROWS * HALVES);
  seed(key, 77);
  for (let i = 0; i < 3000; i++) {
    nextNormals(streams, ROWS, expected, halves);
    functions.fillWords(STATE, WORDS, WORDS + ROWS * ROW);
    functions.squaredRadiiAll(WORDS, WORDS + ROWS * ROW);
    functions.normalsAll(EPS, EPS + ROWS * ROW, registerAt(0), WORDS, 0.3, 0.8);
    for (let j = 0; j < expected.length; j++) {
      const [eps, z] = [doubles[EPS / 8 + j]!, doubles[registerAt(0) / 8 + j]!];
      if (!Object.is(eps, expected[j]) || z !== 0.3 + 0.8 * eps)
        expect.fail(`block ${i}, element ${j}: ${eps}`);
    }
  }
});

test('the ends of the uniforms have the bits of the reference: words of zeros, of ones, and of single bits', () => {
  const patterns = [0n, (1n << 64n) - 1n, ...Array.from({ length: 64 }, (_, bit) => 1n << BigInt(bit))];
  const bits = new DataView(functions.memory.buffer);
  for (const x of patterns) {
    for (const y of patterns) {
      // A lane whose next words are x and y: words do not depend on what the state was for.
      const halves = Uint32Array.of(
        Number(x >> 32n),
        Number(x & 0xffffffffn),
        Number(y >> 32n),
        Number(y & 0xffffffffn),
      );
      bits.setBigUint64(WORDS, x, true);
      bits.setBigUint64(WORDS + ROW, y, true);
      functions.squaredRadiiAll(WORDS, WORDS + 2 * ROW);
      functions.normalsAll(EPS, EPS + 2 * ROW, registerAt(0), WORDS, 0, 1);
      const found = Float64Array.of(doubles[EPS / 8]!, doubles[(EPS + ROW) / 8]!);
      expect(hexadecimal(found), `${x} ${y}`).toEqual(hexadecimal(normalsOfHalves(halves)));
    }
  }
});

/** n1 and n2 as normals.ts makes them. */
function normalsOfHalves([xHigh, xLow, yHigh, yLow]: Uint32Array): Float64Array {
  const radius = Math.sqrt(squaredRadius(radiusUniform(xHigh!, xLow!)));
  const t = angle(yHigh!, yLow!);
  const first = radius * (cos(t) - sin(t));
  const second = radius * (cos(t) + sin(t));
  return Float64Array.of((yLow! & 1) === 0 ? first : -first, (yLow! & 2) === 0 ? second : -second);
}

import { cos, sin } from '../../src/elementary/trigonometric.ts';
import { squaredRadius } from '../../workers/kernel/reference/squared-radius.ts';
import type { BlockTask, CellKey } from '../../src/streams/task.ts';

/**
 * A block once more, from the words of the design alone: BigInt words, one draw at a time, no blocks, no registers.
 * It shares nothing with the kernel but the elementary functions.
 */
const MASK = (1n << 64n) - 1n;

function naiveWords(key: CellKey, block: number, lane: number, source: number): () => bigint {
  let a = (BigInt(key[0]) << 32n) | BigInt(key[1]);
  let b = (BigInt(key[2]) << 32n) | BigInt(key[3]);
  let c = (BigInt(source) << 56n) + BigInt(block) * 8n + BigInt(lane);
  let counter = 1n;
  const next = (): bigint => {
    const word = (a + b + counter) & MASK;
    counter = (counter + 1n) & MASK;
    a = b ^ (b >> 11n);
    b = (c + (c << 3n)) & MASK;
    c = (((c << 24n) | (c >> 40n)) + word) & MASK;
    return word;
  };
  for (let round = 0; round < 18; round++) next();
  return next;
}

function naiveNormals(key: CellKey, block: number, lane: number, count: number, source = 0): number[] {
  const next = naiveWords(key, block, lane, source);
  const normals: number[] = [];
  while (normals.length < count) {
    const x = next();
    const y = next();
    const rad = Math.sqrt(squaredRadius(1 - Number(x >> 11n) / 9007199254740992));
    const t = (Number(y >> 12n) / 4503599627370496 - 0.5) * 1.5707963267948966;
    const n1 = rad * (cos(t) - sin(t));
    const n2 = rad * (cos(t) + sin(t));
    normals.push((y & 1n) === 1n ? -n1 : n1, (y & 2n) === 2n ? -n2 : n2);
  }
  return normals.slice(0, count);
}

/**
 * z_2 … z_D of each draw of a lane, from source 8: for 64 draws at a time all of z_2, then all of z_3, and so on; the last
 * 64 are drawn whole.
 */
function naiveOthers(task: BlockTask, lane: number, count: number, others: number): number[][] {
  const chunks = Math.ceil(count / 64);
  const normals = naiveNormals(task.key, task.block, lane, chunks * others * 64, 8);
  return Array.from({ length: count }, (_, j) =>
    Array.from({ length: others }, (__, i) => {
      const place = Math.floor(j / 64) * others * 64 + i * 64 + (j % 64);
      return task.mu + task.sigma * normals[place]!;
    }),
  );
}

/** The shifts, then per lane and contribution the three sums: the layout of task.ts as a plain list. */
export function naiveBlock(
  task: BlockTask,
  scalar: (z: number, others: readonly number[]) => readonly [number, number],
  others = 0,
): number[] {
  const { m, trials, mu, sigma } = task;
  const rows = Math.ceil(trials / 8);
  const lanes = Array.from({ length: 8 }, (_, lane) => {
    const beside = naiveOthers(task, lane, rows * m, others);
    return naiveNormals(task.key, task.block, lane, rows * m).map((eps, j) => {
      const [value, derivative] = scalar(mu + sigma * eps, beside[j]!);
      return [value * eps, value * (eps * eps - 1), derivative, derivative * eps];
    });
  });
  const shifts = [0, 1, 2, 3].map((k) => {
    const finite = lanes.map((draws) => draws[0]![k]!).filter((u) => Number.isFinite(u));
    return (finite.sort((p, q) => p - q)[3] ?? 0) + 0;
  });
  const sums = lanes.flatMap((draws, lane) =>
    shifts.flatMap((shift, k) => {
      let [drawSum, drawSquares, trialSquares] = [0, 0, 0];
      for (let row = 0; row < rows && row * 8 + lane < trials; row++) {
        let trialSum = 0;
        for (let j = 0; j < m; j++) {
          const difference = draws[row * m + j]![k]! - shift;
          drawSum += difference;
          drawSquares += difference * difference;
          trialSum += difference;
        }
        trialSquares += trialSum * (1 / m) * (trialSum * (1 / m));
      }
      return [drawSum, drawSquares, trialSquares];
    }),
  );
  return [...shifts, ...sums];
}

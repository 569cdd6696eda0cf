import { cos, sin } from '../../../src/elementary/trigonometric.ts';
import { HALVES, nextWords } from './sfc64.ts';
import type { LaneStates } from './sfc64.ts';
import { squaredRadius } from './squared-radius.ts';
import { LANES } from '../../../src/streams/task.ts';
import { angle, radiusUniform } from './uniforms.ts';

/**
 * Standard normals by Box and Muller (1958). Two words x, y of a lane make its next two draws n1, n2:
 *
 *     n1 = ±rad·(cos t − sin t),  n2 = ±rad·(cos t + sin t),  rad = √(−log U)
 *
 * with U in (0, 1] from x, t in [−pi/4, pi/4) from y, and the signs from bits 0 and 1 of y. This is the usual
 * √(−2 log U)·(cos φ, sin φ) with φ = t + pi/4 in the first quadrant; so t needs no range reduction.
 *
 * The tail ends where U = 2^-53: |eps| <= √(2·53·ln 2) ≈ 8.57. A true normal exceeds that once in 1e17 draws.
 */

/**
 * Writes the next `rows` draws of every lane: eps[row·8 + lane]. A lane's draws are n1, n2, n1, n2, …
 * whatever `rows` the calls take, as long as all but the last are even.
 *
 * @param words scratch of at least 2·(rows + 1) halves
 */
export function nextNormals(streams: LaneStates, rows: number, eps: Float64Array, words: Uint32Array): void {
  const pairs = Math.ceil(rows / 2);
  for (let lane = 0; lane < LANES; lane++) {
    nextWords(streams, lane, 2 * pairs, words);
    for (let pair = 0; pair < pairs; pair++) {
      const x = 2 * HALVES * pair;
      const y = x + HALVES;
      const radius = Math.sqrt(squaredRadius(radiusUniform(words[x]!, words[x + 1]!)));
      const signs = words[y + 1]!;
      const t = angle(words[y]!, signs);
      const sine = sin(t);
      const cosine = cos(t);
      const first = radius * (cosine - sine);
      const second = radius * (cosine + sine);
      const row = 2 * pair;
      eps[row * LANES + lane] = (signs & 1) === 0 ? first : -first;
      // With an odd number of rows the last second draw would stand in a row that nobody asked for.
      if (row + 1 < rows) eps[(row + 1) * LANES + lane] = (signs & 2) === 0 ? second : -second;
    }
  }
}

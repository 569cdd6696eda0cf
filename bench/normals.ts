import { drawNormals, NORMALS } from './kernel-under-test.ts';
import type { Suite } from './suite.ts';

/** Normal draws alone: generator, uniforms and Box-Muller. */
export function normalsSuite(): Suite {
  return {
    name: 'normals',
    pace: 'fast',
    cases: [{ name: 'box_muller', draws: NORMALS, run: drawNormals() }],
  };
}

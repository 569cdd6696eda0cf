/**
 * How often `gradvar check` rejects a correct file, by simulation: mean, variance and law together, at two levels. The short form is in
 * test/check/law-test.test.ts.
 *
 * usage: node scripts/false-alarm-study.ts [FILES]      2000 files each; needs Node >= 22.18
 */
import { HEAVY, prepared, rowsOf, study } from '../test/check/studies.ts';
import { normals } from '../test/statistics/normal-draws.ts';

const files = Number(process.argv[2] ?? '2000');
const LIGHT = [
  ['z², score', study('z^2', 0.5, 1, 'score', (e) => (0.5 + e) * (0.5 + e) * e)],
  ['sin 10z, pathwise', study('sin(10*z)', 0.3, 1, 'pathwise', (e) => 10 * Math.cos(3 + 10 * e))],
] as const;

let [seed, all, wide, narrow] = [0, 0, 0, 0];
for (const [name, claim] of [...LIGHT, ...HEAVY]) {
  const { judge } = prepared(claim);
  for (const rows of [10, 100, 1000]) {
    seed += 1;
    const normal = normals(1000 + seed);
    let [atFive, atTenth] = [0, 0];
    for (let file = 0; file < files; file += 1) {
      const { tests } = judge(rowsOf(claim, rows, normal), 0.05);
      const least = Math.min(...tests.map(({ pAdjusted }) => pAdjusted));
      atFive += least <= 0.05 ? 1 : 0;
      atTenth += least <= 0.001 ? 1 : 0;
    }
    console.log(`${name}, ${rows} rows: of ${files} rejected ${atFive} at 5 %, ${atTenth} at 0.1 %`);
    all += files;
    wide += atFive;
    narrow += atTenth;
  }
}
const share = (count: number): string => `${((100 * count) / all).toPrecision(2)} %`;
console.log(`all: of ${all} rejected ${wide} (${share(wide)}) at 5 %, ${narrow} (${share(narrow)}) at 0.1 %`);

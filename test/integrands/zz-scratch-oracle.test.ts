import { compileIntegrand } from '../../src/integrands/compile.ts';
import { analyze } from '../../src/oracle/analysis.ts';
import { partition } from '../../src/oracle/partition.ts';
import { allFinite, restrictByGrowth } from '../../src/oracle/existence.ts';
import { noMagnitudes } from '../../src/oracle/magnitudes.ts';
import { blurErrors, roundingErrors } from '../../src/oracle/error-bounds.ts';
import { samplePanels } from '../../src/oracle/sample.ts';
import { centralIntegrals } from '../../src/oracle/integrals.ts';
import { it } from 'vitest';
it('x', () => {
for (const f of ['log(z^2)']) { const g = compileIntegrand(f, {});
const ex = allFinite(); const m = noMagnitudes(); const an = analyze(g);
const p = partition(an, 0, 1, ex, m, -60, {value:0,derivative:0}); 
if (p.kind==='failed') throw new Error(p.reason);
console.log(ex, m, p.panels.length, p.blurs.length);
const one = new Float64Array(5).fill(1);
console.log(blurErrors(p.blurs, new Float64Array(5), one));
for (const b of p.blurs) { const q = blurErrors([b], new Float64Array(5), one); if (q.central.some(x=>Number.isNaN(x))||q.means.some(x=>Number.isNaN(x))) console.log(b); }
const s = samplePanels(g.program, p.panels, 1);
const c = centralIntegrals(s, 1, {origin: new Float64Array(5), offset: new Float64Array(5), inverseScale: one});
console.log(roundingErrors(s, one, c, one, 1));
 }
});

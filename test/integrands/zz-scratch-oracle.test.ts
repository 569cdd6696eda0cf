import { compileIntegrand } from '../../src/integrands/compile.ts';
import { printFormula } from '../../src/integrands/print.ts';
import { breakFinder, breaksWithin } from '../../src/integrands/breaks.ts';
import { growthOf } from '../../src/integrands/growth.ts';
import { it } from 'vitest';
it('x', () => {
for (const f of ['clip(z,-1,1)','max(exp(z)-1,0)','abs(mod(z,2)-1)']) { const g = compileIntegrand(f, {});
console.log(printFormula(g.derivative), g.program.instructions.length);
const fi = breakFinder(g); console.log(fi.sources.map(s=>printFormula(s.argument)+' '+s.effect), JSON.stringify(breaksWithin(fi,-1.4,1)), JSON.stringify(breaksWithin(fi,1,3.4)), growthOf(g.derivative,1), growthOf(g.derivative,-1)); }
});

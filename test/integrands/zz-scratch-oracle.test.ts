import { compileIntegrand } from '/work/main/src/integrands/compile.ts';
import { findBreaks } from '/work/main/src/integrands/breaks.ts';
import { catalogue } from '/work/main/src/integrands/catalogue.ts';
import { it } from 'vitest';
it('x', () => {
  for (const f of [
    'abs(sin(3*z)-0.2)',
    'step(sin(20*z))',
    'z*step(z)',
    'abs(z^2)',
    'mod(z,2)',
    'abs(mod(z,2)-1)',
    'sqrt(1+cos(z))',
    'clip(z,-1,1)',
    'abs(z-0.3)^1.5',
    'floor(z)',
    'step(exp(z)-1)',
    'sqrt(abs(z-sin(z)))',
    'log(z^2)',
    'min(z^2,1)',
    'step(z^2-1)',
    '1/(z^2-2)',
    'tan(z)',
  ]) {
    const g = compileIntegrand(f, {});
    const t = performance.now();
    const b = findBreaks(g, -3, 3);
    const dt = performance.now() - t;
    console.log(
      f,
      dt.toFixed(2),
      JSON.stringify(
        b.kind === 'breaks'
          ? b.breaks.length > 8
            ? b.breaks.length
            : b.breaks.map((x) => [x.z, x.kind, x.height, x.width])
          : b,
      ),
    );
  }
  const g = compileIntegrand('step(sin(20*z))', {});
  const t = performance.now();
  const b = findBreaks(g, -750, 750);
  console.log(b.kind, b.kind === 'breaks' && b.breaks.length, performance.now() - t);
  console.log(catalogue.map((e) => e.name + ': ' + e.formula).join('\n'));
});

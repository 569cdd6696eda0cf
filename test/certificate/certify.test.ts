import { expect, it, test } from 'vitest';
import { certifyByIntervals } from '../../src/certificate/by-intervals.ts';
import { certify } from '../../src/certificate/certify.ts';
import { catalogue } from '../../src/integrands/catalogue.ts';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { evaluator } from '../../src/formula/evaluate.ts';

const square = (x: number): number => x * x;
const certificateOf = (formula: string, parameters = {}) => certify(compileIntegrand(formula, parameters));

it('proves the certificate for these functions of the catalogue and no others', () => {
  const kinds = new Map<string, string[]>();
  for (const { name, formula, parameters } of catalogue) {
    const { kind } = certificateOf(formula, parameters);
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  expect(kinds.get('proven')).toEqual([
    ...['const', 'linear', 'square', 'square_shift', 'cube', 'quartic', 'exp', 'cosh', 'expsq_c'],
    ...['abs_p', 'abs', 'relu', 'huber', 'hinge', 'call', 'softplus', 'bce', 'gauss_logp'],
  ]);
  expect(kinds.get('unproven') ?? []).toEqual([]);
});

test.each([
  // A double root that no bound can see, and one beyond the reach of bounds on an infinite piece.
  ['z^2 - 2*z + 1', 'proven'],
  ['z^2 - 2*z + 3', 'proven'],
  ['z^2 - 2*z + 0.999', 'refuted'],
  // Zeros of r and r'' in one place, exact and as near as doubles come.
  ['(z - 0.1)^3', 'proven'],
  ['(z - 0.1)^3 + 1e-9', 'refuted'],
  ['sinh(z)', 'proven'],
  ['tanh(z)', 'refuted'],
  // Kinks: rising where r >= 0, falling where r <= 0, and the wrong way round.
  ['abs(z) + 1', 'proven'],
  ['abs(z) - 1', 'refuted'],
  ['-abs(z)', 'proven'],
  ['1 - abs(z)', 'refuted'],
  ['max(z, -2*z)', 'proven'],
  ['min(z, 2*z)', 'proven'],
  ['min(z, 2*z) + 1', 'refuted'],
  ['min(z, 2*z - 1)', 'refuted'],
  ['max(z, 0)^2 + max(-z, 0)', 'proven'],
  ['exp(abs(z))', 'proven'],
  ['exp(-abs(z))', 'refuted'],
  ['exp(-abs(z - 0.3))', 'refuted'],
  ['z*step(z)', 'proven'],
  ['z^2*step(z - 1)', 'refuted'],
  // The kinks of r' alone, at places that are and are not doubles.
  ['clip(z, -0.1, 0.1)*(z - clip(z, -0.1, 0.1)/2)', 'proven'],
  ['clip(z, -1, 1)*(z - clip(z, -1, 1)/1.999999)', 'proven'],
  ['clip(z, -1, 1)*(z - clip(z, -1, 1)/2.000001)', 'refuted'],
  // Unbounded slopes and poles.
  ['abs(z)^1.5', 'proven'],
  ['max(1 - abs(z)^0.5, 0)', 'refuted'],
  ['abs(z)^0.5', 'refuted'],
  ['1/z^2', 'refuted'],
  ['max(-log(z^2), 0)', 'refuted'],
  ['1/z', 'unproven'],
  // Undefined for some z.
  ['z^1.5', 'unproven'],
  ['sqrt(z)^4', 'unproven'],
  // Jumps.
  ['step(z)', 'refuted'],
  ['z^2 + 1e-6*floor(z)', 'refuted'],
  ['step(exp(z) - 2)', 'refuted'],
  // Beyond the largest double far out.
  ['exp(exp(z))', 'proven'],
  ['exp(z^2)*z^2', 'proven'],
  ['2^z', 'proven'],
  // Numbers that are none.
  ['z/(z - z)', 'unproven'],
  ['1.5*z + 1 + sign(step(z))', 'refuted'],
  // True, but not shown by these bounds.
  ['abs(z)*exp(abs(z))', 'unproven'],
  ['abs(sinh(z))', 'unproven'],
  ['exp(z) - z - 1', 'unproven'],
  ['z*atan(z)', 'unproven'],
  ['(z^2)^0.75', 'unproven'],
  ['sqrt(1 + z^2)', 'unproven'],
  ['log(cosh(z))', 'unproven'],
])('%s is %s', (formula, kind) => {
  expect(certificateOf(formula).kind).toBe(kind);
});

it('tells where: the sign, the kink, the jump', () => {
  const reason = (formula: string): string => {
    const certificate = certificateOf(formula);
    return certificate.kind === 'proven' ? '' : certificate.reason;
  };
  expect(reason('abs(z) - 1')).toBe("r*r'' < 0 in the kink at z = 0");
  expect(reason('step(z - 2)')).toBe('r jumps at z = 2');
  expect(reason('z + z^2')).toMatch(/r\*r'' < 0 somewhere on the line/);
  expect(reason('sin(z)')).toMatch(/r\*r'' < 0 near z = 0\.01/);
});

it('a parameter may decide', () => {
  expect(certificateOf('exp(c*z^2)', { c: 0.05 }).kind).toBe('proven');
  expect(certificateOf('exp(c*z^2)', { c: -0.05 }).kind).toBe('refuted');
  expect(certificateOf('abs(z)^p', { p: 1 }).kind).toBe('proven');
  expect(certificateOf('abs(z)^p', { p: 0.75 }).kind).toBe('refuted');
});

it('both variances of the identity for d/dsigma are those of direct integration', () => {
  // The certificate for d/dsigma rests on V1 − V2 = 2E[r²]/sigma² + E[r'²(eps² + 6)] + 2E[r r''(eps² + 3)].
  for (const [formula, mu, sigma] of [
    ['sin(3*z)', 0.3, 0.8],
    ['exp(-z^2)', 1, 1.5],
    ['softplus(z) + z^3', -0.4, 0.6],
  ] as const) {
    const { value, derivative, secondDerivative } = compileIntegrand(formula, {});
    const [r, d, dd] = [evaluator(value), evaluator(derivative), evaluator(secondDerivative)];
    let [direct, parts] = [0, 0];
    const step = 1e-3;
    for (let eps = -12; eps <= 12; eps += step) {
      const weight = (step * Math.exp((-eps * eps) / 2)) / Math.sqrt(2 * Math.PI);
      const z = mu + sigma * eps;
      const score = (r(z) * (eps * eps - 1)) / sigma;
      direct += weight * (score * score - square(d(z) * eps));
      parts +=
        weight *
        ((2 * square(r(z))) / square(sigma) +
          square(d(z)) * (eps * eps + 6) +
          2 * r(z) * dd(z) * (eps * eps + 3));
    }
    expect(Math.abs(direct - parts)).toBeLessThan(1e-9 * (1 + Math.abs(direct)));
  }
});

it('an interval proof looks at finitely many pieces and gives up on functions that bounds cannot settle', () => {
  for (const formula of ['abs(mod(z, 2) - 1)', 'sqrt(1 + z^2)', 'sin(z^2)^2 + 1', 'abs(tan(z))'])
    certifyByIntervals(compileIntegrand(formula, {}).value);
});

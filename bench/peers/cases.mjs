// What is measured: four integrands, each with trials of 1, 10 and 1000 draws.
import { K } from './protocol.mjs';

/** The integrands by name, as gradvar takes them. */
export const INTEGRANDS = {
  quad: { formula: '(z - k)^2', parameters: { k: K } },
  cos: { formula: 'cos(k*z)', parameters: { k: K } },
  gauss: { formula: 'exp(-k*z^2)', parameters: { k: K } },
  tanh: { formula: 'tanh(z)', parameters: {} },
};

export const CASES = Object.keys(INTEGRANDS).flatMap((integrand) =>
  [1, 10, 1000].map((m) => ({ integrand, m, name: `${integrand} ${m}` })),
);

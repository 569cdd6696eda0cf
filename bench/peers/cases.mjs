// What is measured: four integrands with mu = 0.3, sigma = 0.8, k = 0.7, each with trials of 1, 10 and 1000 draws.
export const CASES = ['quad', 'cos', 'gauss', 'tanh'].flatMap((integrand) =>
  [1, 10, 1000].map((m) => ({ integrand, m, name: `${integrand} ${m}` })),
);

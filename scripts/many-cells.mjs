// Plans of many small cells, for check:many-cells and check:plan-time: a point has so many sample sizes, a cell so many trials.
export function manyCells({ cells, sizes, trials }) {
  const axis = (count) => (count === 1 ? '[2]' : `{ linear: { from: 0.5, to: 5, count: ${count} } }`);
  const sigmas = Math.min(10, cells / sizes);
  const functions = cells / sizes / sigmas === 1 ? 1 : 2;
  const values = cells / sizes / sigmas / functions;
  const integrands = [
    `  - { name: cosine, params: { k: ${axis(values)} } }\n`,
    `  - { name: wobble, formula: "a*z^2 + 0.1*sin(z)", params: { a: ${axis(values)} } }\n`,
  ].slice(0, functions);
  return `version: 1
name: many-cells
seed: "many-cells"
integrands:
${integrands.join('')}mu: [0]
sigma: ${sigmas === 1 ? '[1]' : `{ geometric: { from: 0.1, to: 4, count: ${sigmas} } }`}
m: ${sizes === 1 ? '[1]' : `{ linear: { from: 1, to: ${sizes}, count: ${sizes} } }`}
trials: ${trials}
`;
}

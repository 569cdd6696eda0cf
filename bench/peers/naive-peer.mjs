// JavaScript as it is commonly written for this: seedrandom, Box-Muller with Math.*, a loop over the draws.
// usage: naive-peer.mjs arc4|alea
import seedrandom from 'seedrandom';
import { K, MU, ratios, serve, SIGMA } from './protocol.mjs';

const random = process.argv[2] === 'alea' ? seedrandom.alea('1') : seedrandom('1');
let spare = null;

function normal() {
  if (spare !== null) {
    const kept = spare;
    spare = null;
    return kept;
  }
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  spare = radius * Math.sin(angle);
  return radius * Math.cos(angle);
}

const INTEGRANDS = {
  quad: { r: (z) => (z - K) * (z - K), derivative: (z) => 2 * (z - K) },
  cos: { r: (z) => Math.cos(K * z), derivative: (z) => -K * Math.sin(K * z) },
  gauss: { r: (z) => Math.exp(-K * z * z), derivative: (z) => -2 * K * z * Math.exp(-K * z * z) },
  tanh: { r: (z) => Math.tanh(z), derivative: (z) => 1 - Math.tanh(z) * Math.tanh(z) },
};

function measure(name, m, draws) {
  const { r, derivative } = INTEGRANDS[name];
  const trials = Math.floor(draws / m);
  const sum = [0, 0, 0, 0];
  const drawSquares = [0, 0, 0, 0];
  const trialSquares = [0, 0, 0, 0];
  for (let trial = 0; trial < trials; trial += 1) {
    const mean = [0, 0, 0, 0];
    for (let draw = 0; draw < m; draw += 1) {
      const eps = normal();
      const z = MU + SIGMA * eps;
      const value = r(z);
      const slope = derivative(z);
      const contributions = [value * eps, value * (eps * eps - 1), slope, slope * eps];
      for (let k = 0; k < 4; k += 1) {
        mean[k] += contributions[k] / m;
        sum[k] += contributions[k];
        drawSquares[k] += contributions[k] * contributions[k];
      }
    }
    for (let k = 0; k < 4; k += 1) trialSquares[k] += mean[k] * mean[k];
  }
  const done = trials * m;
  const variances = (squares, count) => squares.map((square, k) => square / count - (sum[k] / done) ** 2);
  return {
    draws: done,
    trialRatios: ratios(variances(trialSquares, trials)),
    drawRatios: ratios(variances(drawSquares, done)),
  };
}

await serve(`node ${process.versions.node}`, measure);

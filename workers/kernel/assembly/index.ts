/**
 * What the WebAssembly module exports; workers/kernel/wasm/wasm-kernel.ts names the same. All functions work
 * on the module's memory at addresses that the caller gives: the module lays out nothing and keeps nothing.
 */
export { addAll, divideAll, multiplyAll, negateAll, sqrtAll, squareAll, subtractAll } from './arithmetic';
export { atanAll } from './arctangent';
export { absAll, clipAll, floorAll, maxAll, minAll, modAll, selectAll, signAll, stepAll } from './choices';
export { expAll, expm1All, wideExpAll } from './exponential';
export { addCovariance } from './covariance';
export { coshAll, sech2All, sinhAll, tanhAll, tanhSech2All } from './hyperbolic';
export { log1pAll, logAll } from './logarithm';
export { sigmoidAll, softplusAll } from './logistic';
export { lognormcdfAll, millsAll } from './log-normal';
export { erfAll, normcdfAll, normpdfAll } from './normal-distribution';
export { normquantileAll } from './normal-quantile';
export { normalsAll, squaredRadiiAll } from './normals';
export { powerAll } from './power';
export { blockShifts } from './shift';
export { addAlone, addTimesEps, addTimesEps2 } from './sums';
export { cosAll, sinAll, sinCosAll, tanAll } from './trigonometric';
export { fillWords, seedStreams } from './words';

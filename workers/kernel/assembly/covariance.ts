import { add, HALF_ROW, mul, NEXT, ROW, sub } from './vector';

/**
 * The sums of the sample covariances of v and w over trials of m draws, in all eight lanes, as
 * workers/kernel/covariance-sums.ts. Five rows: of d = estimate − shift, of d², and of the open trial A = Σ(v
 * − c), P = Σ(v − c)·w, S = Σw. The estimate is (P − A·S/m)/(m − 1).
 */
const SQUARES: usize = ROW;
const VALUES: usize = 2 * ROW;
const PRODUCTS: usize = 3 * ROW;
const WEIGHTS: usize = 4 * ROW;

function addLanes(
  rows: usize,
  v: usize,
  rowV: usize,
  w: usize,
  rowW: usize,
  shifts: usize,
  sums: usize,
  m: f64,
  left: usize,
): void {
  const shift = v128.load64_splat(shifts);
  const center = v128.load64_splat(shifts, 8);
  const perDraw = f64x2.splat(1 / m);
  const perFreedom = f64x2.splat(1 / (m - 1));
  let values = v128.load(sums, VALUES);
  let values2 = v128.load(sums, VALUES + NEXT);
  let products = v128.load(sums, PRODUCTS);
  let products2 = v128.load(sums, PRODUCTS + NEXT);
  let weights = v128.load(sums, WEIGHTS);
  let weights2 = v128.load(sums, WEIGHTS + NEXT);
  for (; rows > 0; rows--) {
    const x = sub(v128.load(v), shift);
    const x2 = sub(v128.load(v, NEXT), shift);
    const y = v128.load(w);
    const y2 = v128.load(w, NEXT);
    values = add(values, x);
    values2 = add(values2, x2);
    products = add(products, mul(x, y));
    products2 = add(products2, mul(x2, y2));
    weights = add(weights, y);
    weights2 = add(weights2, y2);
    v += rowV;
    w += rowW;
    left--;
    if (left == 0) {
      const d = sub(mul(sub(products, mul(mul(values, weights), perDraw)), perFreedom), center);
      const d2 = sub(mul(sub(products2, mul(mul(values2, weights2), perDraw)), perFreedom), center);
      const sum2 = v128.load(sums, NEXT);
      const squares2 = v128.load(sums, SQUARES + NEXT);
      v128.store(sums, add(v128.load(sums), d));
      v128.store(sums, add(sum2, d2), NEXT);
      v128.store(sums, add(v128.load(sums, SQUARES), mul(d, d)), SQUARES);
      v128.store(sums, add(squares2, mul(d2, d2)), SQUARES + NEXT);
      values = f64x2.splat(0);
      values2 = f64x2.splat(0);
      products = f64x2.splat(0);
      products2 = f64x2.splat(0);
      weights = f64x2.splat(0);
      weights2 = f64x2.splat(0);
      left = <usize>m;
    }
  }
  v128.store(sums, values, VALUES);
  v128.store(sums, values2, VALUES + NEXT);
  v128.store(sums, products, PRODUCTS);
  v128.store(sums, products2, PRODUCTS + NEXT);
  v128.store(sums, weights, WEIGHTS);
  v128.store(sums, weights2, WEIGHTS + NEXT);
}

/**
 * Adds rows of v and w, each with the step of a pass (arithmetic.ts).
 *
 * @param shifts where c and the shift of the estimates stand
 * @param m draws a trial, at least 2
 * @param left draws that the open trial still needs, from 1 to m
 */
export function addCovariance(
  rows: usize,
  v: usize,
  stepV: usize,
  w: usize,
  stepW: usize,
  shifts: usize,
  sums: usize,
  m: f64,
  left: usize,
): void {
  const rowV = stepV * (ROW / HALF_ROW);
  const rowW = stepW * (ROW / HALF_ROW);
  for (let half: usize = 0; half < ROW; half += HALF_ROW) {
    addLanes(rows, v, rowV, w, rowW, shifts, sums + half, m, left);
    v += stepV;
    w += stepW;
  }
}

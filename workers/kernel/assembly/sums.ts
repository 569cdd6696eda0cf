import { add, HALF_ROW, mul, NEXT, ONE, ROW, sub } from './vector';

/**
 * The sums of one contribution u in all eight lanes, as workers/kernel/reference/sums.ts: of u − c, of its
 * square, of the squares of the finished trials, and of the trial that is open. Each is a row; four lanes are
 * done at a time.
 */
const SQUARES: usize = ROW;
const TRIAL_SQUARES: usize = 2 * ROW;
const OPEN: usize = 3 * ROW;

/** What a contribution makes of v (r or r') and eps. */
const V_EPS: i32 = 0;
const V_EPS2: i32 = 1;
const V_ALONE: i32 = 2;

function contribution(kind: i32, v: v128, e: v128): v128 {
  if (kind == V_EPS) return mul(v, e);
  if (kind == V_EPS2) return mul(v, sub(mul(e, e), ONE));
  return v;
}

/** Where a trial is one draw, its square is the draw's. */
function addDraws(kind: i32, eps: usize, end: usize, v: usize, rowV: usize, shift: v128, sums: usize): void {
  let sum = v128.load(sums);
  let sum2 = v128.load(sums, NEXT);
  let squares = v128.load(sums, SQUARES);
  let squares2 = v128.load(sums, SQUARES + NEXT);
  do {
    const u = sub(contribution(kind, v128.load(v), v128.load(eps)), shift);
    const u2 = sub(contribution(kind, v128.load(v, NEXT), v128.load(eps, NEXT)), shift);
    sum = add(sum, u);
    sum2 = add(sum2, u2);
    squares = add(squares, mul(u, u));
    squares2 = add(squares2, mul(u2, u2));
    v += rowV;
    eps += ROW;
  } while (eps < end);
  v128.store(sums, sum);
  v128.store(sums, sum2, NEXT);
  v128.store(sums, squares, SQUARES);
  v128.store(sums, squares2, SQUARES + NEXT);
  v128.store(sums, squares, TRIAL_SQUARES);
  v128.store(sums, squares2, TRIAL_SQUARES + NEXT);
}

function addTrials(
  kind: i32,
  eps: usize,
  end: usize,
  v: usize,
  rowV: usize,
  shift: v128,
  sums: usize,
  m: f64,
  left: usize,
): void {
  const perDraw = f64x2.splat(1 / m);
  const trial = <usize>m * ROW;
  let sum = v128.load(sums);
  let sum2 = v128.load(sums, NEXT);
  let squares = v128.load(sums, SQUARES);
  let squares2 = v128.load(sums, SQUARES + NEXT);
  let open = v128.load(sums, OPEN);
  let open2 = v128.load(sums, OPEN + NEXT);
  let trialEnd = eps + left * ROW;
  do {
    const stop = min<usize>(trialEnd, end);
    do {
      const u = sub(contribution(kind, v128.load(v), v128.load(eps)), shift);
      const u2 = sub(contribution(kind, v128.load(v, NEXT), v128.load(eps, NEXT)), shift);
      sum = add(sum, u);
      sum2 = add(sum2, u2);
      squares = add(squares, mul(u, u));
      squares2 = add(squares2, mul(u2, u2));
      open = add(open, u);
      open2 = add(open2, u2);
      v += rowV;
      eps += ROW;
    } while (eps < stop);
    if (eps == trialEnd) {
      const estimate = mul(open, perDraw);
      const estimate2 = mul(open2, perDraw);
      const before = v128.load(sums, TRIAL_SQUARES);
      const before2 = v128.load(sums, TRIAL_SQUARES + NEXT);
      v128.store(sums, add(before, mul(estimate, estimate)), TRIAL_SQUARES);
      v128.store(sums, add(before2, mul(estimate2, estimate2)), TRIAL_SQUARES + NEXT);
      open = f64x2.splat(0);
      open2 = f64x2.splat(0);
      trialEnd += trial;
    }
  } while (eps < end);
  v128.store(sums, sum);
  v128.store(sums, sum2, NEXT);
  v128.store(sums, squares, SQUARES);
  v128.store(sums, squares2, SQUARES + NEXT);
  v128.store(sums, open, OPEN);
  v128.store(sums, open2, OPEN + NEXT);
}

function addContribution(
  kind: i32,
  eps: usize,
  end: usize,
  v: usize,
  stepV: usize,
  shift: usize,
  sums: usize,
  m: f64,
  left: usize,
): void {
  const c = v128.load64_splat(shift);
  const rowV = stepV * (ROW / HALF_ROW);
  for (let half: usize = 0; half < ROW; half += HALF_ROW) {
    if (m == 1) addDraws(kind, eps + half, end, v, rowV, c, sums + half);
    else addTrials(kind, eps + half, end, v, rowV, c, sums + half, m, left);
    v += stepV;
  }
}

/**
 * Adds the rows [eps, end) of v·eps, v·(eps² − 1) or v.
 *
 * @param v r or r', with the step of a pass (arithmetic.ts)
 * @param shift where c stands
 * @param sums the four rows of sums
 * @param m draws a trial
 * @param left draws that the open trial still needs, from 1 to m
 */
export function addTimesEps(
  eps: usize,
  end: usize,
  v: usize,
  stepV: usize,
  shift: usize,
  sums: usize,
  m: f64,
  left: usize,
): void {
  addContribution(V_EPS, eps, end, v, stepV, shift, sums, m, left);
}

export function addTimesEps2(
  eps: usize,
  end: usize,
  v: usize,
  stepV: usize,
  shift: usize,
  sums: usize,
  m: f64,
  left: usize,
): void {
  addContribution(V_EPS2, eps, end, v, stepV, shift, sums, m, left);
}

export function addAlone(
  eps: usize,
  end: usize,
  v: usize,
  stepV: usize,
  shift: usize,
  sums: usize,
  m: f64,
  left: usize,
): void {
  addContribution(V_ALONE, eps, end, v, stepV, shift, sums, m, left);
}

import { add, div, HALF_ROW, mul, NEXT, sub } from './vector';

/**
 * Arithmetic over registers. A pass writes [out, end), half a row a turn; an operand moves on by its step,
 * HALF_ROW for a register and 0 for a constant, which stands four times. `out` may be an operand. There is
 * always a first half row.
 */

export function negateAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, f64x2.neg(x));
    v128.store(out, f64x2.neg(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

export function addAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = add(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, add(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function subtractAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = sub(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, sub(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function multiplyAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = mul(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, mul(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function divideAll(out: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  do {
    const y = div(v128.load(a, NEXT), v128.load(b, NEXT));
    v128.store(out, div(v128.load(a), v128.load(b)));
    v128.store(out, y, NEXT);
    a += stepA;
    b += stepB;
    out += HALF_ROW;
  } while (out < end);
}

export function squareAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, mul(x, x));
    v128.store(out, mul(y, y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

export function sqrtAll(out: usize, end: usize, a: usize, stepA: usize): void {
  do {
    const x = v128.load(a);
    const y = v128.load(a, NEXT);
    v128.store(out, f64x2.sqrt(x));
    v128.store(out, f64x2.sqrt(y), NEXT);
    a += stepA;
    out += HALF_ROW;
  } while (out < end);
}

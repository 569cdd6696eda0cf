/** 2^27 + 1: splits a double into two halves of 26 bits (Veltkamp). */
const SPLITTER = 134217729;

/**
 * What rounding took from a product: a·b = product + rest exactly, product = fl(a·b) (Dekker 1971), as long
 * as no part of it overflows or is subnormal: |a|, |b| < 1e300, and 1e-290 < |a·b| or a·b = 0.
 */
export function productRest(a: number, b: number, product: number): number {
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return highA * highB - product + (highA * lowB + lowA * highB) + lowA * lowB;
}

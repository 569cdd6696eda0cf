import { add, mul, sub } from './vector';

/** As src/elementary/exact-product.ts: what rounding took from the product a·b (Dekker 1971). */

let SPLITTER: v128 = f64x2.splat(134217729);

/** The upper half of the bits of x. */
function highHalf(x: v128): v128 {
  const scaled = mul(SPLITTER, x);
  return sub(scaled, sub(scaled, x));
}

export function productRest(a: v128, b: v128, product: v128): v128 {
  const highA = highHalf(a);
  const lowA = sub(a, highA);
  const highB = highHalf(b);
  const lowB = sub(b, highB);
  const mixed = add(mul(highA, lowB), mul(lowA, highB));
  return add(add(sub(mul(highA, highB), product), mixed), mul(lowA, lowB));
}

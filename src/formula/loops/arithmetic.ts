/**
 * Arithmetic over whole registers: out[i] = a[i] ∘ b[i] for i < count. Each operation has its own loop,
 * because a loop that takes the operation as an argument costs a call an element. `out` may be an operand.
 */

export function negate(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = -a[i]!;
}

export function add(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! + b[i]!;
}

export function subtract(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! - b[i]!;
}

export function multiply(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! * b[i]!;
}

export function divide(count: number, out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! / b[i]!;
}

export function square(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! * a[i]!;
}

export function sqrt(count: number, out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < count; i++) out[i] = Math.sqrt(a[i]!);
}

/*
 * The operations of workers/kernel/assembly on vectors of WIDTH bits, 256 or 512, with the bits that WebAssembly gives. A
 * mask is a vector whose lanes are all ones or all zeros.
 */
#pragma once
#include <stdint.h>

/* The compilers' own headers of intrinsics ask the C library for malloc, unless its header seems to be there. */
#define _MM_MALLOC_H_INCLUDED
#define __MM_MALLOC_H
#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))
#define PASS static __attribute__((noinline))

typedef uint64_t usize;
typedef double vector __attribute__((vector_size(WIDTH / 8), may_alias));
typedef uint64_t bits __attribute__((vector_size(WIDTH / 8), may_alias));

/* Two vectors of 256 bits are a row; one of 512 bits is a row, and everything for the second is done for it once more. */
#define vector_HALF_ROW ((usize)64)
#define vector_NEXT ((usize)(WIDTH == 256 ? 32 : 0))

INLINE usize min(usize a, usize b) { return a < b ? a : b; }

INLINE vector vector_load(usize at, usize offset) { return *(const vector *)(at + offset); }
INLINE void vector_store(usize at, vector x, usize offset) { *(vector *)(at + offset) = x; }
INLINE vector f64_splat(double x) { return x - (vector){}; }
INLINE vector i64_splat(uint64_t x) { return (vector)(x + (bits){}); }
INLINE vector vector_load64_splat(usize at, usize offset) { return f64_splat(*(const double *)(at + offset)); }

INLINE vector vector_and(vector a, vector b) { return (vector)((bits)a & (bits)b); }
INLINE vector vector_or(vector a, vector b) { return (vector)((bits)a | (bits)b); }
INLINE vector vector_xor(vector a, vector b) { return (vector)((bits)a ^ (bits)b); }
INLINE vector vector_andnot(vector a, vector b) { return (vector)((bits)a & ~(bits)b); }
INLINE vector vector_bitselect(vector a, vector b, vector mask) {
  return (vector)(((bits)a & (bits)mask) | ((bits)b & ~(bits)mask));
}

INLINE vector i64_add(vector a, vector b) { return (vector)((bits)a + (bits)b); }
INLINE vector i64_sub(vector a, vector b) { return (vector)((bits)a - (bits)b); }
INLINE vector i64_shl(vector x, int n) { return (vector)((bits)x << n); }
INLINE vector i64_shr_u(vector x, int n) { return (vector)((bits)x >> n); }
INLINE vector i64_eq(vector a, vector b) { return (vector)((bits)a == (bits)b); }
INLINE vector words_rotateLeft24(vector x) { return (vector)(((bits)x << 24) | ((bits)x >> 40)); }

INLINE vector f64_add(vector a, vector b) { return a + b; }
INLINE vector f64_sub(vector a, vector b) { return a - b; }
INLINE vector f64_mul(vector a, vector b) { return a * b; }
INLINE vector f64_div(vector a, vector b) { return a / b; }
INLINE vector f64_neg(vector x) { return vector_xor(x, i64_splat(0x8000000000000000ull)); }
INLINE vector f64_abs(vector x) { return vector_and(x, i64_splat(0x7fffffffffffffffull)); }
INLINE vector f64_lt(vector a, vector b) { return (vector)(a < b); }
INLINE vector f64_le(vector a, vector b) { return (vector)(a <= b); }
INLINE vector f64_gt(vector a, vector b) { return (vector)(a > b); }
INLINE vector f64_ge(vector a, vector b) { return (vector)(a >= b); }
INLINE vector f64_eq(vector a, vector b) { return (vector)(a == b); }
INLINE vector f64_ne(vector a, vector b) { return (vector)(a != b); }

/* The processor's smaller and larger answer their second operand where one is NaN or both are zero: b < a ? b : a. */
#if WIDTH == 512
INLINE vector f64_pmin(vector a, vector b) { return (vector)_mm512_min_pd((__m512d)b, (__m512d)a); }
INLINE vector f64_pmax(vector a, vector b) { return (vector)_mm512_max_pd((__m512d)b, (__m512d)a); }
INLINE vector f64_sqrt(vector x) { return (vector)_mm512_sqrt_pd((__m512d)x); }
INLINE vector f64_floor(vector x) { return (vector)_mm512_roundscale_pd((__m512d)x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC); }
INLINE unsigned signs(vector x) { return _mm512_movepi64_mask((__m512i)x); }
#else
INLINE vector f64_pmin(vector a, vector b) { return (vector)_mm256_min_pd((__m256d)b, (__m256d)a); }
INLINE vector f64_pmax(vector a, vector b) { return (vector)_mm256_max_pd((__m256d)b, (__m256d)a); }
INLINE vector f64_sqrt(vector x) { return (vector)_mm256_sqrt_pd((__m256d)x); }
INLINE vector f64_floor(vector x) { return (vector)_mm256_floor_pd((__m256d)x); }
INLINE unsigned signs(vector x) { return _mm256_movemask_pd((__m256d)x); }
#endif
/* Of a mask. */
INLINE int vector_any_true(vector mask) { return signs(mask) != 0; }
INLINE int i64_all_true(vector mask) { return signs(mask) == (1u << WIDTH / 64) - 1; }

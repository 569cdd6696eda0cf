/* Vectors of LANES doubles (2, 4 or 8) by the vector extensions of gcc and clang. */
#include <immintrin.h>

typedef double vector __attribute__((vector_size(8 * LANES)));
typedef uint64_t words __attribute__((vector_size(8 * LANES)));
typedef int64_t mask __attribute__((vector_size(8 * LANES)));

#define SIGN_BIT 0x8000000000000000ull
#define ONE_BITS 0x3ff0000000000000ull

INLINE vector all(double x) { return x - (vector){}; }
INLINE words all_words(uint64_t x) { return x - (words){}; }
INLINE vector choose(mask where, vector a, vector b) { return (vector)((where & (mask)a) | (~where & (mask)b)); }
INLINE vector larger(vector a, vector b) { return choose(a > b, a, b); }
INLINE vector smaller(vector a, vector b) { return choose(a < b, a, b); }

INLINE vector square_root(vector x) {
#if LANES == 2
  return (vector)_mm_sqrt_pd((__m128d)x);
#elif LANES == 4
  return (vector)_mm256_sqrt_pd((__m256d)x);
#else
  return (vector)_mm512_sqrt_pd((__m512d)x);
#endif
}

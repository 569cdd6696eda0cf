/*
 * Vector C with the design of gradvar's kernel: SFC64 in LANES streams, Box-Muller, lanes are independent trials,
 * passes over a block that stays in the first-level cache. One source for 128, 256 and 512 bits.
 */
#include "protocol.h"
#include "vector.h"
#include "vector-functions.h"

#ifndef BLOCK_DOUBLES
#define BLOCK_DOUBLES 1024
#endif
#define ROWS (BLOCK_DOUBLES / LANES)

struct sfc64 { words a, b, c, counter; };

INLINE words next(struct sfc64 *g) {
  words word = g->a + g->b + g->counter;
  g->counter += all_words(1);
  g->a = g->b ^ (g->b >> 11);
  g->b = g->c + (g->c << 3);
  g->c = ((g->c << 24) | (g->c >> 40)) + word;
  return word;
}

static struct sfc64 generator;
static vector eps[ROWS], value[ROWS], derivative[ROWS];

/* In [1, 2). */
INLINE vector one_to_two(words w) { return (vector)((w >> 12) | all_words(ONE_BITS)); }

static void fill_normals(long rows) {
  struct sfc64 g = generator;
  for (long row = 0; row < rows; row += 2) {
    words first = next(&g), second = next(&g);
    vector radius = square_root(-vector_log(all(2) - one_to_two(first))), sine, cosine;
    reduced_sincos((one_to_two(second) - all(1.5)) * all(M_PI / 2), &sine, &cosine);
    eps[row] = (vector)((words)(radius * (cosine - sine)) ^ (second << 63));
    eps[row + 1] = (vector)((words)(radius * (cosine + sine)) ^ ((second << 62) & all_words(SIGN_BIT)));
  }
  generator = g;
}

typedef void evaluate(vector z, vector *r, vector *d);

INLINE void quad(vector z, vector *r, vector *d) {
  vector q = z - all(K);
  *r = q * q;
  *d = q + q;
}
INLINE void cosine(vector z, vector *r, vector *d) {
  vector sine;
  vector_sincos(all(K) * z, &sine, r);
  *d = all(-K) * sine;
}
INLINE void gauss(vector z, vector *r, vector *d) {
  vector w = all(K) * z;
  *r = vector_exp(-w * z);
  *d = -(w + w) * *r;
}
INLINE void hyperbolic(vector z, vector *r, vector *d) {
  *r = vector_tanh(z);
  *d = all(1) - *r * *r;
}

INLINE void evaluate_with(evaluate *f, long rows) {
  for (long row = 0; row < rows; row++) f(all(MU) + all(SIGMA) * eps[row], &value[row], &derivative[row]);
}

static __attribute__((noinline)) void evaluate_rows(enum integrand integrand, long rows) {
  switch (integrand) {
    case QUAD: evaluate_with(quad, rows); break;
    case COS: evaluate_with(cosine, rows); break;
    case GAUSS: evaluate_with(gauss, rows); break;
    default: evaluate_with(hyperbolic, rows);
  }
}

struct lane_sums {
  vector shift[CONTRIBUTIONS], draws[CONTRIBUTIONS], draw_squares[CONTRIBUTIONS], trial_squares[CONTRIBUTIONS];
  /* The trial that is under way, which may go on in the next block. */
  vector trial[CONTRIBUTIONS];
  long left;
};

INLINE void contributions(long row, vector *u) {
  u[0] = value[row] * eps[row];
  u[1] = value[row] * (eps[row] * eps[row] - all(1));
  u[2] = derivative[row];
  u[3] = derivative[row] * eps[row];
}

static __attribute__((noinline)) void add_rows(struct lane_sums *sums, long rows, long m) {
  struct lane_sums s = *sums;
  vector u[CONTRIBUTIONS], per_draw = all(1.0 / m);
  for (long row = 0; row < rows;) {
    long end = row + s.left < rows ? row + s.left : rows;
    s.left -= end - row;
    for (; row < end; row++) {
      contributions(row, u);
      for (int k = 0; k < CONTRIBUTIONS; k++) {
        vector difference = u[k] - s.shift[k];
        s.trial[k] += difference;
        s.draw_squares[k] += difference * difference;
      }
    }
    if (s.left > 0) break;
    s.left = m;
    for (int k = 0; k < CONTRIBUTIONS; k++) {
      vector mean = s.trial[k] * per_draw;
      s.draws[k] += s.trial[k];
      s.trial_squares[k] += mean * mean;
      s.trial[k] = all(0);
    }
  }
  *sums = s;
}

/* The same for trials of one draw, where the squares of trials are those of draws. */
static __attribute__((noinline)) void add_single_draws(struct lane_sums *sums, long rows) {
  struct lane_sums s = *sums;
  vector u[CONTRIBUTIONS];
  for (long row = 0; row < rows; row++) {
    contributions(row, u);
    for (int k = 0; k < CONTRIBUTIONS; k++) {
      vector difference = u[k] - s.shift[k];
      s.draws[k] += difference;
      s.draw_squares[k] += difference * difference;
    }
  }
  memcpy(s.trial_squares, s.draw_squares, sizeof s.trial_squares);
  *sums = s;
}

static double lane_total(vector x) {
  double total = 0;
  for (int lane = 0; lane < LANES; lane++) total += x[lane];
  return total;
}

static void measure_vector(enum integrand integrand, long m, long draws, struct sums *out) {
  long lane_trials = draws / m / LANES, lane_draws = lane_trials * m;
  struct lane_sums s;
  memset(&s, 0, sizeof s);
  s.left = m;
  eps[0] = all(1);
  evaluate_rows(integrand, 1);
  contributions(0, s.shift);
  for (long done = 0; done < lane_draws; done += ROWS) {
    long rows = lane_draws - done < ROWS ? lane_draws - done : ROWS;
    fill_normals(rows);
    evaluate_rows(integrand, rows);
    if (m == 1) add_single_draws(&s, rows);
    else add_rows(&s, rows, m);
  }
  out->trials = lane_trials * LANES;
  for (int k = 0; k < CONTRIBUTIONS; k++) {
    out->draws[k] = lane_total(s.draws[k]);
    out->draw_squares[k] = lane_total(s.draw_squares[k]);
    out->trial_squares[k] = lane_total(s.trial_squares[k]);
  }
}

int main(void) {
  uint64_t seed = 42, *state = (uint64_t *)&generator;
#if LANES == 8
  int able = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
#elif LANES == 4
  int able = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  int able = __builtin_cpu_supports("avx");
#endif
  if (!able) return fputs("this processor lacks the instructions\n", stderr), 1;
  for (int i = 0; i < 4 * LANES; i++) state[i] = splitmix(&seed);
  return serve("gcc " __VERSION__, measure_vector);
}

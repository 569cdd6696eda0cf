/* What the C peers share: the request loop and what becomes of the sums. See README.md. */
#define _GNU_SOURCE
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define MU 0.3
#define SIGMA 0.8
#define K 0.7
#define CONTRIBUTIONS 4
#define INLINE static inline __attribute__((always_inline))

enum integrand { QUAD, COS, GAUSS, TANH, UNKNOWN };

/* Sums of each contribution u about its shift c: of u - c and of its square over the draws, and of the square of
   the mean of u - c over each trial. */
struct sums {
  long trials;
  double draws[CONTRIBUTIONS], draw_squares[CONTRIBUTIONS], trial_squares[CONTRIBUTIONS];
};

/* Does about `draws` draws in trials of m; says in `trials` how many trials it did. */
typedef void measure(enum integrand integrand, long m, long draws, struct sums *sums);

static inline enum integrand integrand_of(const char *name) {
  const char *names[] = {"quad", "cos", "gauss", "tanh"};
  int i = 0;
  while (i < UNKNOWN && strcmp(name, names[i]) != 0) i++;
  return (enum integrand)i;
}

static inline double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* Variance of the score contribution (which lacks its 1/sigma) over that of the pathwise one. */
static inline double ratio(const struct sums *s, const double *squares, double count, double draws, int component) {
  double variance[2];
  for (int i = 0; i < 2; i++) {
    int k = component + 2 * i;
    double mean = s->draws[k] / draws;
    variance[i] = squares[k] / count - mean * mean;
  }
  return variance[0] / (SIGMA * SIGMA) / variance[1];
}

static inline int serve(const char *version, measure *measure) {
  char name[16];
  long m;
  double wanted;
  printf("ready %s\n", version);
  fflush(stdout);
  while (scanf("%15s %ld %lf", name, &m, &wanted) == 3) {
    enum integrand integrand = integrand_of(name);
    if (integrand == UNKNOWN) return 1;
    struct sums s;
    memset(&s, 0, sizeof s);
    double start = now();
    measure(integrand, m, (long)wanted, &s);
    double seconds = now() - start, draws = (double)s.trials * m;
    printf("%.9f %.0f %.17g %.17g %.17g %.17g\n", seconds, draws, ratio(&s, s.trial_squares, s.trials, draws, 0),
           ratio(&s, s.trial_squares, s.trials, draws, 1), ratio(&s, s.draw_squares, draws, draws, 0),
           ratio(&s, s.draw_squares, draws, draws, 1));
    fflush(stdout);
  }
  return 0;
}

/* splitmix64, to fill a generator's state from one number. */
static inline uint64_t splitmix(uint64_t *x) {
  uint64_t z = *x += 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

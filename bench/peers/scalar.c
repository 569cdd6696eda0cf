/* Scalar C as a good programmer writes it: xoshiro256++, a ziggurat of 256 layers, libm. */
#include "protocol.h"

struct xoshiro { uint64_t s[4]; };

INLINE uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

INLINE uint64_t next(struct xoshiro *g) {
  uint64_t *s = g->s, word = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotl(s[3], 45);
  return word;
}

/* Marsaglia and Tsang (2000): right edges of the layers, density there, and the share of a layer that lies under it. */
#define LAYERS 256
#define TAIL 3.6541528853610088
#define AREA 0.00492867323399
static double edge[LAYERS + 1], density[LAYERS + 1], inside[LAYERS];

static void make_layers(void) {
  edge[0] = AREA / exp(-0.5 * TAIL * TAIL);
  edge[1] = TAIL;
  for (int i = 2; i < LAYERS; i++) edge[i] = sqrt(-2 * log(AREA / edge[i - 1] + exp(-0.5 * edge[i - 1] * edge[i - 1])));
  edge[LAYERS] = 0;
  for (int i = 0; i <= LAYERS; i++) density[i] = exp(-0.5 * edge[i] * edge[i]);
  for (int i = 0; i < LAYERS; i++) inside[i] = edge[i + 1] / edge[i];
}

INLINE double uniform(struct xoshiro *g) { return (double)(next(g) >> 11) * 0x1p-53; }

INLINE double normal(struct xoshiro *g) {
  for (;;) {
    uint64_t word = next(g);
    int layer = word & (LAYERS - 1);
    double signed_uniform = (double)((int64_t)word >> 10) * 0x1p-53;
    if (fabs(signed_uniform) < inside[layer]) return signed_uniform * edge[layer];
    if (layer == 0) {
      double x, y;
      do {
        x = -log(1 - uniform(g)) / TAIL;
        y = -log(1 - uniform(g));
      } while (y + y < x * x);
      return signed_uniform < 0 ? -(TAIL + x) : TAIL + x;
    }
    double x = signed_uniform * edge[layer];
    if (density[layer] + uniform(g) * (density[layer + 1] - density[layer]) < exp(-0.5 * x * x)) return x;
  }
}

typedef void evaluate(double z, double *r, double *derivative);

INLINE void quad(double z, double *r, double *derivative) {
  *r = (z - K) * (z - K);
  *derivative = 2 * (z - K);
}
INLINE void cosine(double z, double *r, double *derivative) {
  double sine;
  sincos(K * z, &sine, r);
  *derivative = -K * sine;
}
INLINE void gauss(double z, double *r, double *derivative) {
  *r = exp(-K * z * z);
  *derivative = -2 * K * z * *r;
}
INLINE void hyperbolic(double z, double *r, double *derivative) {
  *r = tanh(z);
  *derivative = 1 - *r * *r;
}

INLINE void contributions(evaluate *f, double eps, double *u) {
  double r, derivative;
  f(MU + SIGMA * eps, &r, &derivative);
  u[0] = r * eps;
  u[1] = r * (eps * eps - 1);
  u[2] = derivative;
  u[3] = derivative * eps;
}

static struct xoshiro generator;

INLINE void measure_with(evaluate *f, long m, long trials, struct sums *out) {
  struct xoshiro g = generator;
  struct sums s = {.trials = trials};
  double shift[CONTRIBUTIONS], u[CONTRIBUTIONS];
  contributions(f, 1, shift);
  for (long trial = 0; trial < trials; trial++) {
    double sum[CONTRIBUTIONS] = {0};
    for (long draw = 0; draw < m; draw++) {
      contributions(f, normal(&g), u);
      for (int k = 0; k < CONTRIBUTIONS; k++) {
        double difference = u[k] - shift[k];
        sum[k] += difference;
        s.draw_squares[k] += difference * difference;
      }
    }
    for (int k = 0; k < CONTRIBUTIONS; k++) {
      double mean = sum[k] / m;
      s.draws[k] += sum[k];
      s.trial_squares[k] += mean * mean;
    }
  }
  generator = g;
  *out = s;
}

static void measure_scalar(enum integrand integrand, long m, long draws, struct sums *out) {
  long trials = draws / m;
  switch (integrand) {
    case QUAD: measure_with(quad, m, trials, out); break;
    case COS: measure_with(cosine, m, trials, out); break;
    case GAUSS: measure_with(gauss, m, trials, out); break;
    default: measure_with(hyperbolic, m, trials, out);
  }
}

int main(void) {
  uint64_t seed = 42;
  make_layers();
  for (int i = 0; i < 4; i++) generator.s[i] = splitmix(&seed);
  return serve("gcc " __VERSION__, measure_scalar);
}

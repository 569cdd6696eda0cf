/* log, sin, cos, exp and tanh over vectors: reductions and polynomials of fdlibm and Cephes, for ordinary arguments. */

/* Adding this number rounds a double to an integer, which then stands in the low bits. */
#define ROUNDER 6755399441055744.0

#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10

INLINE vector vector_log(vector x) {
  words bits = (words)x + all_words(ONE_BITS - 0x3fe6a09e00000000ull);
  vector exponent = (vector)((bits >> 52) | all_words(0x4330000000000000ull)) - all(4503599627370496.0 + 1023);
  vector mantissa = (vector)((bits & all_words(0x000fffffffffffffull)) + all_words(0x3fe6a09e00000000ull));
  vector f = mantissa - all(1), s = f / (f + all(2)), z = s * s, w = z * z;
  vector odd = w * ((all(1.531383769920937332e-01) * w + all(2.222219843214978396e-01)) * w + all(3.999999999940941908e-01));
  vector even = z * (((all(1.479819860510658591e-01) * w + all(1.818357216161805012e-01)) * w +
                      all(2.857142874366239149e-01)) * w + all(6.666666666666735130e-01));
  vector half = f * f * all(0.5);
  return exponent * all(LN2_HIGH) + (f - (half - (s * (half + odd + even) + exponent * all(LN2_LOW))));
}

static const double SINE[] = {1.58969099521155010221e-10, -2.50507602534068634195e-08, 2.75573137070700676789e-06,
                              -1.98412698298579493134e-04, 8.33333333332248946124e-03, -1.66666666666666324348e-01};
static const double COSINE[] = {-1.13596475577881948265e-11, 2.08757232129817482790e-09, -2.75573143513906633035e-07,
                                2.48015872894767294178e-05, -1.38888888888741095749e-03, 4.16666666666666019037e-02};

/* For |t| <= pi/4. */
INLINE void reduced_sincos(vector t, vector *sine, vector *cosine) {
  vector z = t * t, p = all(SINE[0]), q = all(COSINE[0]);
  for (int i = 1; i < 6; i++) {
    p = p * z + all(SINE[i]);
    q = q * z + all(COSINE[i]);
  }
  *sine = t + z * t * p;
  *cosine = (all(1) - z * all(0.5)) + z * z * q;
}

INLINE void vector_sincos(vector x, vector *sine, vector *cosine) {
  vector shifted = x * all(0.63661977236758134308) + all(ROUNDER), n = shifted - all(ROUNDER);
  vector t = ((x - n * all(1.57079632673412561417e+00)) - n * all(6.07710050630396597660e-11)) -
             n * all(2.02226624879595063154e-21);
  vector s, c;
  reduced_sincos(t, &s, &c);
  words quadrant = (words)shifted, odd = -(quadrant & all_words(1));
  words sine_sign = (quadrant << 62) & all_words(SIGN_BIT), cosine_sign = ((quadrant + all_words(1)) << 62) & all_words(SIGN_BIT);
  *sine = (vector)((words)choose((mask)odd, c, s) ^ sine_sign);
  *cosine = (vector)((words)choose((mask)odd, s, c) ^ cosine_sign);
}

static const double EXPONENTIAL[] = {
    2.08860621107283687536341e-09, 2.51112930892876518610661e-08, 2.75573911234900471893338e-07,
    2.75572362911928827629423e-06, 2.4801587159235472998791e-05,  0.000198412698960509205564975,
    0.00138888888889774492207962,  0.00833333333331652721664984,  0.0416666666666665047591422,
    0.166666666666666851703837,    0.5};

/* exp(x) = power * (1 + fraction), power a power of 2. */
INLINE void split_exp(vector x, vector *power, vector *fraction) {
  vector shifted = x * all(1.4426950408889634) + all(ROUNDER), n = shifted - all(ROUNDER);
  vector t = (x - n * all(LN2_HIGH)) - n * all(LN2_LOW), p = all(EXPONENTIAL[0]);
  for (int i = 1; i < 11; i++) p = p * t + all(EXPONENTIAL[i]);
  *power = (vector)(((words)shifted << 52) + all_words(ONE_BITS));
  *fraction = t + t * t * p;
}

INLINE vector vector_exp(vector x) {
  vector power, fraction;
  split_exp(smaller(larger(x, all(-708)), all(709)), &power, &fraction);
  return (fraction + all(1)) * power;
}

/* (exp(2|x|) - 1) / (exp(2|x|) + 1) with the sign of x. */
INLINE vector vector_tanh(vector x) {
  words sign = (words)x & all_words(SIGN_BIT);
  vector magnitude = smaller((vector)((words)x ^ sign), all(22)), power, fraction;
  split_exp(magnitude + magnitude, &power, &fraction);
  vector less_one = fraction * power + (power - all(1));
  return (vector)((words)(less_one / (less_one + all(2))) | sign);
}

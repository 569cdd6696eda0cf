"""Derives the polynomial and rational constants of src/elementary/ that are our own. Needs mpmath.

Each polynomial interpolates its function at Chebyshev nodes with 60 digits, which is within a factor of two
of the minimax polynomial; each rational function does with 120 digits, and its error is a few times the minimax one.
The coefficients are then rounded to doubles. Printed: the coefficients, lowest
degree first, and log2 of the largest relative error of the function they stand for, with the rounded
coefficients and exact arithmetic.
"""

from math import log2

from mpmath import atan, atanh, cos, erf, erfc, exp, floor, log, lu_solve, matrix, mp, mpf, pi, sqrt

mp.dps = 60


def chebyshev(a, b, count):
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]


def interpolate(f, a, b, count):
    """Monomial coefficients of the polynomial through f at `count` Chebyshev nodes of [a, b]."""
    nodes = chebyshev(a, b, count)
    divided = [f(x) for x in nodes]
    for j in range(1, count):
        for i in range(count - 1, j - 1, -1):
            divided[i] = (divided[i] - divided[i - 1]) / (nodes[i] - nodes[i - j])
    poly = [mpf(0)] * count
    for i in range(count - 1, -1, -1):
        shifted = [mpf(0)] + poly[:-1]
        poly = [s - nodes[i] * p for s, p in zip(shifted, poly)]
        poly[0] += divided[i]
    return poly


def evaluate(poly, x):
    total = mpf(0)
    for c in reversed(poly):
        total = total * x + c
    return total


def report(name, f, a, b, count, weight):
    """weight(x) turns an absolute error of f into a relative error of the function that uses it."""
    rounded = [mpf(float(c)) for c in interpolate(f, a, b, count)]
    points = [a + (b - a) * mpf(i) / 1000 for i in range(1, 1000)]
    error = max(abs((evaluate(rounded, x) - f(x)) * weight(x)) for x in points)
    print(f"{name}: relative error 2^{log2(error):.1f}")
    for i, c in enumerate(rounded):
        print(f"  {i:2d}  {float(c)!r}")


def small(z):
    return z < mpf(10) ** -20


def exp_tail(r):
    """(e^r - 1 - r)/r^2."""
    return mpf(1) / 2 + r / 6 + r * r / 24 if small(abs(r)) else (mp.expm1(r) - r) / r**2


def atan_tail(z):
    """(atan(t)/t - 1)/z with z = t^2."""
    return -mpf(1) / 3 + z / 5 if small(z) else (atan(sqrt(z)) / sqrt(z) - 1) / z


def erf_ratio(z):
    """erf(x)/x - 1 with z = x^2."""
    return 2 / sqrt(pi) * (1 - z / 3) - 1 if small(z) else erf(sqrt(z)) / sqrt(z) - 1


CENTER = mpf("6.15625")  # a fraction of 64 whose constant coefficient is very nearly a double


def normal_tail(t):
    """(1 + x) exp(x^2/2) Phi(-x) with t = (x - CENTER)/(x + CENTER)."""
    x = CENTER * (1 + t) / (1 - t)
    return (1 + x) * exp(x * x / 2) * erfc(x / sqrt(mpf(2))) / 2


def log_tail(z):
    """(log((1+s)/(1-s))/s - 2 - 2z/3)/z^2 with z = s^2."""
    return mpf(2) / 5 + 2 * z / 7 if small(z) else (2 * atanh(sqrt(z)) / sqrt(z) - 2 - 2 * z / 3) / z**2


def log_ratio(z):
    """(log((1+s)/(1-s))/s - 2)/z with z = s^2."""
    return mpf(2) / 3 + 2 * z / 5 if small(z) else (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z


def from_pole(a, b, count):
    """Chebyshev nodes of the variable (y - c)/(y + c), c = sqrt(a b): denser where y is small; 0 < a < b."""
    c = sqrt(a * b)
    return [c * (1 + t) / (1 - t) for t in chebyshev((a - c) / (a + c), (b - c) / (b + c), count)]


def report_rational(name, f, a, b, shift, degree, weight):
    """
    Numerator and denominator (lowest coefficient 1), both of a degree in u = y - shift, whose quotient interpolates f(y)
    on [a, b]; weight as in `report`.
    """
    with mp.workdps(120):
        nodes = from_pole(a, b, 2 * degree + 1)
        powers = [[(y - shift) ** j for j in range(degree + 1)] for y in nodes]
        values = [f(y) for y in nodes]
        rows = [p + [-v * x for x in p[1:]] for p, v in zip(powers, values)]
        solution = [mpf(float(c)) for c in lu_solve(matrix(rows), matrix(values))]
        parts = {"numerator": solution[: degree + 1], "denominator": [mpf(1)] + solution[degree + 1 :]}
        quotient = lambda y: evaluate(parts["numerator"], y - shift) / evaluate(parts["denominator"], y - shift)  # noqa: E731
        error = max(abs((quotient(y) - f(y)) * weight(y)) for y in from_pole(a, b, 400))
        smallest = min(evaluate(parts["denominator"], y - shift) for y in from_pole(a, b, 400))
    print(f"{name}: relative error 2^{mp.log(error, 2)!s:.5}, denominator at least {float(smallest):.3g}")
    for part, coefficients in parts.items():
        print(f"  {part}")
        for i, c in enumerate(coefficients):
            print(f"  {i:2d}  {float(c)!r}")


def upper_quantile(m):
    """The x >= 0 with Phi(-x) = m <= 1/2, by Newton's steps on log Phi, which is concave: from below they never overshoot."""
    x = sqrt(-2 * log(m))
    while True:
        tail = erfc(x / sqrt(mpf(2))) / 2
        step = tail * sqrt(2 * pi) * exp(x * x / 2) * log(m / tail)
        x -= step
        if abs(step) < mpf(10) ** (5 - mp.dps):
            return x


def central_factor(y):
    """|x|/|p - 1/2| - 5/2 with y = p (1 - p), x the normal quantile of p."""
    q = sqrt(mpf(1) / 4 - y)
    return upper_quantile(mpf(1) / 2 - q) / q - mpf(5) / 2


def below_radius(r):
    """r - |x|, x the normal quantile of exp(-r^2/2)."""
    return r - upper_quantile(exp(-r * r / 2))


def pieces(name, value, bits):
    """value as a sum of doubles of which all but the last hold only `bits` bits."""
    print(name)
    for b in bits:
        scale = mpf(2) ** (b - 1 - int(floor(mp.log(abs(value), 2))))
        part = floor(value * scale) / scale
        print(f"      {float(part)!r}")
        value -= part
    print(f"      {float(value)!r}")


if __name__ == "__main__":
    half = mp.log(2) / 2 * mpf("1.001")
    report("exponential", exp_tail, -half, half, 11, abs)
    eighth = (sqrt(mpf(2)) - 1) ** 2 * mpf("1.001")  # tan(pi/8)^2 and a little
    report("arctangent", atan_tail, mpf(0), eighth, 11, lambda z: z)
    report("error function, |x| <= 1/2", erf_ratio, mpf(0), mpf(1) / 4, 9, lambda z: 1)
    last = (39 - CENTER) / (39 + CENTER)
    report("normal tail, 0 <= x <= 39", normal_tail, mpf(-1), last, 23, lambda t: 1 / normal_tail(t))
    widest = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.001")
    report("logarithm of the power", log_tail, mpf(0), widest, 9, lambda z: z * z / 2)
    least = mpf(1) / 4 - (mpf(27) / 64) ** 2
    first = sqrt(-2 * log(mpf(5) / 64))
    far = sqrt(108 * mp.log(2))
    report_rational(
        "normal quantile, |p - 1/2| <= 27/64", central_factor, least, mpf(1) / 4 - mpf(10) ** -20, least, 8,
        lambda y: 1 / (central_factor(y) + mpf(5) / 2),
    )  # fmt: skip
    relative = lambda r: 1 / (r - below_radius(r))  # noqa: E731
    report_rational(
        "normal quantile, 2^-54 <= p <= 5/64", lambda r: below_radius(r) - mpf(3) / 4, first, far, mpf(9) / 4, 8, relative
    )
    report_rational("normal quantile, p <= 2^-54", below_radius, far, mpf("38.6"), mpf(8), 8, relative)
    pieces("2/3", mpf(2) / 3, [53])
    # workers/kernel/reference/squared-radius.ts
    report("squared radius", log_ratio, mpf(0), widest, 6, lambda z: z / 2)
    mp.dps = 500
    print("2/pi, 1200 bits:", hex(int(floor(2 / pi * mpf(2) ** 1200))))
    print("pi/2, 128 bits:", hex(int(floor(pi / 2 * mpf(2) ** 127))))

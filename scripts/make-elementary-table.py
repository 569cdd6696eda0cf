"""Writes test/golden/elementary.csv: the functions of src/elementary/ at chosen doubles, by mpmath. Needs mpmath.

Columns: function; x and y as the 16 hex digits of their bits (y only for power and logaddexp); the correctly rounded result as bits;
what rounding took from the exact value, in units in the last place of the result. Fixed seed: same bytes every time.
"""

import random
import struct
from fractions import Fraction
from math import inf, isinf, isnan, nan, nextafter
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 60
TARGET = Path(__file__).parent.parent / "test" / "golden" / "elementary.csv"
SUBNORMAL = 5e-324
NORMAL = 2.2250738585072014e-308
LARGEST = 1.7976931348623157e308


def bits(x):
    return f"{struct.unpack('>Q', struct.pack('>d', x))[0]:016x}" if not isnan(x) else "7ff8000000000000"


def from_bits(i):
    return struct.unpack(">d", struct.pack(">Q", i))[0]


def rounded(value):
    """The double nearest to an exact value, and the rest in its ulp. Python divides integers with one rounding."""
    if not mp.isfinite(value):
        return float(value), 0.0
    sign, man, exponent, count = value._mpf_
    if man == 0 or exponent + count < -1100:
        return 0.0, 0.0
    if exponent + count > 1100:
        return (-inf if sign else inf), 0.0
    exact = Fraction(-man if sign else man) * Fraction(2) ** exponent
    try:
        near = exact.numerator / exact.denominator
    except OverflowError:
        return (-inf if sign else inf), 0.0
    size = abs(near)
    top = 0 if size == 0 else struct.unpack(">Q", struct.pack(">d", size))[0] >> 52
    unit = Fraction(2) ** (max(top, 1) - 1075)
    return near, float((exact - Fraction(near)) / unit)


# Functions of an mpf that are not mpmath's own.
def sech2(x):
    u = mp.exp(-2 * abs(x))
    return 4 * u / (1 + u) ** 2


def softplus(x):
    return max(x, mpf(0)) + mp.log1p(mp.exp(-abs(x)))


def sigmoid(x):
    return 1 / (1 + mp.exp(-x)) if x > 0 else mp.exp(x) / (1 + mp.exp(x))


def normcdf(x):
    return mpf(x > 0) if abs(x) > 1000 else mp.erfc(-x / mp.sqrt(2)) / 2


def erf(x):
    return mp.sign(x) if abs(x) > 1000 else mp.erf(x)


def normpdf(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def normquantile(p):
    """By Newton's steps on log Phi from below, for the smaller of p and 1 - p."""
    m = min(p, 1 - p)
    x = mp.sqrt(-2 * mp.log(m))
    step = x
    while abs(step) > mpf(10) ** (5 - mp.dps):
        tail = mp.erfc(x / mp.sqrt(2)) / 2
        step = tail / normpdf(x) * mp.log(m / tail)
        x -= step
    return -x if p < 0.5 else x


def lognormpdf(x):
    return -x * x / 2 - mp.log(2 * mp.pi) / 2


def tail_ratio(x):
    """normpdf(x)/normcdf(-x) for x > 1000, by its series in 1/x^2."""
    term, total, n = mpf(1), mpf(0), 0
    while abs(term) > mpf(10) ** -mp.dps and n < 60:
        total += term
        n += 1
        term *= -(2 * n - 1) / (x * x)
    return x / total


def lognormcdf(x):
    if x < -1000:
        return lognormpdf(x) - mp.log(tail_ratio(-x))
    return mp.log1p(-normcdf(-x)) if x > 0 else mp.log(normcdf(x))


def mills(x):
    return tail_ratio(-x) if x < -1000 else normpdf(x) / normcdf(x)


def near(*points, steps=3):
    """The points and their neighbors, of both signs."""
    values = []
    for p in points:
        for sign in (1, -1):
            down = up = float(p) * sign
            values.append(down)
            for _ in range(steps):
                down, up = nextafter(down, -inf), nextafter(up, inf)
                values += [down, up]
    return values


def uniform(rng, low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def spread(rng, low, high, count):
    """Log-uniform sizes between 2^low and 2^high, random signs."""
    return [rng.choice((1, -1)) * rng.uniform(1, 2) * 2.0 ** rng.randint(low, high - 1) for _ in range(count)]


def quarter_turns(rng):
    """Doubles next to multiples of pi/2; the last lies nearest of all, relatively."""
    small = [float(mp.pi / 2 * n) for n in list(range(1, 40)) + [rng.randint(40, 63661) for _ in range(60)]]
    with mp.workdps(400):
        big = [float(mp.pi / 2 * int(rng.uniform(1, 2) * 2.0 ** rng.randint(16, 1000))) for _ in range(30)]
    return near(*small, steps=0) + near(*big, steps=0) + near(6381956970095103.0 * 2.0**797, steps=1)


def arguments(rng, name):
    """
    Arguments of a function of one variable: what all share, then its own ranges, borders and single arguments at which
    a search over millions found large errors, of these functions or of earlier forms of them.
    """
    shared = near(0.0, 1.0, NORMAL, LARGEST, 0.5, 2.0, steps=2)[:-1] + [inf, -inf, nan, 0.0, -0.0]
    shared += spread(rng, -1022, -1, 30) + spread(rng, 0, 1023, 20)
    shared += [rng.choice((1, -1)) * from_bits(rng.getrandbits(rng.randint(1, 52))) for _ in range(15)]
    half = float(mp.log(2)) / 2
    own = {
        "exp": lambda: uniform(rng, -745.2, 709.8, 120) + uniform(rng, -2, 2, 80)
        + near(708, 709.782712893384, -708.3964185322641, -745.1332191019412, half, 3 * half),
        "expm1": lambda: uniform(rng, -40, 40, 80) + uniform(rng, -1.1, 1.1, 120) + uniform(rng, 700, 709.8, 10) + [0.34712426835487054, 0.35393562660628675]
        + near(708, 709.782712893384, half, 3 * half, 37.4),
        "log": lambda: uniform(rng, 0, 10, 80) + uniform(rng, 0.5, 1.5, 80) + near(0.7071067811865476, 1.4142135623730951)
        + [0.70517250387103514] + [abs(v) for v in spread(rng, -1022, 1023, 60)] + [1 + v for v in spread(rng, -52, -3, 40)],
        "log1p": lambda: uniform(rng, -1, 1, 120) + uniform(rng, 0, 30, 40) + near(0.41421356237309515, -0.2928932188134524) + [0.40610232653458106]
        + [abs(v) for v in spread(rng, -60, 1023, 60)] + [-1 + abs(v) for v in spread(rng, -53, -3, 40)],
        "atan": lambda: uniform(rng, -3, 3, 160) + uniform(rng, -100, 100, 30) + near(0.41421356237309503, 2.414213562373095)
        + [0.44103175923825239, 0.43326179089170086],
        "sinh": lambda: uniform(rng, -3, 3, 120) + uniform(rng, -711, 711, 60) + near(half, 3 * half, 708, 710.4758600739439),
        "cosh": lambda: uniform(rng, -3, 3, 120) + uniform(rng, -711, 711, 60) + near(half, 3 * half, 708, 710.4758600739439),
        "tanh": lambda: uniform(rng, -3, 3, 160) + uniform(rng, -23, 23, 40) + near(half / 2, 3 * half / 2, 22, 19.06)
        + [0.22003679713246616, 0.1255884039436034],
        "sech2": lambda: uniform(rng, -3, 3, 120) + uniform(rng, -374, 374, 80) + near(354, 354.9, 372.9, half)
        + [1.7054101228939955, 0.3025880682517359],
        "erf": lambda: uniform(rng, -1, 1, 120) + uniform(rng, -6.5, 6.5, 80) + near(0.5, 6, 5.92) + [0.51970885122946298, 0.61726282731751703],
        "normcdf": lambda: uniform(rng, -39, 9, 120) + uniform(rng, -2, 2, 80) + near(37.5, 38.4, 38.48, 38.6, 39, 37.63)
        + [-0.0001629332613756571, -9.5226391773253773],
        "normpdf": lambda: uniform(rng, -39, 39, 120) + uniform(rng, -2, 2, 80) + near(37.5, 38.5, 38.6, 39, 37.63),
        "normquantile": lambda: uniform(rng, 0, 1, 120) + uniform(rng, 0, 0.1, 60) + [abs(v) for v in spread(rng, -1074, -1, 120)]
        + [0.5 + v for v in spread(rng, -53, -2, 60)] + [1 - abs(v) for v in spread(rng, -53, -2, 40)]
        + near(5 / 64, 59 / 64, 2.0**-54, 1e-300, 3 * SUBNORMAL, 1 - 2.0**-50),
        "asin": lambda: uniform(rng, -1, 1, 240) + [1 - abs(v) for v in spread(rng, -53, -2, 60)] + near(0.9999, steps=2),
        "acos": lambda: uniform(rng, -1, 1, 240) + [1 - abs(v) for v in spread(rng, -53, -2, 60)] + near(0.9999, steps=2),
        "asinh": lambda: uniform(rng, -3, 3, 160) + uniform(rng, -1e3, 1e3, 40) + spread(rng, -30, 30, 80),
        "acosh": lambda: uniform(rng, 1, 4, 160) + [1 + abs(v) for v in spread(rng, -52, 1, 80)] + [abs(v) for v in spread(rng, 1, 1023, 60)],
        "atanh": lambda: uniform(rng, -1, 1, 160) + spread(rng, -60, -1, 60) + [1 - abs(v) for v in spread(rng, -53, -2, 60)],
        "lognormpdf": lambda: uniform(rng, -4, 4, 160) + uniform(rng, -40, 40, 100),
        "lognormcdf": lambda: uniform(rng, -40, 9, 120) + uniform(rng, -2, 2, 120) + uniform(rng, -1e3, -37, 30) + uniform(rng, 9, 39.5, 30) + near(37, 38.5),
        "mills": lambda: uniform(rng, -40, 9, 120) + uniform(rng, -2, 2, 120) + uniform(rng, -1e3, -37, 30) + uniform(rng, 9, 39.5, 30) + near(37, 38.5),
        "sigmoid": lambda: uniform(rng, -750, 750, 60) + uniform(rng, -40, 40, 140) + near(708, 709.8, 745.2, 36.7),
        "softplus": lambda: uniform(rng, -750, 750, 60) + uniform(rng, -40, 40, 140) + near(708, 709.8, 745.2, 36.7),
    }
    trigonometric = lambda: (  # noqa: E731
        uniform(rng, -4, 4, 80) + uniform(rng, -1e5, 1e5, 80) + spread(rng, 16, 1023, 60) + near(1e5) + quarter_turns(rng)
        + [-22480.984497013924, 74947.279850078601, 28246.836732382086, -54510.548275071247, 0.77657776669675438]
    )
    return shared + own.get(name, trigonometric)()


FUNCTIONS = {
    "exp": mp.exp, "expm1": mp.expm1, "log": mp.log, "log1p": mp.log1p, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "sech2": sech2, "atan": mp.atan, "erf": erf, "normcdf": normcdf,
    "normpdf": normpdf, "sigmoid": sigmoid, "softplus": softplus, "normquantile": normquantile,
    "asin": mp.asin, "acos": mp.acos, "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh, "lognormpdf": lognormpdf,
    "lognormcdf": lognormcdf, "mills": mills,
}  # fmt: skip

ODD = ("expm1", "log1p", "sin", "tan", "sinh", "tanh", "atan", "erf", "asin", "atanh")
AT_INFINITY = {
    "exp": (0.0, inf), "expm1": (-1.0, inf), "log": (nan, inf), "log1p": (nan, inf), "sin": (nan, nan), "cos": (nan, nan),
    "tan": (nan, nan), "sinh": (-inf, inf), "cosh": (inf, inf), "tanh": (-1.0, 1.0), "sech2": (0.0, 0.0), "erf": (-1.0, 1.0),
    "normcdf": (0.0, 1.0), "normpdf": (0.0, 0.0), "sigmoid": (0.0, 1.0), "softplus": (0.0, inf), "normquantile": (nan, nan), "asin": (nan, nan),
    "acos": (nan, nan), "asinh": (-inf, inf), "acosh": (nan, inf), "atanh": (nan, nan), "lognormpdf": (-inf, -inf),
    "lognormcdf": (-inf, -0.0), "mills": (inf, 0.0),
}  # fmt: skip


def value_at(name, x):
    if isnan(x):
        return nan, 0.0
    if isinf(x) and name != "atan":
        return AT_INFINITY[name][x > 0], 0.0
    if x == 0 and name in ODD:
        return x, 0.0
    if name == "log" and x <= 0:
        return (-inf if x == 0 else nan), 0.0
    if name == "log1p" and x <= -1:
        return (-inf if x == -1 else nan), 0.0
    if name == "normquantile" and not 0 < x < 1:
        return (-inf if x == 0 else inf if x == 1 else nan), 0.0
    if name == "normquantile" and x == 0.5:
        return 0.0, 0.0
    if name in ("asin", "acos", "atanh") and abs(x) > 1 or name == "acosh" and x < 1:
        return nan, 0.0
    if name == "atanh" and abs(x) == 1:
        return inf * x, 0.0
    if name == "asinh" and x == 0:
        return 0.0, 0.0
    huge = abs(x) > 1e15 and name in ("sin", "cos", "tan")
    with mp.workdps(400 if huge or abs(x) < 1e-20 else 60):
        if isinf(x):
            return rounded(mp.pi / 2 * (1 if x > 0 else -1))
        result, rest = rounded(FUNCTIONS[name](mpf(x)))
    negative = (x < 0 and name in ODD) or name == "lognormcdf"
    return (-0.0 if result == 0 and negative else result), rest


def powers(rng):
    """Pairs for power: everyday ones, exponents up to overflow and underflow, bases next to 1, whole exponents of negative bases."""
    pairs = [(rng.uniform(0, 20), rng.uniform(-6, 6)) for _ in range(150)]
    bases = [abs(v) for v in spread(rng, -1022, 1023, 100)] + [1 + v for v in spread(rng, -52, -2, 100)]
    bases += [from_bits(rng.getrandbits(rng.randint(1, 52))) for _ in range(20)] + near(0.7071067811865476, 1.4142135623730951)
    for base in bases:
        if base > 0 and base != 1:
            pairs.append((base, rng.uniform(-746, 710) / float(mp.log(base))))
    pairs += [(-rng.uniform(0.1, 30), float(rng.randint(-40, 40))) for _ in range(40)]
    pairs += [(-2.0, 9007199254740991.0), (-1.0, 9007199254740991.0), (-1.0, 9007199254740992.0), (2.0, -1074.0), (2.0, -1075.0)]
    pairs += [(2.0, 1023.0), (2.0, 1024.0), (10.0, 22.0), (10.0, -308.0), (10.0, 308.0), (1e-300, 1e-300), (LARGEST, SUBNORMAL)]
    pairs += [(1.0000000000000002, 1e308), (0.9999999999999999, 1e300), (SUBNORMAL, 1.0), (SUBNORMAL, 0.5), (LARGEST, 1.0)]
    return pairs


def sums_of_exponentials(rng):
    """Pairs for logaddexp: near and far, of all sizes, of one sign, so that the result is no small difference."""
    pairs = [(rng.uniform(0, 30), rng.uniform(0, 30)) for _ in range(150)]
    pairs += [(rng.uniform(-800, -3), rng.uniform(-800, -3)) for _ in range(100)]
    pairs += [(v, v + rng.uniform(-2, 2)) for v in (abs(u) for u in spread(rng, 2, 1000, 80))]
    return pairs + [(1e308, 1e308), (LARGEST, LARGEST), (-LARGEST, -LARGEST), (0.0, 0.0), (-inf, 3.0), (inf, 3.0), (inf, nan)]


def logaddexp_at(x, y):
    if isnan(x) or isnan(y) or max(x, y) == inf or min(x, y) == -inf:
        return (nan if isnan(x) or isnan(y) else max(x, y)), 0.0
    return rounded(mpf(max(x, y)) + mp.log1p(mp.exp(-abs(mpf(x) - mpf(y)))))


def power_at(x, y):
    with mp.workdps(60 + (700 if y != 0 and abs(y) > 1e-30 and abs(y) < 2 else 0)):
        size = mp.exp(mpf(y) * mp.log(abs(mpf(x))))
        return rounded(-size if x < 0 and y % 2 == 1 else size)


def main():
    lines = ["function,x,y,result,rest"]
    for name in FUNCTIONS:
        rng = random.Random(f"2026 {name}")
        for x in dict.fromkeys(bits(v) for v in arguments(rng, name)):
            result, rest = value_at(name, from_bits(int(x, 16)))
            lines.append(f"{name},{x},,{bits(result)},{rest:.6f}")
    for x, y in powers(random.Random("2026 power")):
        result, rest = power_at(x, y)
        lines.append(f"power,{bits(x)},{bits(y)},{bits(result)},{rest:.6f}")
    for x, y in sums_of_exponentials(random.Random("2026 logaddexp")):
        result, rest = logaddexp_at(x, y)
        lines.append(f"logaddexp,{bits(x)},{bits(y)},{bits(result)},{rest:.6f}")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", newline="\n")
    print(len(lines) - 1, "rows")


if __name__ == "__main__":
    main()

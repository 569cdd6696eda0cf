"""Writes test/golden/formulas.csv and test/golden/catalogue.csv: r, r' and r'' by mpmath, 200 digits.

Run with a Python that has mpmath: python3 scripts/make-formula-golden.py
The catalogue's functions are written down here a second time, from their definitions, so that a slip in a
formula of the catalogue shows. The formulas of the first file exercise the derivative of every operation.
Derivatives are central differences with a step of 1e-40; no point is that near to a kink.
"""

import csv
import pathlib
import re

from mpmath import mp, mpf
import mpmath

mp.dps = 200
H = mpf(10) ** -40
GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "test" / "golden"


def step(x):
    return mpf(1) if x >= 0 else mpf(0)


def clip(x, low, high):
    return min(max(x, low), high)


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def softplus(x):
    return mpmath.log1p(mpmath.exp(x))


LANGUAGE = {
    "pi": mpmath.pi + 0,
    "e": mpmath.e + 0,
    "exp": mpmath.exp,
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "expm1": mpmath.expm1,
    "sqrt": mpmath.sqrt,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "tanh": mpmath.tanh,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "atan": mpmath.atan,
    "erf": mpmath.erf,
    "abs": abs,
    "sign": mpmath.sign,
    "step": step,
    "floor": mpmath.floor,
    "mod": lambda x, y: x - y * mpmath.floor(x / y),
    "min": min,
    "max": max,
    "clip": clip,
    "sigmoid": sigmoid,
    "softplus": softplus,
    "normcdf": mpmath.ncdf,
    "normpdf": mpmath.npdf,
    "asin": mpmath.asin,
    "acos": mpmath.acos,
    "asinh": mpmath.asinh,
    "acosh": mpmath.acosh,
    "atanh": mpmath.atanh,
    "logaddexp": lambda *terms: mpmath.log(sum(mpmath.exp(term) for term in terms)),
    "lognormcdf": lambda x: mpmath.log(mpmath.ncdf(x)),
    "lognormpdf": lambda x: mpmath.log(mpmath.npdf(x)),
}

# Constants are exact in binary, so that the formula means the same number here and there.
FORMULAS = [
    "z^3 - 2*z^2 + z",
    "-z^2",
    "(2*z + 1)/(z^2 + 3)",
    "z^-3 + z^-1",
    "(z^2 + 1)^0.5 + (z^2 + 1)^-1.5",
    "(z^2 + 1)^0.375",
    "(z^2 + 2)^z",
    "2^z + 3^(-z^2/4)",
    "(2 + sin(z))^cos(z)",
    "exp(sin(3*z))",
    "log(z^2 + exp(z))",
    "log1p(z^2/4)*z",
    "expm1(z/2)*expm1(-z)",
    "sqrt(z^2 + 0.0625)",
    "sin(z)*cos(2*z)",
    "tan(z/8)",
    "tanh(z)^2",
    "tanh(4*z)*tanh(z - 1)",
    "sinh(z)/cosh(z/2)",
    "atan(4*z) + atan(z)^2",
    "erf(z) + erf(z/4)^3",
    "abs(z)*z + abs(sin(3*z))",
    "sign(z)*z^3",
    "step(z - 0.25)*exp(z)",
    "floor(2*z)*z^2",
    "mod(z, 0.75)^2",
    "mod(z^2, 1 + z^2/4)",
    "mod(7, 2 + z^2)",
    "min(z^2, 1 + z)",
    "max(z^3, sin(z))*z",
    "max(min(z, 1), -z)^2",
    "clip(z^3, -2, 2)",
    "clip(z, sin(z) - 1, sin(z) + 1)",
    "clip(z, 1 + z^2, -1)",
    "sigmoid(3*z)*z",
    "softplus(4*z - 1) - softplus(z)",
    "normcdf(z) + z*normcdf(-2*z)",
    "normpdf(z - 1)*z",
    "log(abs(z))",
    "log(sigmoid(z)) + log(normcdf(z))",
    "exp(-z^2)*cos(3*z) + tanh(z)/(1 + exp(-2*z)) - log(1 + z^2)",
    "1/(1 + exp(-z^3/8))",
    "(z + 1)^2*(z - 1)^3/(z^2 + 1)^4",
    "sin(cos(sin(cos(z))))",
    "exp(exp(-z^2))",
    "abs(z)^z",
    "sqrt(abs(z))^3",
    "abs(z - 0.3125)^1.5*sign(z)",
    "asin(tanh(z/2))*z",
    "acos(sin(z)/2)",
    "asinh(3*z) - asinh(z^2)",
    "acosh(1.5 + z^2)",
    "atanh(tanh(z)/2) + z",
    "logaddexp(z, 1 - 2*z)",
    "logaddexp(z, -z, z^2/8, 0.5)*z",
    "lognormpdf(2*z - 1)*z",
    "lognormcdf(z) - lognormcdf(-3*z)",
    "max(z, -2*z, z^2 - 1)*min(z, 1, sin(z))",
]

CATALOGUE = {
    "const": lambda z: mpf(1),
    "linear": lambda z: z,
    "square": lambda z: z * z,
    "square_shift": lambda z: (z - 1) ** 2,
    "gal_quad": lambda z: z + z * z,
    "cube": lambda z: z**3,
    "quartic": lambda z: z**4,
    "double_well": lambda z: (z * z - 1) ** 2,
    "sin": mpmath.sin,
    "sin10": lambda z: mpmath.sin(10 * z),
    "cosine": lambda z: mpmath.cos(3 * z),
    "zsinz": lambda z: z * mpmath.sin(z),
    "chirp": lambda z: mpmath.sin(z * z),
    "ripple": lambda z: z * z + mpmath.sin(50 * z) / 10,
    "rastrigin": lambda z: 10 + z * z - 10 * mpmath.cos(2 * mpmath.pi * z),
    "ackley": lambda z: -20 * mpmath.exp(-abs(z) / 5) - mpmath.exp(mpmath.cos(2 * mpmath.pi * z)) + mpmath.e + 20,
    "bump_k": lambda z: mpmath.exp(-z * z),
    "bump10": lambda z: mpmath.exp(-10 * z * z),
    "needle": lambda z: mpmath.exp(-400 * z * z),
    "lorentz": lambda z: 1 / (1 + z * z),
    "laplace": lambda z: mpmath.exp(-abs(z)),
    "exp": mpmath.exp,
    "cosh": mpmath.cosh,
    "expsq_c": lambda z: mpmath.exp(z * z / 20),
    "abs_p": lambda z: mpmath.sqrt(abs(z)) ** 3,
    "log_sq": lambda z: 2 * mpmath.log(abs(z)),
    "log1p_sq": lambda z: mpmath.log(1 + z * z),
    "student_nll": lambda z: 2 * mpmath.log(1 + z * z / 3),
    "abs": abs,
    "relu": lambda z: z if z > 0 else mpf(0),
    "huber": lambda z: z * z / 2 if abs(z) <= 1 else abs(z) - mpf(1) / 2,
    "hinge": lambda z: 1 - z if z < 1 else mpf(0),
    "clip": lambda z: mpf(-1) if z < -1 else mpf(1) if z > 1 else z,
    "triangle": lambda z: abs(z - 2 * mpmath.floor(z / 2) - 1),
    "heaviside": step,
    "staircase": mpmath.floor,
    "square_step": lambda z: z * z + (1 if z >= 0 else 0),
    "soft_step": lambda z: clip(10 * z, mpf(-1), mpf(1)),
    "tanh10": lambda z: mpmath.tanh(10 * z),
    "sigmoid": sigmoid,
    "softplus": softplus,
    "silu": lambda z: z / (1 + mpmath.exp(-z)),
    "gelu": lambda z: z * mpmath.erfc(-z / mpmath.sqrt(2)) / 2,
    "probit": lambda z: mpmath.erfc(-z / mpmath.sqrt(2)) / 2,
    "bce": lambda z: mpmath.log(1 + mpmath.exp(-z)),
    "gauss_logp": lambda z: -((z - 1) ** 2) / 2,
    "mix2_logp": lambda z: mpmath.log(mpmath.npdf(z, -2, mpf(1) / 2) / 2 + mpmath.npdf(z, 2, mpf(1) / 2) / 2),
    "call": lambda z: max(mpmath.exp(z) - 1, mpf(0)),
    "digital": lambda z: mpf(1) if mpmath.exp(z) > 1 else mpf(0),
}

POINTS = [-7.3, -3.1, -1.7, -0.9, -0.41, -0.07, 0.03, 0.19, 0.33, 0.62, 1.3, 2.2, 3.7, 8.1]


def compiled(formula):
    # Digits after a letter belong to a name, as in log1p.
    text = re.sub(r"(?<![a-z0-9.])\d+\.?\d*", lambda number: f'mpf("{number.group()}")', formula).replace("^", "**")
    return lambda z: eval(text, {"mpf": mpf, **LANGUAGE, "z": z})


def rows(functions):
    for name, function in functions:
        for point in POINTS:
            z = mpf(point)
            before, here, after = function(z - H), function(z), function(z + H)
            first = (after - before) / (2 * H)
            second = (after - 2 * here + before) / (H * H)
            yield [name, repr(point), *(mpmath.nstr(value, 17, min_fixed=1, max_fixed=0) for value in (here, first, second))]


def write(path, heading, functions):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([heading, "z", "r", "r1", "r2"])
        writer.writerows(rows(functions))


GOLDEN.mkdir(parents=True, exist_ok=True)
write(GOLDEN / "formulas.csv", "formula", [(formula, compiled(formula)) for formula in FORMULAS])
write(GOLDEN / "catalogue.csv", "name", CATALOGUE.items())

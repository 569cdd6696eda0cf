#!/usr/bin/python3
"""Writes test/golden/crossings.csv: where the exact variances of score and pathwise are equal, to 20 digits, for the test of
src/crossings.

Independent of the program: r and r' are written by hand, the variances are Gauss-Legendre integrals in 30-digit arithmetic over
fixed panels, kinks given by hand; the range is scanned in small equal steps and each change of sign refined by mpmath. Two
crossings within one step would be missed here as well.
"""
import csv, pathlib
from mpmath import mp, mpf, exp, sqrt, sin, cos, tanh, cosh, pi, findroot, log

ROOT = pathlib.Path(__file__).resolve().parent.parent
REACH = 12


def legendre(n):
    nodes = []
    for i in range(n):
        x = cos(pi * (i + mpf(3) / 4) / (n + mpf(1) / 2))
        for _ in range(12):
            before, now = mpf(0), mpf(1)
            for k in range(n):
                before, now = now, ((2 * k + 1) * x * now - k * before) / (k + 1)
            slope = n * (x * now - before) / (x * x - 1)
            x -= now / slope
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    return nodes


def moments(r, d, mu, sigma, component, kinks, width, rule):
    """log(V1/V2) of one draw."""
    cuts = sorted({mpf(-REACH), mpf(REACH), *((z - mu) / sigma for z in kinks if abs((z - mu) / sigma) < REACH)})
    sums = [mpf(0)] * 4
    for low, high in zip(cuts, cuts[1:]):
        panels = max(1, int(mp.ceil((high - low) / width)))
        half = (high - low) / panels / 2
        for p in range(panels):
            middle = low + (2 * p + 1) * half
            for x, w in rule:
                eps = middle + half * x
                density = half * w * exp(-eps * eps / 2) / sqrt(2 * pi)
                z = mu + sigma * eps
                score = r(z) * (eps if component == "mu" else eps * eps - 1) / sigma
                path = d(z) * (1 if component == "mu" else eps)
                for i, v in enumerate((score, score * score, path, path * path)):
                    sums[i] += density * v
    return log((sums[1] - sums[0] ** 2) / (sums[3] - sums[2] ** 2))


def bump(k): return lambda z: exp(-k * z * z), lambda z: -2 * k * z * exp(-k * z * z), (), 1
def cosine(k): return lambda z: cos(k * z), lambda z: -k * sin(k * z), (), 1
def sine(k): return lambda z: sin(k * z), lambda z: k * cos(k * z), (), 1
def ripple(a): return lambda z: z * z + a * sin(20 * z), lambda z: 2 * z + 20 * a * cos(20 * z), (), mpf(1) / 4
def steep(a): return lambda z: tanh(a * z), lambda z: a / cosh(a * z) ** 2, (), mpf(1) / 4
def soft(delta):
    half = delta / 2
    return (lambda z: max(mpf(-1), min(mpf(1), z / half))), (lambda z: 1 / half if abs(z) < half else mpf(0)), (-half, half), 1
def laplace(_): return lambda z: exp(-abs(z)), lambda z: (-1 if z > 0 else 1) * exp(-abs(z)), (mpf(0),), 1
def lorentz(_): return lambda z: 1 / (1 + z * z), lambda z: -2 * z / (1 + z * z) ** 2, (), mpf(1) / 4
def zsinz(_): return lambda z: z * sin(z), lambda z: sin(z) + z * cos(z), (), 1

# formula, function of its parameter, fixed parameter, what is varied, mu, sigma, component, from, to, steps of the scan
CASES = [
    ("cos(k*z)", cosine, None, "k", 1, 1, "mu", "0.5", "5", 40),
    ("cos(k*z)", cosine, None, "k", 1, 1, "sigma", "0.5", "5", 40),
    ("exp(-k*z^2)", bump, None, "k", 1, 1, "mu", "0.1", "10", 40),
    ("exp(-k*z^2)", bump, None, "k", 1, 1, "sigma", "0.1", "10", 40),
    ("clip(2*z/delta, -1, 1)", soft, None, "delta", "0.1", "0.1", "mu", "0.01", "1", 40),
    ("clip(2*z/delta, -1, 1)", soft, None, "delta", "0.1", "0.1", "sigma", "0.01", "1", 40),
    ("sin(k*z)", sine, 1, "mu", None, 1, "mu", "-5", "5", 60),
    ("sin(k*z)", sine, 1, "sigma", 0, None, "mu", "0.1", "10", 40),
    ("sin(k*z)", sine, 1, "sigma", 0, None, "sigma", "0.1", "10", 40),
    ("exp(-k*z^2)", bump, 1, "mu", None, 1, "mu", "0.1", "10", 60),
    ("exp(-k*z^2)", bump, 1, "mu", None, 1, "sigma", "0.1", "2", 80),
    ("z^2 + a*sin(20*z)", ripple, None, "a", 1, 1, "mu", "0.01", "3", 40),
    ("tanh(a*z)", steep, None, "a", 1, 1, "mu", "0.1", "10", 40),
    ("tanh(a*z)", steep, None, "a", 1, 1, "sigma", "0.1", "10", 40),
    ("exp(-abs(z))", laplace, 0, "sigma", 1, None, "mu", "0.1", "5", 40),
    ("1/(1 + z^2)", lorentz, 0, "sigma", 1, None, "mu", "0.1", "5", 40),
    ("z*sin(z)", zsinz, 0, "mu", None, 1, "mu", "-6", "6", 80),
]


def level(case, value, rule):
    formula, family, fixed, vary, mu, sigma, component = case[:7]
    parameter = value if vary not in ("mu", "sigma") else mpf(fixed)
    r, d, kinks, width = family(parameter)
    at_mu = value if vary == "mu" else mpf(mu)
    at_sigma = value if vary == "sigma" else mpf(sigma)
    # Panels narrow enough for features of width 1 in z.
    return moments(r, d, at_mu, at_sigma, component, kinks, min(mpf(1), width / at_sigma, 2 / (at_sigma * max(1, abs(parameter)))), rule)


rows = []
for case in CASES:
    low, high, steps = mpf(case[7]), mpf(case[8]), case[9]
    spread = high / low if low > 0 else None
    values = [low * spread ** (mpf(i) / steps) if spread else low + (high - low) * i / steps for i in range(steps + 1)]
    mp.dps = 15
    coarse = legendre(12)
    signs = [level(case, value, coarse) for value in values]
    mp.dps = 30
    fine = legendre(30)
    found = []
    for i in range(steps):
        if (signs[i] > 0) == (signs[i + 1] > 0): continue
        root = findroot(lambda value: level(case, value, fine), (values[i], values[i + 1]), solver="anderson", tol=mpf(10) ** -48)
        found.append(root)
    formula, _, fixed, vary, mu, sigma, component = case[:7]
    name = {"cos(k*z)": "k", "sin(k*z)": "k", "exp(-k*z^2)": "k"}.get(formula)
    params = f"{name}={fixed}" if fixed is not None and name else ""
    print(formula, vary, component, [mp.nstr(r, 15) for r in found], flush=True)
    rows.append([formula, params, vary, "" if mu is None else mu, "" if sigma is None else sigma, component, case[7], case[8], ";".join(mp.nstr(r, 20) for r in found)])

with (ROOT / "test/golden/crossings.csv").open("w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["formula", "params", "vary", "mu", "sigma", "component", "from", "to", "crossings"])
    writer.writerows(rows)

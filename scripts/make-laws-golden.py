#!/usr/bin/env python3
"""Writes test/golden/laws.csv: exact laws of m-draw gradient estimates, for the test of src/laws.

Independent of the program: r, r' and r'' are written by hand, expectations are sums over composite Gauss-Legendre nodes in one, two
or three draws (so the leave-one-out moments come from all pairs and triples of nodes, not from power sums), lattices by the
double exponential rule over the shift between their breaks, and what is out of reach by Monte Carlo with its standard error.
Rules are applied twice with different panels; values that differ by more than 1e-10 relative are refused.

usage: make-laws-golden.py
"""
import csv, pathlib
import numpy as np
from scipy.special import ndtr, ndtri

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROWS = []


class Case:
    def __init__(self, formula, r, d, dd, mu, sigma, breaks=(), width=0.5, reach=20.0):
        self.formula, self.r, self.d, self.dd, self.mu, self.sigma = formula, r, d, dd, mu, sigma
        self.breaks = [(b - mu) / sigma for b in breaks]  # in eps
        self.width, self.reach = width, reach

    def z(self, e):
        return self.mu + self.sigma * e


one = np.ones_like
CASES = [
    Case("z^2", lambda z: z * z, lambda z: 2 * z, lambda z: 2 * one(z), 2.0, 1.0),
    Case("exp(z)", np.exp, np.exp, np.exp, 0.5, 1.0),
    Case("cos(1.1*z)", lambda z: np.cos(1.1 * z), lambda z: -1.1 * np.sin(1.1 * z), lambda z: -1.21 * np.cos(1.1 * z), 1.0, 1.0),
    Case("sin(10*z)", lambda z: np.sin(10 * z), lambda z: 10 * np.cos(10 * z), lambda z: -100 * np.sin(10 * z), 0.3, 1.0, width=0.25),
    Case("exp(-10*z^2)", lambda z: np.exp(-10 * z * z), lambda z: -20 * z * np.exp(-10 * z * z),
         lambda z: (400 * z * z - 20) * np.exp(-10 * z * z), 0.4, 1.0, width=0.125),
    Case("tanh(10*z)", lambda z: np.tanh(10 * z), lambda z: 10 / np.cosh(np.clip(10 * z, -300, 300)) ** 2,
         lambda z: -200 * np.tanh(10 * z) / np.cosh(np.clip(10 * z, -300, 300)) ** 2, 0.1, 0.5, width=0.03125, reach=12),
    Case("max(z, 0)", lambda z: np.maximum(z, 0), lambda z: (z >= 0) * 1.0, lambda z: 0 * z, 0.2, 0.7, breaks=[0]),
    Case("step(z - 0.3)", lambda z: (z >= 0.3) * 1.0, lambda z: 0 * z, lambda z: 0 * z, 0.0, 1.0, breaks=[0.3]),
    Case("z^2 + step(z)", lambda z: z * z + (z >= 0), lambda z: 2 * z, lambda z: 2 * one(z), 0.3, 0.5, breaks=[0]),
    Case("abs(z - 1)*z", lambda z: np.abs(z - 1) * z, lambda z: np.sign(z - 1) * z + np.abs(z - 1), lambda z: 2 * np.sign(z - 1), 0.6, 2.0, breaks=[1]),
]


def weight(component, e):
    return e if component == "mu" else e * e - 1


def path(component, e):
    return one(e) if component == "mu" else e


def nodes(breaks, width, reach, count, symmetric=False):
    """Composite Gauss-Legendre on [-reach, reach] with the normal density in the weights; panels end at the breaks."""
    ends = set(np.linspace(-reach, reach, int(round(2 * reach / width)) + 1).tolist()) | {0.0}
    for b in breaks:
        ends |= {b} | ({-b} if symmetric else set())
    ends = np.array(sorted(x for x in ends if -reach <= x <= reach))
    x, w = np.polynomial.legendre.leggauss(count)
    half = np.diff(ends)[:, None] / 2
    e = (ends[:-1, None] + half * (1 + x)).ravel()
    weights = (half * w).ravel() * np.exp(-e * e / 2) / np.sqrt(2 * np.pi)
    return e, weights


def law(w, x, mean=None):
    m = np.sum(w * x)
    u = x - m
    v = np.sum(w * u * u)
    return {"mean": m, "variance": v, "kurtosis": np.sum(w * u ** 4) / v ** 2 if v > 0 else np.nan}


def pair(w, x, y):
    u, v = x - np.sum(w * x), y - np.sum(w * y)
    vu, vv = np.sum(w * u * u), np.sum(w * v * v)
    return {"correlation": np.sum(w * u * v) / np.sqrt(vu * vv), "co_kurtosis": np.sum(w * u * u * v * v) / (vu * vv)}


def draws(case, component, rule):
    """Contributions of one draw or one pair, and what they give."""
    e, w = nodes(case.breaks, case.width / rule, case.reach, 16 + 4 * rule, symmetric=True)
    s, p = weight(component, e) / case.sigma, path(component, e)
    r, d, dd = case.r(case.z(e)), case.d(case.z(e)), case.dd(case.z(e))
    rm, dm = case.r(case.z(-e)), case.d(case.z(-e))
    x, y = r * s, d * p
    expectation = np.sum(w * r)
    optimal = np.sum(w * r * s * s) / np.sum(w * s * s)
    vx, vy = law(w, x)["variance"], law(w, y)["variance"]
    c = np.sum(w * (x - np.sum(w * x)) * (y - np.sum(w * y)))
    alpha = (vy - c) / (vx + vy - 2 * c)
    variables = {
        "score_constant": (r - expectation) * s,
        "score_optimal": (r - optimal) * s,
        "mixed": alpha * x + (1 - alpha) * y,
        "price": d if component == "mu" else case.sigma * dd,
        "score_antithetic": (x + rm * weight(component, -e) / case.sigma) / 2,
        "pathwise_antithetic": (y + dm * path(component, -e)) / 2,
    }
    result = {}
    for name, v in variables.items():
        for quantity, value in law(w, v).items():
            result[(name, "", quantity)] = value
    for a, b in [("score_constant", "pathwise"), ("score_optimal", "score"), ("mixed", "pathwise"), ("price", "pathwise"), ("price", "score"),
                 ("score_antithetic", "pathwise_antithetic")]:
        va = variables[a]
        vb = {"pathwise": y, "score": x}.get(b, variables.get(b))
        for quantity, value in pair(w, va, vb).items():
            result[(a, b, quantity)] = value
    result[("baseline", "", "expectation")] = expectation
    result[("baseline", "", "optimal")] = optimal
    result[("baseline", "", "mix")] = alpha
    return result


def leave_one_out(case, component, m, rule):
    """All pairs or triples of nodes of independent draws."""
    reach = 10.5 if case.formula != "exp(z)" else 15.0
    count = {2: 12, 3: 8}[m] + 2 * rule
    width = (max(case.width, 1.0) if m == 2 else 1.5) / (1.0 if case.width >= 0.5 else (2 if m == 2 else 1))
    e, w = nodes(case.breaks, width, reach, count)
    keep = w > (1e-60 if case.formula == "exp(z)" else 1e-26)
    e, w = e[keep], w[keep]
    a, b = case.r(case.z(e)), weight(component, e) / case.sigma
    y = case.d(case.z(e)) * path(component, e)
    if m == 2:
        A = (a[:, None] - a[None, :]) * (b[:, None] - b[None, :]) / 2
        B = (y[:, None] + y[None, :]) / 2
        W = w[:, None] * w[None, :]
    else:
        def spread(v):
            return v[:, None, None], v[None, :, None], v[None, None, :]
        a1, a2, a3 = spread(a)
        b1, b2, b3 = spread(b)
        y1, y2, y3 = spread(y)
        w1, w2, w3 = spread(w)
        A = (a1 * b1 + a2 * b2 + a3 * b3 - (a1 + a2 + a3) * (b1 + b2 + b3) / 3) / 2
        B = (y1 + y2 + y3) / 3 + 0 * A
        W = w1 * w2 * w3
    result = {("score_loo", "", k): v for k, v in law(W, A).items()}
    if np.sum(W * (B - np.sum(W * B)) ** 2) > 1e-20:
        result |= {("score_loo", "pathwise", k): v for k, v in pair(W, A, B).items()}
    return result


def measure_valued(case, component, rule):
    result = {}
    if component == "mu":
        # Rayleigh: density w exp(-w^2/2) on w > 0
        e, w = nodes(case.breaks, case.width / rule, case.reach, 16 + 4 * rule, symmetric=True)
        right = e > 0
        e, w = e[right], w[right] * np.sqrt(2 * np.pi) * e[right]
        x = (case.r(case.z(e)) - case.r(case.z(-e))) / (case.sigma * np.sqrt(2 * np.pi))
        for k, v in law(w, x).items():
            result[("measure_valued", "", k)] = v
        return result
    # Maxwell x^2 phi(x) and U uniform: for each node in x a composite rule over u, cut where u x meets a break
    e, w = nodes(case.breaks, max(case.width, 0.25) / rule, min(case.reach, 14 if case.formula != "exp(z)" else 18), 10 + 2 * rule)
    keep = w * e * e > 1e-40
    e, w = e[keep], (w * e * e)[keep]
    t, tw = np.polynomial.legendre.leggauss(24 + 4 * rule)
    sums = np.zeros(5)
    parts = []
    for x, wx in zip(e, w):
        cuts = sorted({0.0, 1.0} | {b / x for b in case.breaks if 0 < b / x < 1})
        fine = []
        for lo, hi in zip(cuts[:-1], cuts[1:]):
            n = max(1, int(np.ceil((hi - lo) * abs(x) / max(case.width, 0.0625))))
            fine += list(np.linspace(lo, hi, n + 1)[:-1])
        fine = np.array(fine + [1.0])
        half = np.diff(fine)[:, None] / 2
        u = (fine[:-1, None] + half * (1 + t)).ravel()
        uw = (half * tw).ravel()
        y = (case.r(case.z(np.array([x]))) - case.r(case.z(u * x))) / case.sigma
        parts.append((wx * uw, y))
    W = np.concatenate([p[0] for p in parts])
    Y = np.concatenate([p[1] for p in parts])
    for k, v in law(W, Y).items():
        result[("measure_valued", "", k)] = v
    return result


def lattice(case, component, m, rule):
    """Double exponential rule over the shift between breaks; 1 - shift is kept apart, for the last point."""
    cuts = {0.0, 0.5, 1.0}
    fine = 1 if m >= 32 else 4
    if case.width < 0.5:
        fine *= 4
    cuts |= set(np.linspace(0, 1, fine + 1).tolist())
    for b in case.breaks:
        position = m * ndtr(b)
        cuts.add(position - np.floor(position))
    cuts = sorted(cuts)
    cuts = [c for i, c in enumerate(cuts) if i == 0 or c - cuts[i - 1] > 1e-12]
    h = 5.6 / (160 * rule)
    t = np.arange(-160 * rule, 160 * rule + 1) * h
    left = 1 / (1 + np.exp(-np.pi * np.sinh(t)))   # share of the way from the left end
    right = 1 / (1 + np.exp(np.pi * np.sinh(t)))
    weights = np.pi * np.cosh(t) * left * right * h
    W, X, Y = [], [], []
    for lo, hi in zip(cuts[:-1], cuts[1:]):
        width = hi - lo
        shift = np.where(left < 0.5, lo + width * left, hi - width * right)
        rest = np.where(left < 0.5, (1 - lo) - width * left, (1 - hi) + width * right)
        x, y = np.zeros_like(t), np.zeros_like(t)
        for i in range(m):
            low, high = (i + shift) / m, (m - 1 - i + rest) / m
            # keep off exact 0, where the weight has underflown long before
            e = np.where(low <= 0.5, ndtri(np.maximum(low, 1e-300)), -ndtri(np.maximum(high, 1e-300)))
            z = case.z(e)
            x += case.r(z) * weight(component, e) / case.sigma / m
            y += case.d(z) * path(component, e) / m
        ok = weights * width > 1e-290
        W.append((weights * width)[ok]); X.append(x[ok]); Y.append(y[ok])
    W, X, Y = map(np.concatenate, (W, X, Y))
    result = {("score_rqmc", "", k): v for k, v in law(W, X).items()}
    if np.sum(W * (Y - np.sum(W * Y)) ** 2) > 1e-20:
        result |= {("pathwise_rqmc", "", k): v for k, v in law(W, Y).items()}
        result |= {("score_rqmc", "pathwise_rqmc", k): v for k, v in pair(W, X, Y).items()}
    return result


def agreed(case, component, m, make, tolerance=1e-10):
    """Both rules agree, or the row is refused."""
    a, b = make(1), make(2)
    for key in b:
        x, y = a[key], b[key]
        if np.isnan(y):
            continue
        size = abs(y)
        if key[2] in ("mean", "correlation", "expectation", "optimal", "mix"):
            size = max(size, 1e-3)
        # variances that vanish but for rounding are exact zeros, which other tests hold
        if key[2] == "variance" and abs(y) < 1e-22:
            continue
        variance = b.get((key[0], key[1], "variance"))
        if variance is not None and key[2] == "kurtosis" and abs(variance) < 1e-22:
            continue
        if not abs(x - y) <= tolerance * size:
            print("refused", case.formula, component, m, key, x, y)
            continue
        ROWS.append([case.formula, case.mu, case.sigma, component, key[0], key[1], m, key[2], repr(float(y)), ""])


def monte_carlo(case, component, m, replicas, seed):
    """Central moments of the leave-one-out score of m draws and of pathwise, by sampling, with standard errors."""
    rng = np.random.default_rng(seed)
    names = ("variance", "fourth", "cross")
    sums, squares, count = np.zeros(3), np.zeros(3), 0
    e, w = nodes(case.breaks, case.width / 2, case.reach, 24)
    g = np.sum(w * case.r(case.z(e)) * weight(component, e)) / case.sigma
    gy = np.sum(w * case.d(case.z(e)) * path(component, e))
    while count < replicas:
        e = rng.standard_normal((20000, m))
        a, b = case.r(case.z(e)), weight(component, e) / case.sigma
        A = (np.sum(a * b, axis=1) - a.sum(axis=1) * b.sum(axis=1) / m) / (m - 1) - g
        B = np.mean(case.d(case.z(e)) * path(component, e), axis=1) - gy
        values = np.array([A ** 2, A ** 4, A ** 2 * B ** 2])
        sums += values.sum(axis=1)
        squares += (values ** 2).sum(axis=1)
        count += 20000
    means = sums / count
    errors = np.sqrt((squares / count - means ** 2) / count)
    for name, value, error in zip(names, means, errors):
        other = "pathwise" if name == "cross" else ""
        ROWS.append([case.formula, case.mu, case.sigma, component, "score_loo", other, m, name, repr(float(value)), repr(float(error))])


for case in CASES:
    for component in ("mu", "sigma"):
        agreed(case, component, 1, lambda rule: draws(case, component, rule))
        agreed(case, component, 1, lambda rule: measure_valued(case, component, rule))
        for m in (2, 3):
            agreed(case, component, m, lambda rule: leave_one_out(case, component, m, rule), 1e-9)
        for m in (2, 5, 32):
            agreed(case, component, m, lambda rule: lattice(case, component, m, rule))
    print(case.formula, len(ROWS), flush=True)
for number, name in enumerate(("cos(1.1*z)", "tanh(10*z)", "max(z, 0)")):
    case = next(c for c in CASES if c.formula == name)
    for component in ("mu", "sigma"):
        monte_carlo(case, component, 10, 2_000_000, 1000 + 10 * number + (component == "sigma"))

with open(ROOT / "test" / "golden" / "laws.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["formula", "mu", "sigma", "component", "estimator_1", "estimator_2", "m", "quantity", "value", "standard_error"])
    writer.writerows(ROWS)
